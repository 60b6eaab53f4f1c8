import { countWords } from "../../../../shared/text.ts"
import type { BlockKind } from "../parsed-document.ts"

export interface TextBlock {
  kind: BlockKind
  text: string
  level?: number
}

const bullet = /^[ \t]*(?:[-*+•‣◦▪–][ \t]+)(?=\S)/
const numbered = /^[ \t]*(?:\(?(?:\d{1,3}|[a-zA-Z]|[ivxIVX]{1,4})[.)])[ \t]+(?=\S)/

/** Blocks of a plain text, told by blank lines, indentation and the shape of lines. Lines end in "\n". */
export function textBlocks(source: string): TextBlock[] {
  const groups = [...source.matchAll(/((?:[ \t]*\n)*)((?:[ \t]*\S.*(?:\n|$))+)/g)].map(
    ([, blank = "", group = ""]) => ({
      blankLines: blank.split("\n").length - 1,
      lines: group
        .trimEnd()
        .split("\n")
        .map((line) => line.trimEnd()),
    }),
  )
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

function blocksOfGroup(lines: string[], isWholeText: boolean): TextBlock[] {
  const [first = "", second = ""] = lines
  const underline = /^\s*(={3,}|-{3,}|~{3,}|\*{3,})\s*$/.exec(second)?.[1]
  if (underline && countWords(first) <= 20)
    return [
      { kind: "heading", text: first, level: underline.startsWith("=") ? 1 : 2 },
      ...(lines.length > 2 ? blocksOfGroup(lines.slice(2), false) : []),
    ]
  if (lines.every((line) => /^[\s=\-_*~#.]+$/.test(line))) return [] // ornaments
  const level = headingLevel(first)
  // A heading stands alone, or is told so clearly by its number or capitals that text may follow at once.
  if (level !== undefined && lines.length === 1) return [{ kind: "heading", text: first, level }]
  if (level !== undefined && isStrongHeading(first) && !isWholeText)
    return [{ kind: "heading", text: first, level }, ...blocksOfGroup(lines.slice(1), false)]
  if (isHardWrapped(lines)) return wrappedBlocks(lines)
  return lines.map((line) => lineBlock(line))
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
  const longest = Math.max(...lengths)
  if (longest > 110) return false
  if (longest < 40) return lines.some(startsItem)
  // The line before an item ends where it ends.
  const inner = lengths.filter((_, index) => index < lines.length - 1 && !startsItem(lines[index + 1] ?? ""))
  return inner.filter((length) => length > longest * 0.6).length >= inner.length * 0.6
}

/** Wrapped lines joined to paragraphs and list items; an indented first line begins a new paragraph. */
function wrappedBlocks(lines: string[]): TextBlock[] {
  const indents = lines.map((line) => line.length - line.trimStart().length)
  const least = Math.min(...indents)
  const blocks: TextBlock[] = []
  lines.forEach((line, index) => {
    const previous = blocks.at(-1)
    const indented = (indents[index] ?? 0) >= least + 2 && previous?.kind === "paragraph" && index > 0
    const firstOfIndented = indented && (indents[index - 1] ?? 0) === least
    if (!previous || startsItem(line) || firstOfIndented) blocks.push(lineBlock(line))
    else previous.text = joinWrapped(previous.text, line.trim())
  })
  return blocks
}

/** A word cut by a hyphen at the end of a line is put together again when its rest begins small. */
function joinWrapped(text: string, next: string): string {
  if (/\p{Ll}[-\u2010\u00ad]$/u.test(text) && /^\p{Ll}/u.test(next)) return text.slice(0, -1) + next
  return `${text} ${next}`
}

function lineBlock(line: string): TextBlock {
  if (bullet.test(line)) return { kind: "list-item", text: line.replace(bullet, ""), level: 1 }
  if (numbered.test(line)) return { kind: "list-item", text: line.trim(), level: 1 }
  return { kind: "paragraph", text: line.trim() }
}
