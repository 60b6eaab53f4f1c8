import { countWords } from "../../../../shared/text.ts"
import type { BlockKind } from "../parsed-document.ts"

export interface TextBlock {
  kind: BlockKind
  text: string
  level?: number
}

const bullet = /^[ \t]*(?:[-*+•‣◦▪–][ \t]+)(?=\S)/
const numbered = /^[ \t]*(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)])[ \t]+(?=\S)/

/** Lines that follow each other, and how many empty ones stand before them. */
interface LineGroup {
  blankLines: number
  lines: string[]
}

/** Blocks of a plain text, told by blank lines, indentation and the shape of lines. Lines end in "\n". */
export function textBlocks(source: string): TextBlock[] {
  const groups = lineGroups(source)
  const usual = groups.filter(({ blankLines }) => blankLines <= 1).length
  return groups.flatMap(({ blankLines, lines }, index) => {
    // Set apart by more space than paragraphs are, or first of all.
    const apart = index === 0 ? groups.length > 2 : blankLines >= 2 && usual > groups.length / 2
    const [line = ""] = lines
    if (apart && lines.length === 1 && line.length <= 80 && /^\p{Lu}.*[^.,;:]$/u.test(line) && !bullet.test(line))
      return [{ kind: "heading", text: line, level: headingLevel(line) ?? 1 }]
    return blocksOfGroup(lines, groups.length === 1)
  })
}

/** Line by line rather than by one pattern: a file of nothing but line ends would keep that busy for hours. */
function lineGroups(source: string): LineGroup[] {
  const groups: LineGroup[] = []
  let blankLines = 0
  let isOpen = false
  for (const line of source.split("\n")) {
    const text = line.trimEnd()
    if (text === "") {
      blankLines += 1
      isOpen = false
    } else if (isOpen) groups.at(-1)?.lines.push(text)
    else {
      groups.push({ blankLines, lines: [text] })
      blankLines = 0
      isOpen = true
    }
  }
  return groups
}

const ornament = /^[\s=\-_*~#.]+$/

function blocksOfGroup(all: string[], isOnlyGroup: boolean): TextBlock[] {
  const blocks: TextBlock[] = []
  let from = 0
  // Headings at the beginning, one after the other; what follows the last one is the text.
  for (;;) {
    const [first, second] = [all[from], all[from + 1] ?? ""]
    if (first === undefined) return blocks
    const underline = /^\s*(={3,}|-{3,}|~{3,}|\*{3,})\s*$/.exec(second)?.[1]
    if (underline && countWords(first) <= 20) {
      if (!ornament.test(first)) blocks.push({ kind: "heading", text: first, level: underline.startsWith("=") ? 1 : 2 })
      from += 2
      continue
    }
    const level = headingLevel(first)
    const isLast = from === all.length - 1
    // A heading stands alone, or is told so clearly by its number or capitals that text may follow at once.
    if (level === undefined || (!isLast && !(isStrongHeading(first) && !(isOnlyGroup && from === 0)))) break
    blocks.push({ kind: "heading", text: first, level })
    from += 1
  }
  const lines = all.slice(from)
  if (lines.every((line) => ornament.test(line))) return blocks
  return [...blocks, ...(isHardWrapped(lines) ? wrappedBlocks(lines) : lines.map(lineBlock))]
}

const chapterHeading =
  /^\s*(?:chapter|part|section|unit|lesson|lecture|module|appendix|kapitel|chapitre|capítulo)\s+(?:\d+|[ivxlc]+|[a-z]|one|two|three|four|five|six|seven|eight|nine|ten)\b/i
const numberedHeading = /^\s*(\d{1,2}(?:\.\d{1,2})*)\.?\s+\p{Lu}/u

/** The level of a line that has the shape of a heading; undefined for others. */
function headingLevel(line: string): number | undefined {
  const text = line.trim()
  const words = countWords(text)
  if (words === 0 || words > 14 || text.length > 100) return undefined
  if (/[.;,]$/.test(text) && !/^\d+\.$/.test(text)) return undefined
  if (/^#{1,6}\s/.test(text)) return undefined
  if (chapterHeading.test(text)) return 1
  const number = numberedHeading.exec(text)?.[1]
  if (number) return Math.min(6, number.split(".").length)
  if (bullet.test(line) || numbered.test(line)) return undefined
  if (isCapitals(text)) return 1
  if (/[:!?]$/.test(text)) return undefined
  const significant = text.match(/\p{L}[\p{L}'’-]{3,}/gu) ?? []
  const capitalised = significant.filter((word) => /^\p{Lu}/u.test(word)).length
  return words <= 10 && significant.length > 0 && capitalised === significant.length && !/^\s{8,}/.test(line)
    ? 2
    : undefined
}

function isStrongHeading(line: string): boolean {
  return chapterHeading.test(line) || isCapitals(line.trim()) || /^\s*\d{1,2}\.\d/.test(line)
}

function isCapitals(text: string): boolean {
  const letters = text.match(/\p{L}/gu) ?? []
  return (
    letters.length >= 4 && letters.every((letter) => letter === letter.toUpperCase() && letter !== letter.toLowerCase())
  )
}

function startsItem(line: string): boolean {
  return bullet.test(line) || numbered.test(line)
}

/** Lines broken by an editor at a fixed width: all but the last are nearly as long as the longest. */
function isHardWrapped(lines: string[]): boolean {
  if (lines.length === 1) return true
  const lengths = lines.map((line) => line.trim().length)
  const longest = greatest(lengths)
  if (longest > 110) return false
  if (longest < 40) return lines.some(startsItem)
  // The line before an item ends where it ends.
  const inner = lengths.filter((_, index) => index < lines.length - 1 && !startsItem(lines[index + 1] ?? ""))
  return inner.filter((length) => length > longest * 0.6).length >= inner.length * 0.6
}

/** Wrapped lines joined to paragraphs and list items; an indented first line begins a new paragraph. */
function wrappedBlocks(lines: string[]): TextBlock[] {
  const indents = lines.map((line) => line.length - line.trimStart().length)
  const least = -greatest(indents.map((indent) => -indent))
  const blocks: (TextBlock & { pieces: string[] })[] = []
  lines.forEach((line, index) => {
    const previous = blocks.at(-1)
    const indented = (indents[index] ?? 0) >= least + 2 && previous?.kind === "paragraph" && index > 0
    const firstOfIndented = indented && (indents[index - 1] ?? 0) === least
    if (!previous || startsItem(line) || firstOfIndented) {
      const block = lineBlock(line)
      blocks.push({ ...block, pieces: [block.text] })
    } else joinWrapped(previous.pieces, line.trim())
  })
  return blocks.map(({ pieces, ...block }) => ({ ...block, text: pieces.join(" ") }))
}

function greatest(numbers: number[]): number {
  return numbers.reduce((most, number) => Math.max(most, number), Number.NEGATIVE_INFINITY)
}

/** A word cut by a hyphen at the end of a line is put together again when its rest begins small. */
function joinWrapped(pieces: string[], next: string): void {
  const last = pieces.at(-1) ?? ""
  if (/\p{Ll}[-\u2010\u00ad]$/u.test(last.slice(-2)) && /^\p{Ll}/u.test(next))
    pieces[pieces.length - 1] = last.slice(0, -1) + next
  else pieces.push(next)
}

function lineBlock(line: string): TextBlock {
  if (bullet.test(line)) return { kind: "list-item", text: line.replace(bullet, ""), level: 1 }
  if (numbered.test(line)) return { kind: "list-item", text: line.trim(), level: 1 }
  return { kind: "paragraph", text: line.trim() }
}
