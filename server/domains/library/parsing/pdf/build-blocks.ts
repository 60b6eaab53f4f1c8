import type { DocumentWriter, Run } from "../document-writer.ts"
import type { BlockKind } from "../parsed-document.ts"
import { findHeadings, isCaption } from "./heading-levels.ts"
import { joinLineEnds, type Vocabulary } from "./join-hyphenated.ts"
import { groupLines, isBullet, type LineGroup, leaderDots, withoutBullet } from "./line-groups.ts"
import type { OutlineTitles } from "./outline-titles.ts"
import type { Line } from "./pdf-text.ts"
import type { TextStyles } from "./text-styles.ts"

interface PdfBlock {
  kind: BlockKind
  lines: Line[]
  level?: number
  group: LineGroup
}

/** Whether paragraphs begin with an indented line: then one that begins without is the rest of another. */
interface ParagraphStyles extends TextStyles {
  indents: boolean
}

/** Writes the lines of all regions, in reading order, as blocks. */
export function writeBlocks(
  writer: DocumentWriter,
  regions: Line[][],
  pageNumbers: number[],
  context: { styles: TextStyles; outline: OutlineTitles; vocabulary: Vocabulary },
): void {
  const groups = regions.flatMap((lines) => groupLines(lines, context.styles))
  const levels = findHeadings(groups, context.styles, context.outline)
  const read = groups.map((group) => asBlock(group, levels.get(group), context.styles))
  const blocks = joinAcrossRegions(gatherScraps(read), { ...context.styles, indents: indentsParagraphs(groups) })
  const pages = new PageMarks(pageNumbers)
  for (const block of joinHeadingLines(blocks)) {
    for (const number of pages.upTo(block.lines[0]?.page ?? 0)) writer.beginPage(number)
    writer.addBlock(block.kind, runsOf(block, pages, context.vocabulary), block.level)
  }
  for (const number of pages.upTo(Number.POSITIVE_INFINITY)) writer.beginPage(number)
}

/** Hands out the numbers of the pages that begin, each once. */
class PageMarks {
  #waiting: number[]

  constructor(numbers: number[]) {
    this.#waiting = [...numbers]
  }

  upTo(page: number): number[] {
    const count = this.#waiting.findIndex((number) => number > page)
    return this.#waiting.splice(0, count < 0 ? this.#waiting.length : count)
  }
}

function asBlock(group: LineGroup, level: number | undefined, styles: TextStyles): PdfBlock {
  const { lines } = group
  if (level !== undefined) return { kind: "heading", level, lines, group }
  if (group.kind === "table" || group.kind === "code") return { kind: group.kind, lines, group }
  if (isCaption(group.text) && isCaptionShaped(group, styles)) return { kind: "caption", lines, group }
  if (group.kind === "item" || group.kind === "leader") return { kind: "list-item", level: 1, lines, group }
  return { kind: "paragraph", lines, group }
}

/** "Table 2 shows that ..." begins a sentence; "Table 2. Doses", "Table 2: Doses" or one in smaller type is a caption. */
function isCaptionShaped(group: LineGroup, styles: TextStyles): boolean {
  const [first] = group.lines
  if (!first) return false
  const label = /^\S+\s*\.?\s*[\dA-Z.-]+\s*[.:|–—]/.test(first.text)
  return label || first.size < styles.bodySize * 0.96 || first.bold || (first.pieces[0]?.emphasis ?? false)
}

/**
 * A paragraph that goes on in the next column or on the next page is one. What stands between its parts, such as a
 * footnote or a figure's caption, is read before it, or after it when it began on an earlier page.
 */
function joinAcrossRegions(blocks: PdfBlock[], styles: ParagraphStyles): PdfBlock[] {
  const joined: PdfBlock[] = []
  let open: PdfBlock | undefined
  let between: PdfBlock[] = []
  blocks.forEach((block, index) => {
    if (open && floats(blocks, index, open)) {
      const isOnItsPage = joined.at(-1) === open && block.lines[0]?.page === open.lines[0]?.page
      if (isOnItsPage && between.length === 0) joined.splice(joined.length - 1, 0, block)
      else between.push(block)
      return
    }
    if (open && block.group.startsRegion && continuesBlock(open, block, styles)) open.lines.push(...block.lines)
    else {
      joined.push(...between, block)
      between = []
      open = block
    }
    if (!isUnfinished(open, styles)) {
      joined.push(...between)
      between = []
      open = undefined
    }
  })
  return [...joined, ...between]
}

function indentsParagraphs(groups: LineGroup[]): boolean {
  const following = groups.filter(
    (group, index) => group.kind === "text" && !group.startsRegion && groups[index - 1]?.kind === "text",
  )
  return following.filter((group) => group.indented).length > following.length * 0.5
}

/** Stands between the parts of the open paragraph, not below the whole of it. */
function floats(blocks: PdfBlock[], index: number, open: PdfBlock): boolean {
  const column = open.lines.at(-1)?.column
  const canFloat = (block: PdfBlock) => isFloating(block) || (isScrap(block) && !/^\p{Ll}{2}/u.test(block.group.text))
  const block = blocks[index] as PdfBlock
  if (!canFloat(block)) return false
  if (block.group.kind === "footnote" || block.lines[0]?.column !== column) return true
  const next = blocks.slice(index, index + 40).find((other) => !canFloat(other))
  return next !== undefined && next.lines[0]?.column !== column
}

/** What is set where there is room, between the lines of a paragraph. */
function isFloating({ kind, lines, group }: PdfBlock): boolean {
  if (kind === "caption" || kind === "table" || group.kind === "footnote") return true
  return kind === "paragraph" && !lines.some((line) => /\p{L}{3}/u.test(line.text))
}

/** The labels of a drawing and the pieces of a formula stand about alone: in a row they are one block of lines. */
function gatherScraps(blocks: PdfBlock[]): PdfBlock[] {
  const gathered: PdfBlock[] = []
  let run: PdfBlock[] = []
  const release = () => {
    const [first] = run
    if (first && run.length >= 3) gathered.push({ ...first, kind: "table", lines: run.flatMap((block) => block.lines) })
    else gathered.push(...run)
    run = []
  }
  for (const block of blocks) {
    const near = run.at(-1)
    if (near && near.lines[0]?.column !== block.lines[0]?.column) release()
    if (isScrap(block)) run.push(block)
    else {
      release()
      gathered.push(block)
    }
  }
  release()
  return gathered
}

function isScrap({ kind, lines, group }: PdfBlock): boolean {
  if (kind !== "paragraph" && kind !== "table" && kind !== "code") return false
  if (lines.length > 3 || group.text.length > 60 || /\p{L}{2}[.!?:;,]$/u.test(group.text)) return false
  return (group.text.match(/\p{L}{4,}/gu)?.length ?? 0) <= (kind === "paragraph" ? 3 : 1)
}

function isUnfinished(block: PdfBlock, { indents }: ParagraphStyles): boolean {
  if (block.kind !== "paragraph" && block.kind !== "list-item") return false
  const last = block.lines.at(-1)
  if (!last) return false
  const { left, right } = last.column
  // A sentence may end where the column does, which only the next line's indentation tells from the end of a paragraph.
  if (/[.!?:]["'”’)\]]*(?:\s?\[[\d,–-]+\])?$/.test(last.text)) return indents && last.right > right - last.size
  return last.right > left + (right - left) * 0.6
}

function continuesBlock(open: PdfBlock, block: PdfBlock, styles: ParagraphStyles): boolean {
  if (block.kind !== "paragraph") return false
  const before = open.lines.at(-1)
  const [first] = block.lines
  if (!before || !first || Math.abs(before.size - first.size) > 0.08 * styles.bodySize) return false
  if (before.mono !== first.mono || before.bold !== first.bold) return false
  return /^[\p{Ll}\d("“[]/u.test(first.text) || !block.group.indented
}

/** "Chapter 3" and below it "The heart": one heading. */
function joinHeadingLines(blocks: PdfBlock[]): PdfBlock[] {
  const joined: PdfBlock[] = []
  for (const block of blocks) {
    const previous = joined.at(-1)
    const [first] = block.lines
    const last = previous?.lines.at(-1)
    if (previous?.kind === "heading" && block.kind === "heading" && first && last && first.page === last.page) {
      const text = previous.lines.map((line) => line.text).join(" ")
      const isLabel =
        /^(?:chapter|part|appendix|unit|lesson|lecture|module|section|kapitel)\s+(?:\d+|[ivxlc]+|[a-z])[.:]?$/i.test(
          text,
        ) || /^\d{1,3}(?:\.\d+)*\.?$/.test(text)
      const near = first.y - last.y < Math.max(first.size, last.size) * 6
      const sameStyle =
        Math.abs(first.size - last.size) < 0.3 &&
        first.font === last.font &&
        first.y - last.y < first.size * 1.5 &&
        first.y > last.y
      if ((isLabel && near) || (sameStyle && previous.lines.length + block.lines.length <= 4)) {
        previous.lines.push(...block.lines)
        previous.level = Math.min(previous.level ?? 1, block.level ?? 1)
        continue
      }
    }
    joined.push(block)
  }
  return joined
}

function runsOf(block: PdfBlock, pages: PageMarks, vocabulary: Vocabulary): Run[] {
  if (block.kind === "table")
    return linesAsRuns(block, pages, (line) => line.cells.map((cell) => cell.text).join(" | "))
  if (block.kind === "code") return linesAsRuns(block, pages, codeLine(block))
  const runs: Run[] = []
  let previous: Run | undefined
  block.lines.forEach((line, index) => {
    const pieces = index === 0 && block.kind === "list-item" ? itemPieces(line, block) : line.pieces
    pieces.forEach((piece, pieceIndex) => {
      const run: Run = { text: piece.text }
      if (piece.emphasis && block.kind !== "heading") run.emphasis = true
      if (pieceIndex === 0) {
        run.text = run.text.trimStart()
        if (previous) previous.text = joinLineEnds(previous.text.trimEnd(), line.text, vocabulary)
        run.beginsPages = pages.upTo(line.page)
      }
      runs.push(run)
      if (piece.text.trim() !== "" || pieceIndex === 0) previous = run
    })
  })
  return runs
}

function linesAsRuns(block: PdfBlock, pages: PageMarks, lineText: (line: Line) => string): Run[] {
  return block.lines.map((line, index) => {
    const run: Run = { text: (index > 0 ? "\n" : "") + lineText(line) }
    return { ...run, beginsPages: pages.upTo(line.page) }
  })
}

/** Indentation as the number of letters that fit into it. */
function codeLine(block: PdfBlock): (line: Line) => string {
  const left = Math.min(...block.lines.map((line) => line.x))
  return (line) => {
    const width = (line.right - line.x) / Math.max(1, line.text.length)
    const indent = Math.min(40, Math.round((line.x - left) / Math.max(1, width)))
    return " ".repeat(indent) + line.text
  }
}

function itemPieces(line: Line, block: PdfBlock): Line["pieces"] {
  if (isBullet(line.text)) {
    const [first, ...rest] = line.pieces
    if (!first) return []
    const text = withoutBullet(`${first.text.trimStart()} `)
    if (text.trim() !== "" && text.length < first.text.trimStart().length + 1)
      return [{ ...first, text: text.trimEnd() + (/\s$/.test(first.text) ? " " : "") }, ...rest]
    return rest.filter((piece, index) => index > 0 || piece.text.trim() !== "")
  }
  if (block.group.kind === "leader" && !leaderDots.test(line.text))
    return [{ text: line.cells.map((cell) => cell.text).join(" … "), emphasis: false }]
  if (leaderDots.test(line.text)) return [{ text: line.text.replace(leaderDots, " … "), emphasis: false }]
  return line.pieces
}
