import { letterCount, type Segment } from "./pdf-text.ts"

/** Segments that are read one below the other. */
export type Region = Segment[]

interface Split {
  /** Left edge of the right-hand column. */
  at: number
  bands: Band[]
  /** Segments that stand in columns. */
  inColumns: number
}

interface Band {
  left: Segment[]
  right: Segment[]
  /** Set across both columns: a title, a wide figure's caption. */
  across: Segment[]
  /** Left and right are columns of running text; else the band is read line by line. */
  columns: boolean
}

/**
 * A page's segments in the order they are read: columns from left to right, each from top to bottom, between lines that
 * reach across them. Tables stay whole, since their cells do not fill a column as running text does.
 *
 * @param hints left edges of right-hand columns found on other pages, where less evidence will do
 */
export function readingOrder(segments: Segment[], hints: number[] = []): Region[] {
  return order(segments, hints, 0)
}

/** Where the right-hand columns of this page begin, for pages of the same document. */
export function columnEdges(segments: Segment[]): number[] {
  const split = bestSplit(segments, [])
  if (!split) return []
  const right = split.bands.flatMap((band) => band.right)
  return [split.at, ...columnEdges(right)]
}

function order(segments: Segment[], hints: number[], depth: number): Region[] {
  const split = depth < 4 ? bestSplit(segments, hints) : undefined
  if (!split) return segments.length > 0 ? [byHeight(segments)] : []
  const regions: Region[] = []
  let single: Segment[] = []
  const closeSingle = () => {
    if (single.length > 0) regions.push(byHeight(single))
    single = []
  }
  for (const { left, right, across, columns } of split.bands) {
    if (columns) {
      closeSingle()
      regions.push(...order(left, hints, depth + 1), ...order(right, hints, depth + 1))
      single = [...across]
    } else single.push(...left, ...right, ...across)
  }
  closeSingle()
  return regions
}

function byHeight(segments: Segment[]): Segment[] {
  return [...segments].sort((a, b) => a.y - b.y || a.x - b.x)
}

function bestSplit(segments: Segment[], hints: number[]): Split | undefined {
  if (segments.length < 6) return undefined
  let best: Split | undefined
  for (const at of candidateEdges(segments)) {
    const split = splitAt(
      segments,
      at,
      hints.some((hint) => Math.abs(hint - at) < 8),
    )
    if (split && split.inColumns > (best?.inColumns ?? 0)) best = split
  }
  return best
}

/** Left edges that several segments share, away from the margins. */
function candidateEdges(segments: Segment[]): number[] {
  const left = Math.min(...segments.map((segment) => segment.x))
  const right = Math.max(...segments.map((segment) => segment.right))
  const counts = new Map<number, number>()
  for (const { x } of segments) {
    if (x < left + (right - left) * 0.2 || x > left + (right - left) * 0.8) continue
    const edge = Math.round(x / 2) * 2
    counts.set(edge, (counts.get(edge) ?? 0) + 1)
  }
  return [...counts]
    .filter(([, count]) => count >= 3)
    .sort((a, b) => b[1] - a[1])
    .slice(0, 6)
    .map(([edge]) => edge - 2)
}

function splitAt(segments: Segment[], at: number, expected: boolean): Split | undefined {
  const bands: Band[] = []
  let band: Band = { left: [], right: [], across: [], columns: false }
  const close = () => {
    if (band.left.length + band.right.length + band.across.length > 0) bands.push(band)
    band = { left: [], right: [], across: [], columns: false }
  }
  for (const segment of byHeight(segments)) {
    const isAcross = segment.x < at - 3 && segment.right > at + 3
    if (isAcross) band.across.push(segment)
    else {
      if (band.across.length > 0) close()
      if (segment.x >= at - 3) band.right.push(segment)
      else band.left.push(segment)
    }
  }
  close()
  const left = Math.min(...segments.map((segment) => segment.x))
  const right = Math.max(...segments.map((segment) => segment.right))
  let inColumns = 0
  for (const each of bands) {
    const leftFull = isRunningText(each.left, left, at)
    const rightFull = isRunningText(each.right, at, right)
    // In a document of columns, beside a column of text anything is in the other one: a table, a listing, a few lines.
    each.columns = expected
      ? leftFull || rightFull || (each.left.length === 0) !== (each.right.length === 0)
      : each.left.length >= 3 && each.right.length >= 3 && leftFull && rightFull
    if (each.columns && each.left.length > 0 && each.right.length > 0) inColumns += each.left.length + each.right.length
  }
  if (inColumns < (expected ? 3 : 8) || (!expected && inColumns < segments.length * 0.3)) return undefined
  return { at, bands, inColumns }
}

/** Running text fills its column; table cells, labels and page numbers do not. */
function isRunningText(segments: Segment[], left: number, right: number): boolean {
  if (segments.length === 0) return false
  let letters = 0
  let full = 0
  let fullLetters = 0
  for (const segment of segments) {
    const length = segment.fragments.reduce((sum, { text }) => sum + letterCount(text), 0)
    letters += length
    if (segment.right - segment.x < (right - left) * 0.6) continue
    full += 1
    fullLetters += length
  }
  return fullLetters > letters * 0.5 && full >= segments.length * 0.25 && letters / segments.length > 12
}
