import { splitSentences } from "../../../shared/text.ts"
import type { AuthoringInput, SourceRange } from "./authoring-types.ts"
import { type PlacedBlock, placeBlocks } from "./source-blocks.ts"
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
  /** Where its bold or italic opening ends: "**Osmosis** the movement of …". */
  leadEnd?: number
  /** Bold or italic phrases in it. */
  marks: readonly SourceRange[]
}

interface Heading extends SourceRange {
  title: string
}

export interface Reading {
  sentences: Sentence[]
  /** What the sentences were cut from, and tables. */
  blocks: PlacedBlock[]
  headings: Heading[]
  paragraphCount: number
  /** Words of the parts that questions may be made from. */
  sourceWordCount: number
}

/** The sentences that questions may be made from, tagged, in order; parts about the book itself are left out. */
export function readSentences(input: AuthoringInput, onParagraph?: (end: number) => void): Reading {
  const reading: Reading = { sentences: [], headings: [], blocks: [], paragraphCount: 0, sourceWordCount: 0 }
  const isEnglish = /^en\b/i.test(input.language)
  const marks = input.emphasis.filter((range) => range.end - range.start <= 60).sort((a, b) => a.start - b.start)
  const leads = new Map(marks.map((range) => [range.start, range.end]))
  let nextMark = 0
  for (const block of input.blocks) {
    if (block.kind !== "heading") continue
    const title = input.text
      .slice(block.start, block.end)
      .replace(/^[\d.]+\s+/, "")
      .trim()
    reading.headings.push({ start: block.start, end: block.end, title })
  }
  for (const placed of placeBlocks(input)) {
    const { block, section, isGlossary } = placed
    const body = input.text.slice(block.start, block.end)
    if (isEnglish && (block.kind === "paragraph" || block.kind === "quote" ? isForeign(body) : isForeignNote(body)))
      continue
    reading.blocks.push(placed)
    if (block.kind === "table") continue
    const sectionIndex = section?.index ?? 0
    const paragraphIndex = reading.paragraphCount
    reading.paragraphCount += 1
    let position = 0
    const from = block.start + (block.kind === "list-item" ? labelLength(body) : 0)
    for (const range of splitSentences(input.text.slice(from, block.end))) {
      const start = from + range.start
      const end = from + range.end
      const lead = leads.get(start)
      while (nextMark < marks.length && (marks[nextMark] as SourceRange).start < start) nextMark += 1
      const firstMark = nextMark
      while (nextMark < marks.length && (marks[nextMark] as SourceRange).end <= end) nextMark += 1
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
        marks: marks.slice(firstMark, nextMark),
        ...(lead !== undefined && lead < end - 12 ? { leadEnd: lead } : {}),
        kind: isGlossary ? "glossary" : block.kind === "list-item" ? "list-item" : "prose",
      })
      position += 1
    }
    onParagraph?.(block.end)
  }
  return reading
}

/** Of "2. " or "b) " in front of a list item. */
export function labelLength(item: string): number {
  return /^(?:\(?(?:\d{1,3}|[a-z]|[ivx]{1,4})[.)]|[-–•▪*])\s+/.exec(item)?.[0].length ?? 0
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

const OTHER_LANGUAGE =
  /(?<!\p{L})(?:der|das|und|ist|nicht|ein|eine|für|el|los|las|una|que|del|les|des|est|une|dans|il|di|che|per|het|een|som|och)(?!\p{L})/giu

/** Notes and tables leave small words out, so those of other languages tell: two of them, and more than there are English ones. */
function isForeignNote(note: string): boolean {
  const words = note.match(/\p{L}+/gu) ?? []
  const letters = words.join("")
  if ((letters.match(/[^\p{Script=Latin}\p{Script=Greek}]/gu)?.length ?? 0) > letters.length * 0.3) return true
  const others = note.match(OTHER_LANGUAGE)?.length ?? 0
  return others >= 2 && others > words.filter((word) => isFunctionWord(word.toLowerCase())).length
}
