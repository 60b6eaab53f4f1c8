import { splitSentences } from "../../../shared/text.ts"
import type { AuthoringInput, SourceRange, SourceSection } from "./authoring-types.ts"
import { isGlossaryTitle, isSkippedParagraph, isSkippedPath } from "./skipped-parts.ts"
import { type Token, tagWords } from "./tag-words.ts"
import { isFunctionWord } from "./word-classes.ts"

export interface Sentence extends SourceRange {
  index: number
  text: string
  tokens: Token[]
  /** Number of words, marks not counted. */
  wordCount: number
  sectionIndex: number
  paragraphIndex: number
  /** 0 for the first sentence of its paragraph. */
  position: number
  kind: "prose" | "list-item" | "glossary"
  /** Where a bold or italic opening of the block ends: "**Osmosis** the movement of …". */
  leadEnd?: number
}

interface Heading extends SourceRange {
  title: string
}

export interface Reading {
  sentences: Sentence[]
  headings: Heading[]
  paragraphCount: number
  /** Words of the parts that questions may be made from. */
  sourceWordCount: number
}

/** The sentences that questions may be made from, tagged, in order; parts about the book itself are left out. */
export function readSentences(input: AuthoringInput, onParagraph?: (end: number) => void): Reading {
  const reading: Reading = { sentences: [], headings: [], paragraphCount: 0, sourceWordCount: 0 }
  const isEnglish = /^en\b/i.test(input.language)
  const sectionAt = sectionFinder(input.sections)
  const kinds = new Map(input.sections.map((section) => [section.index, sectionKind(section)]))
  const leads = new Map(
    input.emphasis.filter((range) => range.end - range.start <= 60).map((range) => [range.start, range.end]),
  )
  for (const block of input.blocks) {
    if (block.kind === "heading") {
      const title = input.text
        .slice(block.start, block.end)
        .replace(/^[\d.]+\s+/, "")
        .trim()
      reading.headings.push({ start: block.start, end: block.end, title })
      continue
    }
    if (block.kind === "code" || block.kind === "table" || block.kind === "caption") continue
    const section = sectionAt(block.start)
    const sectionIndex = section?.index ?? 0
    const kind = kinds.get(sectionIndex) ?? "prose"
    if (kind === "skipped") continue
    const body = input.text.slice(block.start, block.end)
    if (isSkippedParagraph(body) || (isEnglish && isForeign(body))) continue
    const paragraphIndex = reading.paragraphCount
    reading.paragraphCount += 1
    const lead = leads.get(block.start)
    let position = 0
    for (const range of splitSentences(body)) {
      const start = block.start + range.start
      const end = block.start + range.end
      const tokens = tagWords(input.text, start, end)
      const wordCount = tokens.reduce((count, token) => count + (token.class === "mark" ? 0 : 1), 0)
      reading.sourceWordCount += wordCount
      reading.sentences.push({
        index: reading.sentences.length,
        start,
        end,
        text: input.text.slice(start, end),
        tokens,
        wordCount,
        sectionIndex,
        paragraphIndex,
        position,
        ...(position === 0 && lead !== undefined && lead < end - 12 ? { leadEnd: lead } : {}),
        kind: kind === "glossary" ? "glossary" : block.kind === "list-item" ? "list-item" : "prose",
      })
      position += 1
    }
    onParagraph?.(block.end)
  }
  return reading
}

const SHORTEST_JUDGED_WORDS = 8
/** English prose has 30 to 50 function words in a hundred, German, French or a list of names fewer than 12 that are English too. */
const LEAST_FUNCTION_WORDS = 0.14

/** A paragraph in another language inside an English document: a quotation, a translation, or a document whose language was guessed wrong. */
function isForeign(paragraph: string): boolean {
  const words = paragraph.match(/\p{L}+/gu) ?? []
  const letters = words.join("")
  if ((letters.match(/[^\p{Script=Latin}\p{Script=Greek}]/gu)?.length ?? 0) > letters.length * 0.3) return true
  if (words.length < SHORTEST_JUDGED_WORDS) return false
  const found = words.filter((word) => isFunctionWord(word.toLowerCase())).length
  return found < words.length * LEAST_FUNCTION_WORDS
}

function sectionKind(section: SourceSection): "prose" | "skipped" | "glossary" {
  if (isSkippedPath(section.headingPath)) return "skipped"
  return isGlossaryTitle(section.title) ? "glossary" : "prose"
}

function sectionFinder(sections: readonly SourceSection[]): (offset: number) => SourceSection | undefined {
  const ordered = [...sections].sort((a, b) => a.start - b.start || a.end - b.end)
  return (offset) => {
    let low = 0
    let high = ordered.length - 1
    while (low < high) {
      const middle = (low + high + 1) >> 1
      if ((ordered[middle] as SourceSection).start <= offset) low = middle
      else high = middle - 1
    }
    return ordered[low]
  }
}
