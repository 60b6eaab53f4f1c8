import { raisedText } from "../raised-text.ts"
import {
  type Cell,
  type Column,
  type FontStyle,
  type Fragment,
  type Line,
  type LinePiece,
  letterCount,
  type Segment,
} from "./pdf-text.ts"
import type { Region } from "./reading-order.ts"

/** The segments of one region as lines; segments beside each other become one line of several cells. */
export function buildLines(page: { number: number; height: number }, region: Region): Line[] {
  const rows = joinRows(region)
  const column = columnOf(rows)
  return joinDropCaps(rows.map((row) => buildLine(page, row, column))).filter((line) => line.text !== "")
}

function joinRows(region: Region): Segment[][] {
  const rows: Segment[][] = []
  for (const segment of region) {
    const row = rows.at(-1)
    const first = row?.[0]
    if (row && first && sharesLine(first, segment)) row.push(segment)
    else rows.push([segment])
  }
  for (const row of rows) row.sort((a, b) => a.x - b.x)
  return rows
}

function sharesLine(first: Segment, segment: Segment): boolean {
  const shift = Math.abs(segment.y - first.y)
  if (shift < 0.35 * Math.min(segment.size, first.size)) return true
  // The mark of a footnote stands a little above the line it begins.
  const [small, large] = first.size < segment.size ? [first, segment] : [segment, first]
  const gap = Math.max(small.x - large.right, large.x - small.right)
  return small.size < large.size * 0.88 && small.y < large.y && shift < 0.55 * large.size && gap < large.size
}

/** The edges that most lines share, so that one long word or a label in the margin does not move them. */
function columnOf(rows: Segment[][]): Column {
  const lefts = rows.map((row) => row[0]?.x ?? 0)
  const rights = rows.map((row) => row.at(-1)?.right ?? 0)
  return { left: sharedEdge(lefts, Math.min), right: sharedEdge(rights, Math.max) }
}

function sharedEdge(edges: number[], outermost: (...values: number[]) => number): number {
  const counts = new Map<number, number>()
  for (const edge of edges) counts.set(Math.round(edge), (counts.get(Math.round(edge)) ?? 0) + 1)
  const shared = [...counts].filter(([, count]) => count >= Math.max(2, edges.length * 0.08)).map(([edge]) => edge)
  return outermost(...(shared.length > 0 ? shared : edges))
}

function buildLine(page: { number: number; height: number }, row: Segment[], column: Column): Line {
  const fragments = row.flatMap((segment) => segment.fragments)
  const size = dominant(fragments, (fragment) => Math.round(fragment.size * 10) / 10) ?? 10
  const font = dominant(fragments, (fragment) => fragment.font) as FontStyle
  const main = row.reduce((best, segment) => (segment.right - segment.x > best.right - best.x ? segment : best))
  const { bold, italic, mono } = stylesOf(fragments)
  const pieces: LinePiece[] = []
  const cells = row.map((segment) => {
    const before = pieces.length
    if (before > 0) pieces.push({ text: " ", emphasis: false })
    for (const piece of segmentPieces(segment, size, { bold, italic })) pieces.push(piece)
    const text = pieces
      .slice(before)
      .map((piece) => piece.text)
      .join("")
    return { text: text.trim(), x: segment.x, right: segment.right }
  })
  const text = pieces.map((piece) => piece.text).join("")
  return {
    page: page.number,
    depth: main.y / Math.max(1, page.height),
    x: row[0]?.x ?? 0,
    right: Math.max(...row.map((segment) => segment.right)),
    y: main.y,
    size,
    font,
    bold,
    italic,
    mono,
    text: text.trim(),
    pieces,
    cells,
    parts: cells.length > 1 || text.length < 60 ? partsOf(row, size) : cells,
    column,
  }
}

/** Cells of a narrow table stand closer than columns of text do. */
function partsOf(row: Segment[], size: number): Cell[] {
  const parts: Cell[] = []
  let last: Cell | undefined
  for (const { text, x, right } of row.flatMap((segment) => segment.fragments)) {
    if (last && x - last.right < 0.5 * size) {
      last.text += (x - last.right > 0.14 * size && !/ $/.test(last.text) ? " " : "") + text
      last.right = right
    } else {
      last = { text, x, right }
      parts.push(last)
    }
  }
  return parts.map((part) => ({ ...part, text: part.text.trim() }))
}

function segmentPieces(segment: Segment, lineSize: number, line: { bold: boolean; italic: boolean }): LinePiece[] {
  const pieces: LinePiece[] = []
  let previous: Fragment | undefined
  const spread = isLetterSpaced(segment)
  for (const fragment of segment.fragments) {
    const raised = segment.y - fragment.y
    const isScript = fragment.size < lineSize * 0.88 && Math.abs(raised) > 0.12 * lineSize
    let text = fragment.text
    if (spread) text = text.replace(/(?<=\S) (?=\S)/g, "").replace(/ {2,}/g, " ")
    if (isScript && raised > 0) text = raisedText(text, previous?.text ?? "")
    const gap = previous ? fragment.x - previous.right : 0
    const parted = previous && /\S$/.test(previous.text) && /^\S/.test(text)
    if (parted && gap > (spread ? 0.6 : isScript ? 0.3 : 0.14) * lineSize) text = ` ${text}`
    const emphasis = !isScript && ((fragment.font.bold && !line.bold) || (fragment.font.italic && !line.italic))
    const last = pieces.at(-1)
    if (last && last.emphasis === emphasis) last.text += text
    else pieces.push({ text, emphasis })
    previous = fragment
  }
  return pieces
}

/** "I N T R O D U C T I O N": single letters with spaces between them. */
function isLetterSpaced(segment: Segment): boolean {
  const text = segment.fragments.map((fragment) => fragment.text).join(" ")
  const tokens = text.split(/ +/)
  return tokens.length >= 5 && tokens.filter((token) => /^\p{L}$/u.test(token)).length >= tokens.length * 0.8
}

function stylesOf(fragments: Fragment[]): { bold: boolean; italic: boolean; mono: boolean } {
  const counts = { all: 0, bold: 0, italic: 0, mono: 0 }
  for (const { text, font } of fragments) {
    const letters = letterCount(text)
    counts.all += letters
    if (font.bold) counts.bold += letters
    if (font.italic) counts.italic += letters
    if (font.mono) counts.mono += letters
  }
  const mostly = (count: number) => count > counts.all * 0.67
  return { bold: mostly(counts.bold), italic: mostly(counts.italic), mono: mostly(counts.mono) }
}

function dominant<T>(fragments: Fragment[], key: (fragment: Fragment) => T): T | undefined {
  const counts = new Map<T, number>()
  for (const fragment of fragments) {
    const value = key(fragment)
    counts.set(value, (counts.get(value) ?? 0) + letterCount(fragment.text))
  }
  let best: [T, number] | undefined
  for (const entry of counts) if (!best || entry[1] > best[1]) best = entry
  return best?.[0]
}

/** A first letter as high as two or three lines belongs to the first of them. */
function joinDropCaps(lines: Line[]): Line[] {
  return lines.filter((line, index) => {
    if (!/^["“‘]?\p{Lu}$/u.test(line.text)) return true
    const near = lines
      .slice(Math.max(0, index - 3), index + 3)
      .filter((other) => other !== line && other.size < line.size * 0.6 && other.x >= line.right - other.size)
      .filter((other) => other.y <= line.y + 1 && other.y > line.y - line.size * 1.2)
    const [first] = near.sort((a, b) => a.y - b.y)
    if (!first) return true
    first.text = line.text + first.text
    first.pieces.unshift({ text: line.text, emphasis: false })
    first.x = line.x
    return false
  })
}
