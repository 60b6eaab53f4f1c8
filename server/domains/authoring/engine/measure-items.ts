import {
  type AssetType,
  type AuthoringInput,
  type AuthoringResult,
  BLANK,
  type GeneratedItem,
} from "./authoring-types.ts"
import { readSentences } from "./read-sentences.ts"
import { termKey } from "./term-forms.ts"

export interface ItemMeasures {
  words: number
  /** Words of the parts that items may come from. */
  sourceWords: number
  /** Items a learner is shown without asking for more. */
  shown: number
  shownPerThousandWords: number
  shownPerThousandSourceWords: number
  /** Shown items by type. */
  byType: Partial<Record<AssetType, number>>
  /** Kept, but shown only to whoever looks for more: multiple choice without approval, and what scored too low. */
  drafts: number
  summaries: number
  /** Sections with at least `SECTION_WORDS` words of their own that items may come from, and the share of them with a shown item; null without any. */
  sections: number
  coveredSectionShare: number | null
  /** Share of the shown items that can be answered from their own evidence; null when nothing is shown. */
  answerableShare: number | null
  /** A few of those that cannot, to look at. */
  notAnswerable: { type: AssetType; prompt: string; answer: string; quote: string }[]
  /** Over all candidates, kept or not: how often each quality rule was asked, and the share that passed it. */
  rulesPassed: Record<string, { asked: number; share: number }>
  /** Candidates turned away, by the first rule they failed; most first. */
  rejected: Record<string, number>
  /** Share of the given key terms that a shown item asks for; undefined without a list. */
  keyTermCoverage?: number
  /** Share of the ten best key terms that are in the list. */
  keyTermPrecisionAt10?: number
  /** Broken promises; each must be empty. */
  faults: string[]
}

/** From this score up an item is shown by default. */
const SHOWN_FROM = 1
const SECTION_WORDS = 100
const EXAMPLES = 5

/** Ready items with a score of 1 or more, summaries apart: what a learner sees by default. */
export function isShownByDefault(item: Pick<GeneratedItem, "type" | "status" | "score">): boolean {
  return item.status === "ready" && item.score >= SHOWN_FROM && item.type !== "summary"
}

/**
 * What can be told about a result without a reader; whether the items are good questions, only a person can say. `glossary` holds
 * the terms a person would call key terms.
 */
export function measureItems(
  input: AuthoringInput,
  result: AuthoringResult,
  glossary: readonly string[] = [],
): ItemMeasures {
  const words = input.text.split(/\s+/).filter((word) => word !== "").length
  const reading = readSentences(input)
  const shown = result.items.filter(isShownByDefault)
  const byType: Partial<Record<AssetType, number>> = {}
  for (const item of shown) byType[item.type] = (byType[item.type] ?? 0) + 1
  const wordsOfSection = new Map<number, number>()
  for (const { sectionIndex, wordCount } of reading.sentences)
    wordsOfSection.set(sectionIndex, (wordsOfSection.get(sectionIndex) ?? 0) + wordCount)
  const sections = [...wordsOfSection].filter(([, count]) => count >= SECTION_WORDS).map(([index]) => index)
  const covered = new Set(shown.map(({ sectionIndex }) => sectionIndex))
  const unanswerable = shown.filter((item) => !isAnswerable(item, input.text))
  const keys = new Set(glossary.map(termKey).filter((key) => key !== ""))
  const asked = new Set(shown.map((item) => termKey(item.term ?? "")))
  const best = result.keyTerms.slice(0, 10)
  return {
    words,
    sourceWords: reading.sourceWordCount,
    shown: shown.length,
    shownPerThousandWords: perThousand(shown.length, words),
    shownPerThousandSourceWords: perThousand(shown.length, reading.sourceWordCount),
    byType,
    drafts: result.items.filter((item) => item.type !== "summary" && !isShownByDefault(item)).length,
    summaries: result.items.filter((item) => item.type === "summary").length,
    sections: sections.length,
    coveredSectionShare: shareOf(sections.filter((index) => covered.has(index)).length, sections.length),
    answerableShare: shareOf(shown.length - unanswerable.length, shown.length),
    notAnswerable: unanswerable
      .slice(0, EXAMPLES)
      .map(({ type, prompt, answer, evidence }) => ({ type, prompt, answer, quote: evidence.quote })),
    rulesPassed: Object.fromEntries(
      Object.entries(result.ruleCounts)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([rule, count]) => [rule, { asked: count.asked, share: shareOf(count.passed, count.asked) ?? 0 }]),
    ),
    rejected: Object.fromEntries(Object.entries(result.rejected).sort(([, a], [, b]) => b - a)),
    ...(keys.size === 0
      ? {}
      : {
          keyTermCoverage: [...keys].filter((key) => asked.has(key)).length / keys.size,
          keyTermPrecisionAt10:
            best.length === 0 ? 0 : best.filter((term) => keys.has(termKey(term.term))).length / best.length,
        }),
    faults: findFaults(input.text, result),
  }
}

/**
 * The evidence is exactly what stands in the text at its range, the answer stands in it, and what is asked is said there: an answer put
 * into the blank gives a sentence of the evidence, and the meaning of a definition stands in it. What is left out of a sentence
 * before it is shown (cross references, citations, an opening "However,") does not count, nor do white space and case.
 */
export function isAnswerable(
  { prompt, answer, definition, evidence }: Pick<GeneratedItem, "prompt" | "answer" | "definition" | "evidence">,
  text: string,
): boolean {
  if (text.slice(evidence.start, evidence.end) !== evidence.quote) return false
  const quote = wordsOf(evidence.quote)
  // "Centers for Disease Control" answers for "… Controls", and a term at a sentence's end for its plural.
  const isSaid = wordsOf(answer).every((word) =>
    quote.some(
      (other) =>
        other === word ||
        other === `${word}s` ||
        `${other}s` === word ||
        (word.endsWith("y") && other === `${word.slice(0, -1)}ies`),
    ),
  )
  if (!isSaid) return false
  if (prompt.includes(BLANK)) return isWithin(wordsOf(prompt.replaceAll(BLANK, ` ${answer} `)), quote)
  return definition === undefined || isWithin(wordsOf(definition), quote)
}

/** Whether the words stand in the quote in their order, others between them allowed. */
function isWithin(words: readonly string[], quote: readonly string[]): boolean {
  let at = 0
  for (const word of words) {
    at = quote.indexOf(word, at) + 1
    if (at === 0) return false
  }
  return true
}

function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []
}

/** What every result promises: exact evidence, one item a fact, drafts only where a person must look first. */
export function findFaults(text: string, result: AuthoringResult): string[] {
  const faults: string[] = []
  const facts = new Set<string>()
  for (const item of result.items) {
    const name = `${item.type} “${item.prompt.slice(0, 60)}”`
    const { start, end, quote } = item.evidence
    if (text.slice(start, end) !== quote || quote === "") faults.push(`evidence is not exact: ${name}`)
    if (facts.has(item.factKey)) faults.push(`fact asked for twice: ${name}`)
    facts.add(item.factKey)
    if ((item.type === "multiple-choice") !== (item.status === "draft")) faults.push(`status does not fit: ${name}`)
    if (item.acceptedAnswers[0] !== item.answer) faults.push(`answer is not accepted: ${name}`)
    if (Object.values(item.rules).some((passes) => !passes)) faults.push(`kept against a rule: ${name}`)
    if (item.options !== undefined && item.options.filter((option) => option.isCorrect).length !== 1) {
      faults.push(`not one correct option: ${name}`)
    }
  }
  return faults
}

function shareOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part * 1000) / whole) / 1000
}

function perThousand(count: number, words: number): number {
  return words === 0 ? 0 : Math.round((count * 100_000) / words) / 100
}
