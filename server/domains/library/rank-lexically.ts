import type { Tx } from "../../platform/database/index.ts"
import { findPassages, type StoredPassage } from "./passage-store.ts"
import { findPostings, type StoredPostings } from "./postings-store.ts"
import { type QueryWord, readQuery, termWeights } from "./retrieval/query.ts"
import { rankCandidates } from "./retrieval/rank-candidates.ts"
import type { SearchedChunks } from "./retrieval/searched-chunks.ts"
import { mergePostings, selectCandidates, type TermPostings } from "./retrieval/select-candidates.ts"
import { termsOneErrorAway } from "./retrieval/spelling.ts"

/** Misspellings looked for in one query; each costs some hundred look-ups. */
const MOST_MISSPELLINGS = 4

export interface RankedPassage {
  /** The number of its chunk among those that are searched. */
  chunk: number
  passage: StoredPassage
  /** Orders the passages of one query. */
  score: number
  /** The part of the query, weighted by how rare its words are, that stands in the passage: 0 to 1. */
  coverage: number
}

export interface LexicalQuery {
  text: string
  ownerIds: readonly string[]
  /** Chunks whose text is read in the second stage. */
  candidates: number
  isEligible?: ((chunk: number) => boolean) | undefined
}

/** The two stages of docs/retrieval.md: BM25F over the postings, then the texts of the best. Best first. */
export async function rankLexically(tx: Tx, searched: SearchedChunks, request: LexicalQuery): Promise<RankedPassage[]> {
  const typed = readQuery(request.text)
  if (typed.length === 0 || searched.facts.count === 0) return []
  const asked = new Set(typed.flatMap(({ term, forms }) => [term, ...(forms ?? [])]))
  const found = await lookUp(tx, searched, request.ownerIds, asked)
  const postings = inOneForm(typed, found)
  const corrections = await correct(tx, searched, request.ownerIds, typed, postings)
  const query = typed.map((one) => ({ ...one, term: corrections.get(one.term) ?? one.term }))
  const { candidates, idf } = selectCandidates(termWeights(query), postings, searched.facts, {
    limit: request.candidates,
    isEligible: request.isEligible,
  })
  const passages = await findPassages(
    tx,
    candidates.map(({ chunk }) => searched.keyOf(chunk)),
  )
  const read = candidates.flatMap((candidate, i) => {
    const passage = passages[i]
    return passage ? [{ ...candidate, passage }] : []
  })
  const texts = read.map(({ passage, passageScore, documentScore }) => ({
    passageScore,
    documentScore,
    title: [passage.materialTitle, ...passage.headingPath].join("\n"),
    body: passage.text,
  }))
  return rankCandidates(query, idf, texts, searched.averageLength).map(({ index, score, coverage }) => {
    const { chunk, passage } = read[index] as (typeof read)[number]
    return { chunk, passage, score, coverage }
  })
}

/** The postings of terms over everything that is searched; terms that stand nowhere in it are left out. */
async function lookUp(
  tx: Tx,
  searched: SearchedChunks,
  ownerIds: readonly string[],
  terms: ReadonlySet<string>,
): Promise<Map<string, TermPostings>> {
  const ofTerm = new Map<string, StoredPostings[]>()
  for (const posting of await findPostings(tx, ownerIds, [...terms])) {
    const known = ofTerm.get(posting.term)
    if (known) known.push(posting)
    else ofTerm.set(posting.term, [posting])
  }
  const postings = new Map<string, TermPostings>()
  for (const [term, stored] of ofTerm) {
    const found = searched.postingsOf(stored)
    if (found.chunks.length > 0) postings.set(term, found)
  }
  return postings
}

/** The postings of each of the query's terms, with those of its other forms. */
function inOneForm(query: readonly QueryWord[], found: ReadonlyMap<string, TermPostings>): Map<string, TermPostings> {
  const postings = new Map<string, TermPostings>()
  for (const { term, forms = [] } of query) {
    const ofForms = [term, ...forms].flatMap((form) => found.get(form) ?? [])
    const [first] = ofForms
    if (first) postings.set(term, ofForms.length === 1 ? first : mergePostings(ofForms))
  }
  return postings
}

/**
 * For each term that stands nowhere the most frequent one a typing error away, by the term it replaces; its postings are added to
 * `postings`.
 */
async function correct(
  tx: Tx,
  searched: SearchedChunks,
  ownerIds: readonly string[],
  typed: readonly QueryWord[],
  postings: Map<string, TermPostings>,
): Promise<Map<string, string>> {
  const corrections = new Map<string, string>()
  const unknown = new Map(typed.filter(({ term }) => !postings.has(term)).map(({ term, word }) => [term, word]))
  for (const [term, word] of [...unknown].slice(0, MOST_MISSPELLINGS)) {
    const near = await lookUp(tx, searched, ownerIds, new Set(termsOneErrorAway(word)))
    const [likeliest] = [...near].sort(([, a], [, b]) => b.chunks.length - a.chunks.length)
    if (!likeliest) continue
    corrections.set(term, likeliest[0])
    postings.set(...likeliest)
  }
  return corrections
}
