import type { Tx } from "../../platform/database/index.ts"
import { chunkKeyOf } from "./chunk-key.ts"
import { findPassages, type StoredPassage } from "./passage-store.ts"
import { findPostings, type StoredPostings } from "./postings-store.ts"
import { postingLimit } from "./retrieval/common-terms.ts"
import { type QueryWord, readQuery, termWeights } from "./retrieval/query.ts"
import { rankCandidates } from "./retrieval/rank-candidates.ts"
import type { SearchedChunks } from "./retrieval/searched-chunks.ts"
import { selectCandidates } from "./retrieval/select-candidates.ts"
import { termsOneErrorAway } from "./retrieval/spelling.ts"

/** Misspellings looked for in one query; each costs some hundred look-ups. */
const MOST_MISSPELLINGS = 4
/** What a guess at a misspelled word counts against a word that was found. */
const GUESS_WEIGHT = 0.6

export interface RankedPassage {
  passage: StoredPassage
  /** Orders the passages of one query, 0 to about 2. */
  score: number
  /** The part of the query, weighted by how rare its words are, that stands in the passage: 0 to 1. */
  coverage: number
}

export interface LexicalQuery {
  text: string
  ownerIds: readonly string[]
  /** Chunks whose text is read in the second stage. */
  candidates: number
  isEligible?: (chunk: number) => boolean
}

/** The two stages of docs/retrieval.md: BM25F over the postings, then the texts of the best. Best first. */
export async function rankLexically(tx: Tx, searched: SearchedChunks, request: LexicalQuery): Promise<RankedPassage[]> {
  const typed = readQuery(request.text)
  if (typed.length === 0 || searched.facts.count === 0) return []
  const { query, stored } = await lookUp(tx, searched, request.ownerIds, typed)
  const weights = termWeights(query)
  const guessed = new Set(query.filter(({ term }, i) => term !== typed[i]?.term).map(({ term }) => term))
  for (const term of guessed) weights.set(term, (weights.get(term) as number) * GUESS_WEIGHT)

  const postings = new Map(stored.map((one) => [one.term, searched.postingsOf(one)]))
  const { candidates, idf } = selectCandidates(weights, postings, searched.facts, {
    limit: request.candidates,
    ...(request.isEligible ? { isEligible: request.isEligible } : {}),
  })
  const passages = new Map<string, StoredPassage>()
  const keys = candidates.map(({ chunk }) => searched.keyOf(chunk))
  for (const passage of await findPassages(tx, request.ownerIds, keys))
    passages.set(chunkKeyOf(passage.chunkId), passage)
  const read = candidates.flatMap((candidate, i) => {
    const passage = passages.get(keys[i] as string)
    return passage ? [{ ...candidate, passage }] : []
  })
  const texts = read.map(({ passage, passageScore, documentScore }) => ({
    passageScore,
    documentScore,
    title: [passage.materialTitle, ...passage.headingPath].join("\n"),
    body: passage.text,
  }))
  return rankCandidates(query, idf, texts, searched.averageLength).map(({ index, score, coverage }) => ({
    passage: (read[index] as { passage: StoredPassage }).passage,
    score,
    coverage,
  }))
}

/** The postings of a query's terms, where very common terms are skipped when rarer exist and unknown words replaced by their likeliest correction. */
async function lookUp(
  tx: Tx,
  searched: SearchedChunks,
  ownerIds: readonly string[],
  typed: readonly QueryWord[],
): Promise<{ query: QueryWord[]; stored: StoredPostings[] }> {
  const limit = postingLimit(searched.facts.count)
  const terms = [...new Set(typed.map(({ term }) => term))]
  const found = await findPostings(tx, ownerIds, terms, limit)
  const known = new Set(found.map(({ term }) => term))
  const corrections = await findCorrections(
    tx,
    ownerIds,
    typed.filter(({ term }) => !known.has(term)),
    limit,
  )
  const query = typed.map((one) => {
    const correction = corrections.get(one.term)
    return correction ? { word: one.word, term: correction.term } : one
  })
  const all = [...found, ...[...corrections.values()].filter(({ term }) => !known.has(term))]
  const rare = all.filter(({ isCut }) => !isCut)
  if (rare.length === all.length) return { query, stored: all }
  if (rare.length > 0) return { query, stored: rare }
  return { query, stored: await findPostings(tx, ownerIds, terms, searched.facts.count) }
}

/** For each term that stands nowhere the postings of the most frequent term one typing error away, by the term it replaces. */
async function findCorrections(
  tx: Tx,
  ownerIds: readonly string[],
  unknown: readonly QueryWord[],
  limit: number,
): Promise<Map<string, StoredPostings>> {
  const corrections = new Map<string, StoredPostings>()
  for (const { word, term } of unknown) {
    if (corrections.size === MOST_MISSPELLINGS) break
    if (corrections.has(term)) continue
    const near = await findPostings(tx, ownerIds, termsOneErrorAway(word), limit)
    const likeliest = near.reduce<StoredPostings | undefined>(
      (best, one) => (best && best.chunkKeys.length >= one.chunkKeys.length ? best : one),
      undefined,
    )
    if (likeliest) corrections.set(term, likeliest)
  }
  return corrections
}
