import { countWords, normaliseWhitespace, shorten } from "../../../shared/text.ts"
import type { Block, PageRange, ParsedDocument } from "../parsing/index.ts"

export interface Section {
  /** Place in reading order, from 0. */
  index: number
  /** Section that this one is part of by its heading; null at the top. */
  parentIndex: number | null
  /** 1 for the top, one more than the parent's below it, however many levels the headings skip. */
  level: number
  title: string
  /** Titles from the top down to this section's own heading. */
  headingPath: string[]
  /** From its heading to the next heading of any level; the first section starts at 0, the last ends with the text. */
  start: number
  end: number
  /** First and last page it touches; null when the format has no pages. */
  pageStart: number | null
  pageEnd: number | null
  /** Words of its range, heading included. */
  wordCount: number
}

/** Text without a heading for longer than this is cut into parts, so that progress and summaries have a handle. */
const longestWords = 3_000
const partWords = 1_500
const titleLength = 200

interface Stretch {
  heading: Block | undefined
  start: number
  end: number
  blocks: Block[]
}

/**
 * The sections of a document in reading order. Together they cover the text from 0 to its end without overlap; there
 * are none only for an empty text. What stands before the first heading is a section titled like the document.
 */
export function outlineSections(document: ParsedDocument): Section[] {
  return [...growSections(document)].flat()
}

/** The same, some sections at a time, for those who have to look up in between. */
export function* growSections(document: ParsedDocument): Generator<Section[]> {
  let count = 0
  /** Sections that contain the place reached, with the level their headings have in the document. */
  const open: { section: Section; headingLevel: number }[] = []
  for (const stretch of stretchesOf(document)) {
    const { heading } = stretch
    const headingLevel = heading?.level ?? 1
    while ((open.at(-1)?.headingLevel ?? 0) >= headingLevel) open.pop()
    const parent = heading ? open.at(-1)?.section : undefined
    const title = heading ? titleOf(document.text.slice(heading.start, heading.end)) : document.title
    const parts = cutIntoParts(document.text, stretch)
    const own = parts.map(
      ({ start, end }, part): Section => ({
        index: count + part,
        parentIndex: parent?.index ?? null,
        level: (parent?.level ?? 0) + 1,
        title: parts.length > 1 ? `${title} (part ${part + 1} of ${parts.length})` : title,
        headingPath: [...(parent?.headingPath ?? []), title],
        start,
        end,
        ...pagesOf(document.pages, start, end),
        wordCount: countWords(document.text.slice(start, end)),
      }),
    )
    count += own.length
    if (heading && own[0]) open.push({ section: own[0], headingLevel })
    yield own
  }
}

/** From each heading to the next, and what stands before the first. */
function stretchesOf({ text, blocks }: ParsedDocument): Stretch[] {
  const stretches: Stretch[] = []
  for (const block of blocks) {
    const current = stretches.at(-1)
    if (block.kind === "heading" || !current) {
      const heading = block.kind === "heading" ? block : undefined
      stretches.push({ heading, start: block.start, end: text.length, blocks: [block] })
      if (current) current.end = block.start
    } else current.blocks.push(block)
  }
  const [first] = stretches
  if (first) first.start = 0
  else if (text.length > 0) stretches.push({ heading: undefined, start: 0, end: text.length, blocks: [] })
  return stretches
}

/** Parts of about equal length, cut between blocks. */
function cutIntoParts(text: string, stretch: Stretch): { start: number; end: number }[] {
  const { start, end, blocks } = stretch
  // A word takes two characters at least, with what parts it from the next.
  if (end - start <= longestWords * 2) return [{ start, end }]
  const words = blocks.map((block) => countWords(text.slice(block.start, block.end)))
  const total = words.reduce((sum, count) => sum + count, 0)
  if (total <= longestWords) return [{ start, end }]
  const target = total / Math.round(total / partWords)
  const starts = [start]
  let inPart = 0
  blocks.forEach((block, index) => {
    const size = words[index] ?? 0
    // Cut where the part comes closest to its share.
    if (index > 0 && inPart > target / 2 && Math.abs(inPart - target) < Math.abs(inPart + size - target)) {
      starts.push(block.start)
      inPart = 0
    }
    inPart += size
  })
  return starts.map((from, index) => ({ start: from, end: starts[index + 1] ?? end }))
}

function titleOf(heading: string): string {
  return shorten(normaliseWhitespace(heading), titleLength)
}

function pagesOf(pages: PageRange[], start: number, end: number): { pageStart: number | null; pageEnd: number | null } {
  const pageStart = pageAt(pages, start)
  return { pageStart, pageEnd: pageStart === null ? null : pageAt(pages, Math.max(start, end - 1)) }
}

/** The page on which the character at `offset` stands; null when there are no pages. */
export function pageAt(pages: PageRange[], offset: number): number | null {
  let low = 0
  let high = pages.length - 1
  while (low < high) {
    const middle = Math.ceil((low + high) / 2)
    if ((pages[middle]?.start ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  // Pages without text begin where the next one does: the search ends on the last of them, which has the character.
  return pages[low]?.number ?? null
}
