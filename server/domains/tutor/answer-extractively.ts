import type { Passage } from "./passage.ts"
import { quotableRanges } from "./quotable-ranges.ts"
import { coverageOf, joinedTerms, type Question, readQuestion, termsIn } from "./read-question.ts"

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
  /** How much of the question, 0–1, the best sentence and its passage cover on average: the reason for the outcome. */
  coverage: number
}

interface Options {
  /** A question about a selected passage need not repeat its words: "Explain this" is answered by its best sentences. */
  isLocal: boolean
}

const MOST_QUOTATIONS = 5
const MOST_LOCAL_QUOTATIONS = 3
/** How it was chosen, and what it reaches: docs/retrieval.md. */
const LEAST_COVERAGE = 0.5
const LEAST_TOGETHER = 0.9
const LEAST_OF_EACH = 0.4
const LEAST_OF_FURTHER = 0.2
const LEAST_OF_LATE = 0.34
/** Of a question that names a section by its heading, the share that the heading says. */
const LEAST_OF_NAMED = 0.8
/** A sentence that says the same as one chosen already adds nothing. */
const MOST_OVERLAP = 0.6

interface Candidate extends Quotation {
  terms: Set<string>
  /** Share of the question that the sentence covers. */
  coverage: number
  score: number
}

/**
 * Answers by quoting: the sentences of the passages that say most of what the question names. Says "no-answer" when even the best
 * sentence and the passage around it leave half of the question's weight uncovered: words that stand nowhere weigh most, so a question
 * about something else is refused however many common words it shares. A question that names a section by its heading is answered
 * from that section.
 */
export function answerExtractively(text: string, passages: readonly Passage[], { isLocal }: Options): ExtractiveAnswer {
  const question = readQuestion(text, passages)
  const named = new Set(passages.filter(({ headingPath }) => isNamed(headingPath.at(-1) ?? "", question)))
  const candidates = passages.flatMap((passage, rank) => candidatesOf(passage, rank, question, named.has(passage)))
  const chosen = choose(candidates, isLocal ? MOST_LOCAL_QUOTATIONS : MOST_QUOTATIONS, question)
  const [first] = chosen
  const coverage = first ? (coverageOfPassage(first.passage, question) + highestCoverage(chosen)) / 2 : 0
  // A question with two subjects is answered by sentences that each speak of one.
  const together = question.language.and.test(text)
    ? coverageOf(new Set(chosen.flatMap(({ terms }) => [...terms])), question)
    : 0
  const isWhole = coverage >= LEAST_COVERAGE || (together >= LEAST_TOGETHER && coverage >= LEAST_OF_EACH)
  const isAnswered = first !== undefined && (isLocal || named.has(first.passage) || isWhole)
  return {
    outcome: isAnswered ? "answered" : "no-answer",
    quotations: isAnswered ? inReadingOrder(chosen) : [],
    coverage,
  }
}

/** Whether a question names a section: it quotes the heading, or says all of it and little else. */
function isNamed(heading: string, question: Question): boolean {
  const joined = joinedTerms(heading, question)
  if (joined === "") return false
  if (question.quoted.includes(joined) || question.subject === joined) return true
  const terms = joined.split(" ")
  return terms.every((term) => question.weights.has(term)) && coverageOf(new Set(terms), question) >= LEAST_OF_NAMED
}

/** By the index, which weighs words over everything that was searched, where the passage was found by it. */
function coverageOfPassage({ coverage, headingPath, text }: Passage, question: Question): number {
  const own = coverageOf(termsIn(`${headingPath.join(" ")} ${text}`, question), question)
  return coverage === undefined ? own : Math.max(coverage, 0)
}

function candidatesOf(passage: Passage, rank: number, question: Question, isNamedSection: boolean): Candidate[] {
  const heading = termsIn(passage.headingPath.join(" "), question)
  return quotableRanges(passage.text).map((range, index) => {
    const quote = passage.text.slice(range.start, range.end)
    const own = termsIn(quote, question)
    const ofHeading = new Set([...heading].filter((term) => !own.has(term)))
    // What the heading says is said of every sentence under it, but less.
    const coverage = Math.min(
      1,
      coverageOf(own, question) + (isNamedSection ? 1 : 0.3) * coverageOf(ofHeading, question),
    )
    const score =
      coverage +
      definitionBonus(quote, question) +
      (question.wantsFigure && /\p{N}/u.test(quote) ? 0.1 : 0) +
      0.25 / (rank + 1) +
      (index === 0 ? (isNamedSection ? 0.2 : 0.03) : 0) +
      (isNamedSection ? 0.3 : 0) -
      (quote.length > 350 ? 0.1 : 0)
    return {
      passage,
      start: passage.start + range.start,
      end: passage.start + range.end,
      quote,
      terms: new Set([...own, ...[...heading].filter((term) => question.weights.has(term))]),
      coverage,
      score,
    }
  })
}

const LIST_MARK = /^(?:\d{1,2}[.)]|[-–•*])\s+/

/** "What is X" is best answered by a sentence that begins "X is", "An X (Y) is" or, for "What is Y", the same. */
function definitionBonus(quote: string, question: Question): number {
  const { subject, language } = question
  if (subject === null) return 0
  const sentence = quote.replace(LIST_MARK, "")
  const verb = language.saysWhatItIs.exec(sentence)
  if (!verb) return 0
  const opening = sentence.slice(0, verb.index)
  const inBrackets = /\(([^()]*)\)/.exec(opening)?.[1]
  const names = [opening.replace(/\([^()]*\)/g, " "), ...(inBrackets === undefined ? [] : [inBrackets])]
  if (names.some((name) => joinedTerms(name, question) === subject)) return 0.6
  const opens = termsIn(sentence.split(/\s+/).slice(0, 8).join(" "), question)
  return subject.split(" ").some((term) => opens.has(term)) ? 0.2 : 0
}

/** Takes the best sentence, then again and again the one that adds most to what is covered without repeating it. */
function choose(candidates: readonly Candidate[], most: number, { weights }: Question): Candidate[] {
  const chosen: Candidate[] = []
  const covered = new Set<string>()
  const left = [...candidates].sort((a, b) => b.score - a.score).slice(0, 200)
  while (chosen.length < most) {
    let best: Candidate | null = null
    let bestGain = 0
    for (const candidate of left) {
      if (chosen.some((one) => one === candidate || isRepeated(one, candidate))) continue
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

function isRepeated(chosen: Candidate, other: Candidate): boolean {
  const isInside =
    chosen.passage.materialId === other.passage.materialId && chosen.start < other.end && other.start < chosen.end
  return isInside || overlap(chosen.terms, other.terms) > MOST_OVERLAP
}

function inReadingOrder([first, ...rest]: readonly Candidate[]): Quotation[] {
  if (!first) return []
  const place = (one: Candidate) => (one.passage.materialId === first.passage.materialId ? 0 : 1)
  const ordered = rest.toSorted((a, b) => place(a) - place(b) || a.start - b.start)
  return [first, ...ordered].map(({ passage, start, end, quote }) => ({ passage, start, end, quote }))
}

function highestCoverage(candidates: readonly Candidate[]): number {
  return Math.max(0, ...candidates.map(({ coverage }) => coverage))
}

function overlap(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  const shared = [...a].filter((term) => b.has(term)).length
  return shared / Math.max(1, Math.min(a.size, b.size))
}
