import { countWords } from "../../../../shared/text.ts"
import type { LineGroup } from "./line-groups.ts"
import type { OutlineTitles } from "./outline-titles.ts"
import { roundSize, type TextStyles } from "./text-styles.ts"

/** Levels of the groups that are headings, from 1. */
export type HeadingLevels = Map<LineGroup, number>

const captionStart = /^(?:fig(?:ure|\.)?|table|box|scheme|plate|chart|listing|algorithm|exhibit|abbildung|tabelle|tableau|tabla)\s*\.?\s*(?:\d|[A-Z]\b|[IVX]+\b)/i
const sectionNumber = /^(?:(?:chapter|part|section|appendix|unit|lesson|lecture|module)\s+)?((?:\d{1,3}|[A-Z]|[IVX]{1,6})(?:\.\d{1,3})*)[.):]?\s+\S/i
const chapterLabel = /^(?:chapter|part|section|appendix|unit|lesson|lecture|module|kapitel|chapitre|capítulo)\s+(?:\d+|[IVXLC]+|[A-Z])\b/i
const frontMatterEnd =
  /^(?:(?:\d+|I)[.)]?\s+)?(?:abstract|summary|introduction|background|contents|table of contents|preface|foreword|overview|keywords|zusammenfassung|einleitung|résumé|resumen)\b/i

export function isCaption(text: string): boolean {
  return captionStart.test(text)
}

/**
 * Finds headings by size, weight, numbering and the file's own outline, and gives each style of heading a level: by the
 * outline where it names headings of that style, else by the depth of their numbers, else by size.
 */
export function findHeadings(groups: LineGroup[], styles: TextStyles, outline: OutlineTitles): HeadingLevels {
  const byStyle = new Map<string, LineGroup[]>()
  for (const group of groups) {
    if (!isCandidate(group, styles, outline)) continue
    const key = styleKey(group)
    byStyle.set(key, [...(byStyle.get(key) ?? []), group])
  }
  for (const [key, members] of byStyle) if (isOverused(members, groups, styles, outline)) byStyle.delete(key)
  const ranked = [...byStyle.values()].sort((a, b) => weightOf(b) - weightOf(a))
  const levels: HeadingLevels = new Map()
  levelsOfStyles(ranked, outline).forEach((level, index) => {
    for (const group of ranked[index] ?? []) levels.set(group, outline.depthOf(textOf(group)) ?? level)
  })
  dropFrontMatter(groups, levels)
  return levels
}

export function textOf(group: LineGroup): string {
  return group.lines.map((line) => line.text).join(" ")
}

function isCandidate(group: LineGroup, styles: TextStyles, outline: OutlineTitles): boolean {
  const [first] = group.lines
  if (!first || group.kind === "code" || group.kind === "leader") return false
  const text = textOf(group)
  if (group.lines.length > 4 || text.length > 200 || !/\p{L}{2}/u.test(text) || captionStart.test(text)) return false
  if (/[,;]$/.test(text) || countWords(text) > 25) return false
  const inOutline = outline.depthOf(text) !== undefined
  if (group.kind === "table") return inOutline && group.lines.length === 1
  if (/^[\p{Ll}(=+]/u.test(text) && !inOutline) return false
  if (first.size >= styles.bodySize * 1.12) return group.kind === "text" || sectionNumber.test(text)
  if (inOutline) return true
  if (first.size < styles.bodySize * 0.94) return false
  const alone = group.spaceAbove || group.startsRegion
  const allBold = group.lines.every((line) => line.bold) && !styles.bodyBold
  if (allBold) return group.lines.length <= 3 && !/[.!?:]$/.test(text.replace(/\bvs\.$/, "")) === true || (allBold && alone && group.lines.length === 1)
  if (!alone || group.lines.length > 2 || /[.:]$/.test(text)) return false
  const numbered = sectionNumber.test(text) && /^(?:\d+\.|[IVX]+\.|[A-Z]\.|\d+\s)/.test(text)
  return numbered ? isCapitals(text) || (first.italic && countWords(text) <= 12) : isCapitals(text) && countWords(text) <= 12
}

function isCapitals(text: string): boolean {
  const letters = text.replace(/^[\dIVX.\s]+/, "").match(/\p{L}/gu) ?? []
  return letters.length >= 4 && letters.filter((letter) => letter === letter.toUpperCase()).length >= letters.length * 0.9
}

function styleKey(group: LineGroup): string {
  const [first] = group.lines
  if (!first) return ""
  const look = `${first.bold ? "bold" : ""} ${first.italic ? "italic" : ""} ${isCapitals(textOf(group)) ? "capitals" : ""}`
  return `${roundSize(first.size)} ${look}`
}

/** Larger first, then bold, capitals, italic. */
function weightOf(members: LineGroup[]): number {
  const first = members[0]?.lines[0]
  if (!first) return 0
  const capitals = isCapitals(textOf(members[0] as LineGroup))
  return roundSize(first.size) * 10 + (first.bold ? 3 : 0) + (capitals ? 2 : 0) - (first.italic ? 1 : 0)
}

/** A style in which much of the text is set is no heading style: larger type for an abstract, bold for terms. */
function isOverused(members: LineGroup[], groups: LineGroup[], styles: TextStyles, outline: OutlineTitles): boolean {
  if (members.some((group) => outline.depthOf(textOf(group)) !== undefined)) return false
  const [first] = members
  if (!first) return true
  const key = styleKey(first)
  const sameStyle = groups.filter((group) => group.lines[0] && group.kind !== "table" && styleKey(group) === key)
  const words = sameStyle.map((group) => countWords(textOf(group)))
  const longOnes = words.filter((count) => count > 25).length
  const size = first.lines[0]?.size ?? 0
  if (size >= styles.bodySize * 1.12) return longOnes > members.length * 0.5
  return longOnes > members.length * 0.3 || members.length > groups.length * 0.25
}

function levelsOfStyles(ranked: LineGroup[][], outline: OutlineTitles): number[] {
  const levels: number[] = []
  let previous = 0
  ranked.forEach((members, index) => {
    const inOutline = mostFrequent(members.map((group) => outline.depthOf(textOf(group))))
    const byNumber = mostFrequent(members.map((group) => numberDepth(textOf(group))))
    // A title stands once at the beginning, above sections that begin to count at the top again.
    const isTitle = index === 0 && members.length === 1 && (members[0]?.lines[0]?.page ?? 9) <= 2 && ranked.length > 1
    const level = inOutline ?? byNumber ?? Math.min(6, previous + 1)
    levels.push(isTitle ? 1 : level)
    previous = isTitle ? 0 : Math.max(previous, level)
  })
  return levels
}

/** "2.3.1 Results" is 3 deep; undefined for headings without a number. */
function numberDepth(text: string): number | undefined {
  if (chapterLabel.test(text)) return 1
  const number = sectionNumber.exec(text)?.[1]
  if (number === undefined) return undefined
  // "A. Methods" under "II. Materials" is one deeper; "A" alone may be an article.
  if (/^[A-Z]$/.test(number)) return /^[A-Z][.)]/.test(text) ? 2 : undefined
  return number.split(".").length
}

/** The most frequent defined value, when at least half of all are defined. */
function mostFrequent(values: (number | undefined)[]): number | undefined {
  const counts = new Map<number, number>()
  for (const value of values) if (value !== undefined) counts.set(value, (counts.get(value) ?? 0) + 1)
  const defined = [...counts.values()].reduce((sum, count) => sum + count, 0)
  if (defined * 2 < values.length) return undefined
  return [...counts].sort((a, b) => b[1] - a[1])[0]?.[0]
}

/** Between a title and "Abstract" or the first section stand authors and addresses, often in large type. */
function dropFrontMatter(groups: LineGroup[], levels: HeadingLevels): void {
  const head = groups.filter((group) => (group.lines[0]?.page ?? 9) <= 1)
  const end = head.findIndex((group) => frontMatterEnd.test(textOf(group)))
  if (end <= 0) return
  const before = head.slice(0, end).filter((group) => levels.has(group))
  const largest = Math.max(...before.map((group) => group.lines[0]?.size ?? 0))
  for (const group of before) if ((group.lines[0]?.size ?? 0) < largest * 0.97) levels.delete(group)
}
