import { splitSentences } from "../../shared/text.ts"
import { indexTerms, queryTerms } from "../library/index.ts"
import type { Passage } from "./passage.ts"

/** A sentence of a passage, as it is quoted. Offsets are those of the material's text. */
export interface Quotation {
  passage: Passage
  start: number
  end: number
  quote: string
}

export interface ExtractiveAnswer {
  outcome: "answered" | "no-answer"
  /** Three to five where the material gives as many; the most telling first, the rest in reading order. */
  quotations: Quotation[]
  /** Share of the question's meaning, 0–1, that the quoted sentences cover; the reason for the outcome. */
  coverage: number
}

interface Options {
  /** A question about a selected passage need not repeat its words: "Explain this" is answered by its best sentences. */
  isLocal: boolean
}

const MOST_QUOTATIONS = 5
const LEAST_COVERAGE = 0.55
const LEAST_OF_BEST_SENTENCE = 0.34
const LEAST_OF_FURTHER = 0.2
const LEAST_OF_LATE = 0.34
/** A sentence that says the same as one chosen already adds nothing. */
const MOST_OVERLAP = 0.6

interface Candidate extends Quotation {
  terms: Set<string>
  /** Share of the question that the sentence covers. */
  coverage: number
  score: number
}

/**
 * Answers by quoting: the sentences of the passages that cover the question best. Says "no-answer" when together
 * they leave too much of the question's weight uncovered: words that stand nowhere in the material weigh most, so a
 * question about something else is refused however many common words it shares.
 *
 * Weights are IDF over the passages: w(t) = ln(1 + (n − df + ½)/(df + ½)), at least 0.6; a term in no passage has df 0.
 */
export function answerExtractively(
  question: string,
  passages: readonly Passage[],
  { isLocal }: Options,
): ExtractiveAnswer {
  const terms = [...new Set(queryTerms(question))]
  const weights = weigh(terms, passages)
  const candidates = passages.flatMap((passage, rank) => candidatesOf(passage, rank, terms, weights, question))
  const chosen = choose(candidates, isLocal ? 3 : MOST_QUOTATIONS, weights)
  const coverage = coverageOf(new Set(chosen.flatMap((one) => [...one.terms])), terms, weights)
  const best = Math.max(0, ...chosen.map((one) => one.coverage))
  const isAnswered = chosen.length > 0 && (isLocal || (coverage >= LEAST_COVERAGE && best >= LEAST_OF_BEST_SENTENCE))
  return {
    outcome: isAnswered ? "answered" : "no-answer",
    quotations: isAnswered ? inReadingOrder(chosen) : [],
    coverage,
  }
}

/** Words that say what kind of answer is wanted rather than what it is about; they hardly count. */
const askingWords = new Set(
  indexTerms(
    `difference different differ compare comparison explain explanation describe description define definition meaning mean
    role purpose reason happen happens help helps work works example examples list type types kind kinds important importance
    main name tell give summary summarise summarize overview affect affects effect`,
  ),
)
const ASKING_SHARE = 0.15
/** A word that stands in every passage found is still what the question is about. */
const LEAST_WEIGHT = 0.6

function weigh(terms: readonly string[], passages: readonly Passage[]): Map<string, number> {
  const texts = passages.map(({ text, headingPath }) => new Set(indexTerms(`${headingPath.join(" ")} ${text}`)))
  const n = texts.length
  return new Map(
    terms.map((term) => {
      const df = texts.filter((text) => text.has(term)).length
      const idf = Math.max(LEAST_WEIGHT, Math.log(1 + (n - df + 0.5) / (df + 0.5)))
      return [term, askingWords.has(term) ? idf * ASKING_SHARE : idf]
    }),
  )
}

function coverageOf(
  found: ReadonlySet<string>,
  terms: readonly string[],
  weights: ReadonlyMap<string, number>,
): number {
  const weightOf = (term: string) => weights.get(term) ?? 0
  const total = terms.reduce((sum, term) => sum + weightOf(term), 0)
  return total === 0 ? 0 : terms.reduce((sum, term) => sum + (found.has(term) ? weightOf(term) : 0), 0) / total
}

function candidatesOf(
  passage: Passage,
  rank: number,
  terms: readonly string[],
  weights: Map<string, number>,
  question: string,
): Candidate[] {
  const heading = new Set(indexTerms(passage.headingPath.join(" ")))
  return splitSentences(passage.text).flatMap((range, index) => {
    const quote = passage.text.slice(range.start, range.end)
    const words = quote.split(/\s+/).length
    if (!isQuotable(quote, words)) return []
    const own = new Set(indexTerms(quote))
    // What the heading says is said of every sentence under it, but less.
    const coverage = Math.min(
      1,
      coverageOf(own, terms, weights) + 0.3 * coverageOf(difference(heading, own), terms, weights),
    )
    const score =
      coverage +
      definitionBonus(quote, question, terms) +
      0.25 / (rank + 1) +
      (index === 0 ? 0.03 : 0) -
      (words > 45 ? 0.1 : 0)
    return [
      {
        passage,
        start: passage.start + range.start,
        end: passage.start + range.end,
        quote,
        terms: new Set([...own, ...[...heading].filter((term) => weights.has(term))]),
        coverage,
        score,
      },
    ]
  })
}

/** Whole sentences only: headings, captions, list fragments and questions say nothing by themselves. */
function isQuotable(quote: string, words: number): boolean {
  return words >= 5 && words <= 80 && /[.!:;]["'”’)\]]*$/.test(quote) && /\p{L}/u.test(quote)
}

/** "What is X" is best answered by a sentence that says what X is. */
function definitionBonus(quote: string, question: string, terms: readonly string[]): number {
  if (!/^\s*(what|who)\s+(is|are|was|were|does|do)\b|\bdefin|\bmean(s|ing)?\b/i.test(question)) return 0
  const opening = new Set(indexTerms(quote.split(/\s+/).slice(0, 8).join(" ")))
  const isAbout = terms.some((term) => opening.has(term))
  return isAbout && /\b(is|are|refers? to|means?|is called|are called|is defined as)\b/i.test(quote) ? 0.25 : 0
}

/** Takes the best sentence, then again and again the one that adds most to what is covered without repeating it. */
function choose(candidates: readonly Candidate[], most: number, weights: Map<string, number>): Candidate[] {
  const chosen: Candidate[] = []
  const covered = new Set<string>()
  const left = [...candidates].sort((a, b) => b.score - a.score).slice(0, 200)
  while (chosen.length < most) {
    let best: Candidate | null = null
    let bestGain = 0
    for (const candidate of left) {
      if (chosen.includes(candidate) || chosen.some((one) => overlap(one.terms, candidate.terms) > MOST_OVERLAP))
        continue
      const added = [...candidate.terms].reduce(
        (sum, term) => sum + (covered.has(term) ? 0 : (weights.get(term) ?? 0)),
        0,
      )
      const gain = candidate.score + 0.15 * added
      if (gain > bestGain) {
        best = candidate
        bestGain = gain
      }
    }
    // What comes after the first must say something about the question by itself.
    if (
      !best ||
      (chosen.length > 0 && weights.size > 0 && best.coverage < (chosen.length < 3 ? LEAST_OF_FURTHER : LEAST_OF_LATE))
    )
      break
    chosen.push(best)
    for (const term of best.terms) covered.add(term)
  }
  return chosen
}

function inReadingOrder([first, ...rest]: readonly Candidate[]): Quotation[] {
  if (!first) return []
  const place = (one: Candidate) => (one.passage.materialId === first.passage.materialId ? 0 : 1)
  const ordered = rest.toSorted((a, b) => place(a) - place(b) || a.start - b.start)
  return [first, ...ordered].map(({ passage, start, end, quote }) => ({ passage, start, end, quote }))
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((term) => b.has(term)).length
  return shared / Math.max(1, Math.min(a.size, b.size))
}

function difference(a: ReadonlySet<string>, b: ReadonlySet<string>): Set<string> {
  return new Set([...a].filter((term) => !b.has(term)))
}
