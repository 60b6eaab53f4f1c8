import { CharacterGrams } from "./character-grams.ts"
import { type Passage, PassageReader } from "./passage-words.ts"
import type { QueryWord } from "./query.ts"
import { sameTermAs } from "./same-term.ts"
import { smoothScores } from "./smooth-scores.ts"
import { TermPairs } from "./term-pairs.ts"

/** Shares of the parts in a score; what they are and how they were chosen: docs/retrieval.md. */
const DOCUMENT_SHARE = 0.5
const PASSAGE_SHARE = 0.2
const GRAMS_SHARE = 0.7
const ORDERED_PAIRS_SHARE = 0.4
const NEAR_PAIRS_SHARE = 0.2
/** Only the best are compared with each other: the cost grows with the square. */
const SMOOTHED = 150

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

/**
 * Second stage: the candidates of the first, put in order by reading their text. Best first; all come back.
 *
 * `idf` weighs the query's terms; `averageLength` is that of all passages, in words.
 */
export function rankCandidates(
  query: readonly QueryWord[],
  idf: ReadonlyMap<string, number>,
  candidates: readonly CandidateText[],
  averageLength: number,
): RankedCandidate[] {
  const termNumbers = new Map([...new Set(query.map(({ term }) => term))].map((term, number) => [term, number]))
  const idfOfTerm = [...termNumbers.keys()].map((term) => idf.get(term) ?? 0)
  const grams = new CharacterGrams(query.map(({ word, term }) => ({ word, idf: idf.get(term) ?? 0 })))
  const isHan = isMostlyHan(query)
  const pairs = new TermPairs(isHan ? [] : query.map(({ term }) => termNumbers.get(term) as number), idfOfTerm)
  const reader = new PassageReader([...termNumbers.keys()], grams, sameTermAs(query))
  const passages = candidates.map(({ title, body }) => reader.read(title, body))

  const gramScores = scoreGrams(grams, passages)
  const highestDocument = highest(candidates.map((candidate) => candidate.documentScore))
  const highestPassage = highest(candidates.map((candidate) => candidate.passageScore))
  const highestGrams = highest(gramScores)
  const ranked = candidates.map((candidate, index): RankedCandidate => {
    const { positions, length } = passages[index] as Passage
    const { ordered, near } = pairs.score(positions, length, averageLength)
    const score =
      (DOCUMENT_SHARE * candidate.documentScore) / highestDocument +
      (PASSAGE_SHARE * candidate.passageScore) / highestPassage +
      (GRAMS_SHARE * (gramScores[index] as number)) / highestGrams +
      (ORDERED_PAIRS_SHARE * ordered + NEAR_PAIRS_SHARE * near) / highestPassage
    return { index, score, coverage: coverageOf(positions, idfOfTerm) }
  })
  ranked.sort((a, b) => b.score - a.score || a.index - b.index)
  return isHan ? ranked : smoothed(ranked, (index) => reader.termsOf(passages[index] as Passage))
}

/**
 * Chinese and Japanese are read as overlapping pairs of characters. Neighbours among those say once more what each says, and the
 * likeness of two texts by them is mostly grammar: both cost half a point of nDCG on the Chinese XQuAD.
 */
function isMostlyHan(query: readonly QueryWord[]): boolean {
  return query.filter(({ word }) => /\p{Script=Han}/u.test(word)).length * 2 > query.length
}

function scoreGrams(grams: CharacterGrams, passages: readonly Passage[]): number[] {
  const averageLength = passages.reduce((sum, { gramLength }) => sum + gramLength, 0) / Math.max(1, passages.length)
  return passages.map(({ gramCounts, gramLength }) => grams.score(gramCounts, gramLength, averageLength))
}

function coverageOf(positions: readonly (readonly number[])[], idfOfTerm: readonly number[]): number {
  let all = 0
  let covered = 0
  for (let term = 0; term < idfOfTerm.length; term++) {
    const weight = idfOfTerm[term] as number
    all += weight
    if ((positions[term] as readonly number[]).length > 0) covered += weight
  }
  return all === 0 ? 0 : covered / all
}

/** The best are smoothed over each other and put in order again; the rest follow, below every one of them. */
function smoothed(ranked: readonly RankedCandidate[], termsOf: (index: number) => number[]): RankedCandidate[] {
  const best = ranked.slice(0, SMOOTHED)
  const scores = smoothScores(
    best.map(({ index }) => termsOf(index)),
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
