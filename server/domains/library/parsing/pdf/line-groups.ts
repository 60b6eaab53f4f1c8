import type { Line } from "./pdf-text.ts"
import type { TextStyles } from "./text-styles.ts"

/** Lines that make one paragraph, heading, list item, table or listing, as far as one region shows. */
export interface LineGroup {
  kind: "text" | "item" | "table" | "code" | "leader" | "footnote"
  lines: Line[]
  /** Its lines, joined by spaces. */
  text: string
  /** The group before it in its region ended for certain; the first of a region may continue one of another. */
  startsRegion: boolean
  /** Its first line is set in as the first of a paragraph. */
  indented: boolean
  /** Space above it is wider than between the lines of a paragraph. */
  spaceAbove: boolean
}

const bulletMark = /^[•‣◦▪▫●○■□◆◇►▶➢➤✓✔∙⋅*∗·–—-]\s+(?=\S)/u
const itemLabel = /^(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,5})[.)]|\(?[A-Z]\)|[A-Z]\.(?!\s\p{Lu}\.)|\[\d{1,3}\])\s+(?=\S)/u
/** Dots that lead to a page number in a table of contents. */
export const leaderDots = /(?:\s*[.·․…]){4,}\s*|\s*…{2,}\s*|(?:\s\.){2,}\s+(?=\d+$)/

export function groupLines(lines: Line[], styles: TextStyles): LineGroup[] {
  const groups: LineGroup[] = []
  lines.forEach((line, index) => {
    const group = groups.at(-1)
    const previous = lines[index - 1]
    const kind = kindOf(line, index, lines, styles)
    if (group && previous && continuesGroup(group, kind, previous, line, lines[index + 1], styles)) {
      group.lines.push(line)
      return
    }
    groups.push({
      kind,
      lines: [line],
      text: "",
      startsRegion: index === 0,
      indented: line.x > line.column.left + line.size * 0.7 && line.x < line.column.left + line.size * 5,
      spaceAbove: !previous || line.y - previous.y > styles.leadingOf(line.size) * 1.35,
    })
  })
  for (const group of groups) group.text = group.lines.map((line) => line.text).join(" ")
  return groups
}

export function isBullet(text: string): boolean {
  return bulletMark.test(text)
}

export function withoutBullet(text: string): string {
  return text.replace(bulletMark, "")
}

function kindOf(line: Line, index: number, lines: Line[], styles: TextStyles): LineGroup["kind"] {
  if (
    isLeader(line) ||
    (endsInCellOfDigits(line) && [lines[index - 1], lines[index + 1]].some((near) => near && isLeader(near)))
  )
    return "leader"
  if (
    isTableRow(line) &&
    [lines[index - 1], lines[index + 1]].some((near) => near && isTableRow(near) && isNear(near, line))
  )
    return "table"
  if (line.mono) return "code"
  if (isFootnoteStart(line, styles)) return "footnote"
  if (bulletMark.test(line.text)) return "item"
  if (itemLabel.test(line.text) && !line.bold) return "item"
  return "text"
}

function isLeader({ text }: Line): boolean {
  return leaderDots.test(text) && /\d\W*$|[ivxl]+$/.test(text)
}

/** A chapter in a table of contents whose sections have leaders. */
function endsInCellOfDigits({ cells }: Line): boolean {
  return cells.length >= 2 && /^(?:\d+|[ivxl]+)$/.test(cells.at(-1)?.text ?? "")
}

/** Small type in the lower part of a page that begins with its mark. */
function isFootnoteStart(line: Line, styles: TextStyles): boolean {
  if (line.size > styles.bodySize * 0.95 || line.depth < 0.5) return false
  return /^(?:\[\d{1,3}\]|[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d{1,3}(?=\s?\p{Lu})|[*∗†‡§¶‖]+)\s*\S/u.test(line.text)
}

/** Several cells, of which the first is not just the label of an item or heading. */
function isTableRow(line: Line): boolean {
  const [first, second] = line.cells
  if (!first || !second) return false
  if (line.cells.length === 2 && /^(?:[\d.]+|\(?\w{1,2}[.)]|\W)$/.test(first.text))
    return /^[\d.,%-]+$/.test(second.text)
  // The words of a justified line may stand wide apart, but then not everywhere.
  const widest = Math.max(...line.cells.slice(1).map((cell, index) => cell.x - (line.cells[index]?.right ?? 0)))
  return widest > line.size * 1.5 || line.cells.length > 2
}

function isNear(line: Line, other: Line): boolean {
  return Math.abs(line.y - other.y) < Math.max(line.size, other.size) * 2.6
}

/** The second line of a cell, or a row whose cells stand close; the latter is given its cells. */
function belongsToTable(group: LineGroup, line: Line): boolean {
  const widest = group.lines.reduce((best, row) => (row.cells.length > best.cells.length ? row : best))
  const aligned = line.parts.filter((part) =>
    widest.cells.some((cell) => Math.abs(cell.x - part.x) < 3 || Math.abs(cell.right - part.right) < 3),
  )
  if (line.parts.length > 1 && aligned.length >= 2) {
    line.cells = line.parts
    return true
  }
  const second = widest.cells[1]
  return (
    line.parts.length === 1 &&
    (line.x > line.column.left + line.size * 2 || (second !== undefined && line.right < second.x))
  )
}

function continuesGroup(
  group: LineGroup,
  kind: LineGroup["kind"],
  previous: Line,
  line: Line,
  next: Line | undefined,
  styles: TextStyles,
): boolean {
  const leading = styles.leadingOf(Math.min(line.size, previous.size))
  const gap = line.y - previous.y
  if (gap <= 0.2 * line.size) return false
  if (group.kind === "code" && kind === "code") return gap < leading * 2.4
  const isFull = line.column.right - previous.right < firstWordWidth(line) + previous.size * 0.6
  if (kind === "code" && /^(?:text|item)$/.test(group.kind) && !next?.mono) {
    // The last words of a paragraph, which happen to be names set like code.
    return (
      isFull && gap <= leading * 1.15 && !/[.:]$/.test(previous.text) && Math.abs(line.x - previous.x) < line.size * 2
    )
  }
  if (group.kind === "table") {
    if (gap > leading * 2 || Math.abs(line.size - previous.size) > 1.5) return false
    return kind === "table" || (kind !== "code" && belongsToTable(group, line))
  }
  if (
    kind === "code" ||
    kind === "table" ||
    kind === "leader" ||
    kind === "footnote" ||
    group.kind === "code" ||
    group.kind === "leader"
  )
    return false
  if (kind === "item" && startsItem(group, previous, line)) return false
  if (gap > leading * 1.35) return false
  if (Math.abs(line.size - previous.size) > 0.08 * Math.max(line.size, previous.size)) return false
  const isShort = !isFull
  if (line.bold !== previous.bold && isShort) return false
  if (line.font.name !== previous.font.name && isShort && line.italic !== previous.italic) return false
  return !startsParagraph(group, previous, line, next, isShort)
}

/** A label begins an item where the text before it has come to an end; "in 1990. 5) ..." within a line is none. */
function startsItem(group: LineGroup, previous: Line, line: Line): boolean {
  if (bulletMark.test(line.text) && !/^[-–—]/.test(line.text)) return true
  if (group.kind === "item") {
    const first = group.lines[0] as Line
    return Math.abs(line.x - first.x) < line.size * 1.2 || line.x < first.x
  }
  return line.x > previous.x + line.size * 0.5 || /[.:;!?]$/.test(previous.text)
}

function startsParagraph(
  group: LineGroup,
  previous: Line,
  line: Line,
  next: Line | undefined,
  isShort: boolean,
): boolean {
  const step = line.x - previous.x
  const em = line.size
  const first = group.lines[0] as Line
  const ended = /[.!?:;]["'”’)\]]*(?:\s?\[[\d,–-]+\])?$/.test(previous.text)
  if (isCentred(previous)) {
    if (isCentred(line)) return false
    if (isShort && previous.right - previous.x < (line.column.right - line.column.left) * 0.6) return true
  }
  if (step > 0.7 * em && step < 6 * em) {
    // Set in: the first line of a paragraph, or the second of an item or reference that hangs.
    if (group.kind === "item") return false
    const nextAlike = next !== undefined && Math.abs(next.x - line.x) < 0.4 * em && next.y - line.y < em * 2
    const isSecondLine = group.lines.length === 1
    if (isSecondLine && nextAlike) return ended && isShort
    return ended || isShort || !isSecondLine
  }
  if (step < -0.7 * em) {
    // Set out again: below the indented first line the paragraph goes on, below hanging lines a new one begins.
    if (group.lines.length === 1) return isShort && ended
    return first.x < previous.x - 0.7 * em || ended
  }
  if (isShort && ended) return true
  // Broken far before the margin without a full stop: lines of an address, a poem, a title page.
  const room = line.column.right - previous.right
  return isShort && room > (line.column.right - line.column.left) * 0.35 && /^[\p{Lu}\d"“(]/u.test(line.text)
}

function isCentred({ x, right, column, size }: Line): boolean {
  const before = x - column.left
  const after = column.right - right
  return before > size && after > size && Math.abs(before - after) < Math.max(size, (before + after) * 0.12)
}

function firstWordWidth(line: Line): number {
  const word = /^\S+/.exec(line.text)?.[0] ?? ""
  return ((line.right - line.x) * word.length) / Math.max(1, line.text.length)
}
