import { CharacterGrams } from "./character-grams.ts"
import { termOf } from "./index-terms.ts"
import { smoothScores } from "./smooth-scores.ts"
import { STOP_WORDS } from "./stop-words.ts"
import { TermPairs } from "./term-pairs.ts"
import { words } from "./words.ts"

/** Shares of the parts in a score; what they are and how they were chosen: docs/retrieval.md. */
const DOCUMENT_SHARE = 0.5
const PASSAGE_SHARE = 0.2
const GRAMS_SHARE = 0.7
const ORDERED_PAIRS_SHARE = 0.4
const NEAR_PAIRS_SHARE = 0.2
/** Only the best are compared with each other: the cost grows with the square. */
const SMOOTHED = 100

export interface CandidateText {
  passageScore: number
  documentScore: number
  /** The title of the document and the headings above the passage. */
  title: string
  body: string
}

export interface RankedCandidate {
  /** Its place in the array that was given. */
  index: number
  /** Orders the candidates of one query; says nothing across queries. */
  score: number
  /** The part of the query that stands in the passage, its terms weighted by idf, from 0 to 1. Comparable across queries. */
  coverage: number
}

interface ReadCandidate {
  title: string[]
  body: string[]
  titleTerms: string[]
  bodyTerms: string[]
}

/**
 * Second stage: the candidates of the first, put in order by reading their text. Best first; all come back.
 *
 * `queryWords` are the words of the query without stop words, in order; `idf` weighs their terms; `averageLength` is that of all
 * passages, in words.
 */
export function rankCandidates(
  queryWords: readonly string[],
  idf: ReadonlyMap<string, number>,
  candidates: readonly CandidateText[],
  averageLength: number,
): RankedCandidate[] {
  const read = candidates.map(readCandidate)
  const queryTerms = queryWords.map(termOf)
  const grams = gramScores(queryWords, queryTerms, idf, read)
  const pairs = new TermPairs(queryTerms, idf)
  const highestDocument = highest(candidates.map((candidate) => candidate.documentScore))
  const highestPassage = highest(candidates.map((candidate) => candidate.passageScore))
  const highestGrams = highest(grams)
  const distinctTerms = new Set(queryTerms)

  const ranked = candidates.map((candidate, index): RankedCandidate => {
    const { titleTerms, bodyTerms } = read[index] as ReadCandidate
    const { ordered, near } = pairs.score([titleTerms, bodyTerms], bodyTerms.length, averageLength)
    const score =
      (DOCUMENT_SHARE * candidate.documentScore) / highestDocument +
      (PASSAGE_SHARE * candidate.passageScore) / highestPassage +
      (GRAMS_SHARE * (grams[index] as number)) / highestGrams +
      (ORDERED_PAIRS_SHARE * ordered + NEAR_PAIRS_SHARE * near) / highestPassage
    return { index, score, coverage: coverageOf(distinctTerms, idf, titleTerms, bodyTerms) }
  })
  ranked.sort((a, b) => b.score - a.score || a.index - b.index)
  return smoothed(ranked, read)
}

function readCandidate(candidate: CandidateText): ReadCandidate {
  const title = words(candidate.title)
  const body = words(candidate.body)
  return { title, body, titleTerms: title.map(termOf), bodyTerms: body.map(termOf) }
}

function gramScores(
  queryWords: readonly string[],
  queryTerms: readonly string[],
  idf: ReadonlyMap<string, number>,
  read: readonly ReadCandidate[],
): number[] {
  const grams = new CharacterGrams(
    queryWords.map((word, i) => ({ word, idf: idf.get(queryTerms[i] as string) ?? 0 })),
  )
  const counted = read.map(({ title, body }) => grams.count([title, body]))
  const averageLength = counted.reduce((sum, { length }) => sum + length, 0) / Math.max(1, counted.length)
  return counted.map((counts) => grams.score(counts, averageLength))
}

function coverageOf(
  terms: ReadonlySet<string>,
  idf: ReadonlyMap<string, number>,
  titleTerms: readonly string[],
  bodyTerms: readonly string[],
): number {
  const present = new Set([...titleTerms, ...bodyTerms])
  let all = 0
  let covered = 0
  for (const term of terms) {
    const weight = idf.get(term) ?? 0
    all += weight
    if (present.has(term)) covered += weight
  }
  return all === 0 ? 0 : covered / all
}

/** The best are smoothed over each other and put in order again; the rest follow, below every one of them. */
function smoothed(ranked: readonly RankedCandidate[], read: readonly ReadCandidate[]): RankedCandidate[] {
  const best = ranked.slice(0, SMOOTHED)
  const texts = best.map(({ index }) => {
    const { title, body, titleTerms, bodyTerms } = read[index] as ReadCandidate
    const isMeaningful = (all: readonly string[]) => (_: string, i: number) => !STOP_WORDS.has(all[i] as string)
    return [...titleTerms.filter(isMeaningful(title)), ...bodyTerms.filter(isMeaningful(body))]
  })
  const scores = smoothScores(
    texts,
    best.map(({ score }) => score),
  )
  const again = best.map((candidate, i) => ({ ...candidate, score: scores[i] as number }))
  again.sort((a, b) => b.score - a.score)
  const lowest = again.at(-1)?.score ?? 0
  const highestOfRest = ranked[SMOOTHED]?.score ?? 0
  const scale = highestOfRest > 0 ? Math.min(1, lowest / highestOfRest) : 1
  return [...again, ...ranked.slice(SMOOTHED).map((candidate) => ({ ...candidate, score: candidate.score * scale }))]
}

/** The largest, or 1 where nothing scores: what is divided by it stays 0. */
function highest(scores: readonly number[]): number {
  let largest = 0
  for (const score of scores) largest = Math.max(largest, score)
  return largest > 0 ? largest : 1
}
