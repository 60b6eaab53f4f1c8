import {
  indexTerms,
  isGerman,
  queryTerms,
  readQuery,
  type SameTerm,
  sameTermAs,
  termsOneErrorAway,
} from "../library/index.ts"
import type { Passage } from "./passage.ts"
import { english, german, type QuestionLanguage } from "./question-language.ts"
import { plainQuestion } from "./question-wording.ts"

/** What a question asks for, in terms of the index. */
export interface Question {
  language: QuestionLanguage
  /** Finds the question's terms where they stand in another form; null where each stands for itself. */
  sameTerm: SameTerm | null
  /** What each term counts. Terms that stand in none of the passages are among them: they are what is left uncovered. */
  weights: ReadonlyMap<string, number>
  /** What "What is X?" and its like ask about, its terms joined; null for other questions. */
  subject: string | null
  /** What stands in quotation marks, its terms joined. */
  quoted: readonly string[]
  /** "How many", "when" and their like: an answer without a figure is none. */
  wantsFigure: boolean
}

const QUESTION_WORDS = new Set("what which who whom whose when where why how does explain define".split(" "))
const ASKING_SHARE = 0.15
const COMMON_SHARE = 0.3
/** A word that stands in every passage found is still what the question is about. */
const LEAST_WEIGHT = 0.6

const QUOTED = /[“"„«»‘']([^“”"„«»‘’']{3,200})[”"“«»’']/gu

/**
 * Weighs a question's terms by IDF over the passages: ln(1 + (n − df + ½)/(df + ½)), at least 0.6. A term with a typing error
 * counts as the one that was meant.
 */
export function readQuestion(asked: string, passages: readonly Passage[]): Question {
  const text = plainQuestion(asked)
  const language = isGerman(text) ? german : english
  const query = readQuery(text)
  const sameTerm = sameTermAs(query)
  const texts = passages.map(({ text: body, headingPath }) => termsIn(`${headingPath.join(" ")} ${body}`, { sameTerm }))
  const containing = (term: string) => texts.filter((terms) => terms.has(term)).length
  const weights = new Map<string, number>()
  for (const { word, term: typed } of query) {
    const term = containing(typed) > 0 ? typed : meantBy(word, typed, language, containing)
    if (term === null || weights.has(term)) continue
    const df = containing(term)
    const idf = Math.max(LEAST_WEIGHT, Math.log(1 + (texts.length - df + 0.5) / (df + 0.5)))
    const share = language.isAsking(word, term)
      ? ASKING_SHARE
      : df === 0 && language.isCommon(word, term)
        ? COMMON_SHARE
        : 1
    weights.set(term, idf * share)
  }
  const subject = language.subject.exec(text)?.[1]
  const read = { language, sameTerm }
  return {
    ...read,
    weights,
    subject: subject === undefined ? null : joinedTerms(subject, read),
    quoted: [...text.matchAll(QUOTED)].map(([, part]) => joinedTerms(part as string, read)),
    wantsFigure: language.figure.test(text),
  }
}

/** The term itself, the likeliest a typing error away that stands in the passages, or null for a misspelt question word. */
function meantBy(
  word: string,
  term: string,
  language: QuestionLanguage,
  containing: (term: string) => number,
): string | null {
  if (language.isAsking(word, term) || language.isCommon(word, term)) return term
  const near = termsOneErrorAway(word)
  if (near.some((other) => QUESTION_WORDS.has(other))) return null
  const [likeliest] = near.filter((other) => containing(other) > 0).sort((a, b) => containing(b) - containing(a))
  return likeliest ?? term
}

/** A phrase as the index has it, without function words unless there is nothing else. */
export function joinedTerms(phrase: string, { language, sameTerm }: Pick<Question, "language" | "sameTerm">): string {
  return queryTerms(phrase, language === german)
    .map((term) => sameTerm?.(term) ?? term)
    .join(" ")
}

/** The terms of a text, in the question's own form where it names them in another. */
export function termsIn(text: string, { sameTerm }: Pick<Question, "sameTerm">): Set<string> {
  return new Set(indexTerms(text).map((term) => sameTerm?.(term) ?? term))
}

/** The share of the question's weight, 0–1, that these terms cover. */
export function coverageOf(found: ReadonlySet<string>, { weights }: Pick<Question, "weights">): number {
  let total = 0
  let covered = 0
  for (const [term, weight] of weights) {
    total += weight
    if (found.has(term)) covered += weight
  }
  return total === 0 ? 0 : covered / total
}
