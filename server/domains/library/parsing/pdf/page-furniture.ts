import { letterCount, type PageText, type Segment } from "./pdf-text.ts"

interface MarginRow {
  page: PageText
  segments: Segment[]
  text: string
  y: number
  /** 0 for the outermost row. */
  depth: number
  top: boolean
}

/** Rows looked at from each end of a page. */
const marginRows = 3

/**
 * Removes running heads, running feet and page numbers, in place: rows at the top or bottom of pages that say the same
 * again and again, or that count with the pages.
 */
export function removePageFurniture(pages: PageText[]): void {
  const rows = pages.flatMap(rowsInMargins)
  const offset = pageNumberOffset(rows, pages.length)
  const largest = usualSize(pages) * 1.2
  const counting = offset === undefined ? [] : rows.filter((row) => countsWithPages(row, offset, largest))
  // A chapter's heading may begin with the number of its page; running heads have one height.
  const counted = counting.filter((row) => pagesAtHeight(counting, row) >= Math.min(3, pages.length))
  const furniture = new Set([...repeatedRows(rows, pages), ...counted])
  for (const row of rows) if (isLonelyNumber(row, offset)) furniture.add(row)
  // What else stands at the height of running heads is one too, even if its words come only once.
  const certain = [...furniture].filter((row) => row.depth === 0)
  for (const row of rows)
    if (row.depth === 0 && pagesAtHeight(certain, row) >= Math.max(3, pages.length * 0.2)) furniture.add(row)
  // What stands within the text does not, so a row goes only when all those outside of it go.
  const outside = new Map(rows.map((row) => [`${row.page.number} ${row.top} ${row.depth}`, row]))
  for (const row of [...furniture].sort((a, b) => a.depth - b.depth)) {
    const outer = outside.get(`${row.page.number} ${row.top} ${row.depth - 1}`)
    if (outer && !furniture.has(outer)) furniture.delete(row)
  }
  const removed = new Set([...furniture].flatMap((row) => row.segments))
  for (const page of pages) page.segments = page.segments.filter((segment) => !removed.has(segment))
}

/** How many pages have one of `rows` where this one stands. */
function pagesAtHeight(rows: MarginRow[], { top, y }: MarginRow): number {
  return rows.filter((row) => row.top === top && Math.abs(row.y - y) < 2).length
}

function rowsInMargins(page: PageText): MarginRow[] {
  const sorted = [...page.segments].sort((a, b) => a.y - b.y)
  const rows: Segment[][] = []
  for (const segment of sorted) {
    const row = rows.at(-1)
    if (row && Math.abs((row[0] as Segment).y - segment.y) < 3) row.push(segment)
    else rows.push([segment])
  }
  const asRow = (segments: Segment[], depth: number, top: boolean): MarginRow => {
    segments.sort((a, b) => a.x - b.x)
    const text = segments.map(textOf).join(" ").replace(/\s+/g, " ").trim()
    return { page, segments, text, y: segments[0]?.y ?? 0, depth, top }
  }
  const tops = rows.slice(0, marginRows).map((row, index) => asRow(row, index, true))
  const bottoms = rows
    .slice(Math.max(tops.length, rows.length - marginRows))
    .reverse()
    .map((row, index) => asRow(row, index, false))
  return [...tops, ...bottoms]
}

function textOf(segment: Segment): string {
  return segment.fragments.map((fragment) => fragment.text).join("")
}

/** Rows of the same words, numbers aside, at the same height on several pages near each other. */
function repeatedRows(rows: MarginRow[], pages: PageText[]): Set<MarginRow> {
  // Slides that follow each other may have one title.
  const areSlides = pages.filter((page) => page.width > page.height).length > pages.length / 2
  const groups = new Map<string, MarginRow[]>()
  for (const row of rows) {
    const words = row.text.toLowerCase().replace(/\d+/g, "#").replace(/\s+/g, " ")
    // Numbers alone say nothing: a table may end with them on every page.
    if (!/\p{L}{2}/u.test(words) && !/^\W*#\W*$/.test(words)) continue
    const key = `${row.top ? "top" : "bottom"} ${words}`
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  const repeated = new Set<MarginRow>()
  for (const group of groups.values()) {
    for (const row of group) {
      const atSameHeight = group.filter((other) => Math.abs(other.y - row.y) < 4 && other.page !== row.page)
      const near = atSameHeight.filter((other) => Math.abs(other.page.number - row.page.number) <= 30)
      const enough = areSlides ? Math.max(3, pages.length * 0.6) : row.depth === 0 ? 1 : 3
      if (near.length >= enough) repeated.add(row)
    }
  }
  // Where most pages have something of their own, the text itself begins: "Exercises" may begin it several times.
  for (const row of repeated)
    if (pagesAtHeight([...repeated], row) < pagesAtHeight(rows, row) * 0.6) repeated.delete(row)
  return repeated
}

/** How far the printed numbers run behind the pages of the file, when most margins count. */
function pageNumberOffset(rows: MarginRow[], pageCount: number): number | undefined {
  const votes = new Map<number, number>()
  for (const row of rows)
    for (const number of new Set(numbersAtEnds(row.text))) {
      const offset = number - row.page.number
      votes.set(offset, (votes.get(offset) ?? 0) + 1)
    }
  const [best] = [...votes].sort((a, b) => b[1] - a[1])
  return best && best[1] >= Math.max(3, pageCount * 0.3) ? best[0] : undefined
}

/** Of most of the letters. */
function usualSize(pages: PageText[]): number {
  const letters = new Map<number, number>()
  for (const { segments } of pages)
    for (const segment of segments)
      letters.set(segment.size, (letters.get(segment.size) ?? 0) + letterCount(textOf(segment)))
  return [...letters].reduce((best, next) => (next[1] > best[1] ? next : best), [0, 0])[0]
}

/** @param largest running heads are set in the size of the text or smaller; chapters of a page each count with the pages, too */
function countsWithPages(row: MarginRow, offset: number, largest: number): boolean {
  if (row.depth > 1 || row.text.length > 120) return false
  if (/\p{L}/u.test(row.text) && row.segments.some(({ size }) => size > largest)) return false
  return numbersAtEnds(row.text).includes(row.page.number + offset)
}

function numbersAtEnds(text: string): number[] {
  const first = /^\W*(?:page\s+)?(\d{1,4})(?![\d.])\b/i.exec(text)?.[1]
  const last = /(?<![\d.])\b(\d{1,4})\W*$/.exec(text)?.[1]
  return [first, last].filter((digits) => digits !== undefined).map(Number)
}

/** A number on its own in the outermost row, arabic, or roman as in a preface. */
function isLonelyNumber(row: MarginRow, offset: number | undefined): boolean {
  if (row.depth > 0) return false
  const nearEdge = row.top ? row.y < row.page.height * 0.15 : row.y > row.page.height * 0.82
  if (!nearEdge) return false
  if (/^[-–—\s]*[ivxlc]{1,7}[-–—\s]*$/.test(row.text)) return true
  const number = /^[-–—\s]*(?:page\s+)?(\d{1,4})(?:\s*(?:\/|of)\s*\d{1,4})?[-–—\s]*$/i.exec(row.text)?.[1]
  return number !== undefined && (offset !== undefined || Number(number) <= row.page.number + 2_000)
}
