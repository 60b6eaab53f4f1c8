import { isBullet, type LineGroup } from "./line-groups.ts"
import type { OutlineTitles } from "./outline-titles.ts"
import { roundSize, type TextStyles } from "./text-styles.ts"

/** Levels of the groups that are headings, from 1. */
export type HeadingLevels = Map<LineGroup, number>

const captionStart =
  /^(?:fig(?:ure|\.)?|table|box|scheme|plate|chart|listing|algorithm|exhibit|abbildung|tabelle|tableau|tabla)\s*\.?\s*(?:\d|[A-Z]\b|[IVX]+\b)/i
const sectionNumber =
  /^(?:(?:chapter|part|section|appendix|unit|lesson|lecture|module)\s+)?((?:\d{1,3}|[A-Z]|[IVX]{1,6})(?:\.\d{1,3})*)[.):]?\s+\S/i
const chapterLabel =
  /^(?:chapter|part|section|appendix|unit|lesson|lecture|module|kapitel|chapitre|capítulo)\s+(?:\d+|[IVXLC]+|[A-Z])\b/i
/** Labels of boxes, not of what follows them. */
const label =
  /^(?:note|tip|hint|warning|caution|important|remark|attention|example|solution|answer|hinweis|achtung)s?:?$/i
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
  const looks = new Map<string, Look>()
  for (const group of groups) {
    if (group.kind === "table" || group.lines.length === 0) continue
    // A list of what follows names titles, too.
    if (isBullet(group.text)) continue
    const key = styleKey(group)
    const look = looks.get(key) ?? { headings: [], groups: 0, longGroups: 0 }
    look.groups += 1
    if (wordsIn(group.text) > 25) look.longGroups += 1
    if (isCandidate(group, styles, outline)) look.headings.push(group)
    looks.set(key, look)
  }
  dropListedTitles([...looks.values()], styles)
  const ranked = [...looks.values()]
    .filter((look) => look.headings.length > 0 && !isOverused(look, groups.length, styles, outline))
    .map((look) => look.headings)
    .sort((a, b) => weightOf(b) - weightOf(a))
  const levels: HeadingLevels = new Map()
  levelsOfStyles(ranked, outline).forEach((level, index) => {
    const headings = ranked[index] ?? []
    const countDots = headings.filter((group) => numberDepth(group.text) !== undefined).length * 2 >= headings.length
    for (const group of headings) {
      const byNumber = countDots && group.text.includes(".") ? numberDepth(group.text) : undefined
      levels.set(group, outline.depthOf(group.text) ?? byNumber ?? level)
    }
  })
  dropFrontMatter(groups, levels)
  return levels
}

/** The text set in one size, weight and case. */
interface Look {
  headings: LineGroup[]
  groups: number
  /** Groups too long for a heading. */
  longGroups: number
}

/** A table of contents names every title in ordinary type; the real one stands out. */
function dropListedTitles(looks: Look[], styles: TextStyles): void {
  const standsOut = ({ lines: [first] }: LineGroup) =>
    first !== undefined && (first.bold || first.size >= styles.bodySize * 1.12)
  const prominent = new Set<string>()
  for (const look of looks)
    for (const group of look.headings) if (standsOut(group)) prominent.add(group.text.toLowerCase())
  for (const look of looks)
    look.headings = look.headings.filter((group) => {
      const text = group.text.toLowerCase()
      const listed = text.replace(/\s+\d{1,4}$/, "")
      return listed === text ? standsOut(group) || !prominent.has(text) : !prominent.has(listed)
    })
}

function wordsIn(text: string): number {
  return text.split(" ").length
}

function isCandidate(group: LineGroup, styles: TextStyles, outline: OutlineTitles): boolean {
  const [first] = group.lines
  if (!first || group.kind === "code" || group.kind === "leader") return false
  const text = group.text
  if (group.lines.length > 4 || text.length > 200 || !/\p{L}{2}/u.test(text) || captionStart.test(text)) return false
  if (/[,;]$/.test(text) || label.test(text) || wordsIn(text) > 25) return false
  const inOutline = outline.depthOf(text) !== undefined
  if (group.kind === "table") return inOutline && group.lines.length === 1
  if (/^[\p{Ll}(=+]/u.test(text) && !inOutline) return false
  if (first.size >= styles.bodySize * 1.12) return group.kind === "text" || sectionNumber.test(text)
  if (inOutline) return true
  if (first.size < styles.bodySize * (first.bold ? 0.85 : 0.94)) return false
  const alone = group.spaceAbove || group.startsRegion
  const allBold = group.lines.every((line) => line.bold) && !styles.bodyBold
  if (allBold) return (alone && group.lines.length === 1) || (group.lines.length <= 3 && !/[.!?:]$/.test(text))
  if (!alone || group.lines.length > 2 || /[.:]$/.test(text)) return false
  const numbered = sectionNumber.test(text) && /^(?:\d+\.|[IVX]+\.|[A-Z]\.|\d+\s)/.test(text)
  return numbered ? isCapitals(text) || (first.italic && wordsIn(text) <= 12) : isCapitals(text) && wordsIn(text) <= 12
}

function isCapitals(text: string): boolean {
  if (text.length > 200) return false
  const letters = text.replace(/^[\dIVX.\s]+/, "").match(/\p{L}/gu) ?? []
  return (
    letters.length >= 4 && letters.filter((letter) => letter === letter.toUpperCase()).length >= letters.length * 0.9
  )
}

function styleKey(group: LineGroup): string {
  const [first] = group.lines
  if (!first) return ""
  const look = `${first.bold ? "bold" : ""} ${first.italic ? "italic" : ""} ${isCapitals(group.text) ? "capitals" : ""}`
  return `${roundSize(first.size)} ${look}`
}

/** Larger first, then bold, capitals, italic. */
function weightOf(members: LineGroup[]): number {
  const first = members[0]?.lines[0]
  if (!first) return 0
  const capitals = isCapitals(members[0]?.text ?? "")
  return roundSize(first.size) * 10 + (first.bold ? 3 : 0) + (capitals ? 2 : 0) - (first.italic ? 1 : 0)
}

/** A style in which much of the text is set is no heading style: larger type for an abstract, bold for terms. */
function isOverused(look: Look, groupCount: number, styles: TextStyles, outline: OutlineTitles): boolean {
  if (look.headings.some((group) => outline.depthOf(group.text) !== undefined)) return false
  const size = look.headings[0]?.lines[0]?.size ?? 0
  if (size >= styles.bodySize * 1.12) return look.longGroups > look.headings.length * 0.5
  return look.longGroups > look.headings.length * 0.3 || look.headings.length > groupCount * 0.25
}

function levelsOfStyles(ranked: LineGroup[][], outline: OutlineTitles): number[] {
  const levels: number[] = []
  let previous = 0
  ranked.forEach((members, index) => {
    const inOutline = mostFrequent(members.map((group) => outline.depthOf(group.text)))
    const byNumber = mostFrequent(members.map((group) => numberDepth(group.text)))
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
  const end = head.findIndex((group) => frontMatterEnd.test(group.text))
  if (end <= 0) return
  const before = head.slice(0, end).filter((group) => levels.has(group))
  const title = before.reduce<LineGroup | undefined>((a, b) => (a && weightOf([a]) >= weightOf([b]) ? a : b), undefined)
  for (const group of before) {
    if (title && styleKey(group) === styleKey(title)) levels.set(group, 1)
    else levels.delete(group)
  }
}
