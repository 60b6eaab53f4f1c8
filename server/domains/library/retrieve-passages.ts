import type { Tx } from "../../platform/database/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { UnavailableError } from "../../shared/errors.ts"
import { findNearest } from "./embeddings-store.ts"
import { loadSearchedChunks } from "./load-searched-chunks.ts"
import { readableOwners } from "./material.ts"
import { findPassages } from "./passage-store.ts"
import { type RankedPassage, rankLexically } from "./rank-lexically.ts"
import { fuseRankings } from "./retrieval/fuse-rankings.ts"
import type { SearchedChunks } from "./retrieval/searched-chunks.ts"

const CANDIDATES = 300
/** Passages taken from each ranking before they are fused. */
const FUSED = 100

export interface Hit {
  ownerId: string
  materialId: string
  chunkId: string
  sectionIndex: number
  start: number
  end: number
  pageNumber: number | null
  headingPath: string[]
  /** Orders the hits of one query and means nothing across queries. */
  score: number
  /**
   * The part of the query's words, the rare ones weighing more, that stands in the passage: 0 to 1, comparable across queries. 0 for
   * passages that only the vectors found.
   */
  coverage: number
  text: string
  materialTitle: string
}

export interface PassageQuery {
  userId: string
  text: string
  limit: number
  /** Only these materials. */
  materialIds?: string[]
  /** Only passages that hold a character of this range. */
  range?: { materialId: string; start: number; end: number }
  /** `dense` needs an embedding model; `hybrid` is `lexical` without one. */
  mode: "lexical" | "dense" | "hybrid"
  /** Passages read in the second stage. Default 300. */
  candidates?: number
  /** The query's vector (`embedQuery`), asked for before the transaction. Without it `hybrid` is `lexical`. */
  vector?: readonly number[]
}

/**
 * The vector of a learner's query by the embedding model in use; undefined without one. Ask before opening a transaction.
 * @throws UnavailableError when the model does not answer; a DomainError `quota-exceeded` when the learner's plan has no tokens left
 */
export async function embedQuery(
  deps: Pick<Deps, "models">,
  userId: string,
  text: string,
): Promise<number[] | undefined> {
  if (deps.models.embeddingModel === null || text.trim() === "") return undefined
  const { vectors } = await deps.models.embed([text], { userId })
  return vectors[0]
}

/**
 * The passages that fit a query best, of the learner's own materials and the library's, best first; in `tx`, a transaction of that
 * learner. Any text will do as a query: nothing in it is an operator, and one without a word finds nothing. How the ranking
 * works and what it reaches: docs/retrieval.md.
 *
 * @throws UnavailableError (`model-unavailable`) for `dense` without an embedding model
 */
export async function retrievePassages(deps: Pick<Deps, "db" | "models">, tx: Tx, query: PassageQuery): Promise<Hit[]> {
  const model = deps.models.embeddingModel
  if (query.mode === "dense" && model === null) {
    throw new UnavailableError(
      "model-unavailable",
      "Search by meaning alone needs an embedding model, and none is set up.",
    )
  }
  const ownerIds = readableOwners(query.userId)
  const searched = await loadSearchedChunks(deps.db, tx, ownerIds)
  const isEligible = eligibility(searched, query)
  const lexical =
    query.mode === "dense"
      ? []
      : await rankLexically(tx, searched, {
          text: query.text,
          ownerIds,
          candidates: Math.max(query.candidates ?? CANDIDATES, query.limit),
          isEligible,
        })
  const vector = query.mode === "lexical" ? undefined : query.vector
  if (model === null || vector === undefined) return lexical.slice(0, query.limit).map(hitOf)

  const wanted = query.mode === "dense" ? query.limit : Math.max(FUSED, query.limit)
  const dense = await rankByMeaning(tx, searched, { ownerIds, model: model.name, vector, limit: wanted, isEligible })
  const ranking =
    query.mode === "dense"
      ? dense
      : fuseRankings([lexical.slice(0, wanted).map(({ chunk }) => chunk), dense.map(({ item }) => item)])
  return readHits(tx, searched, ranking.slice(0, query.limit), lexical)
}

/** undefined: every chunk is. */
function eligibility(
  searched: SearchedChunks,
  { materialIds, range }: PassageQuery,
): ((chunk: number) => boolean) | undefined {
  if (range) {
    const wanted = new Set(materialIds?.includes(range.materialId) === false ? [] : [range.materialId])
    return (chunk) => searched.isWithin(chunk, wanted, range)
  }
  const wanted = materialIds && new Set(materialIds)
  return wanted && ((chunk) => searched.isWithin(chunk, wanted))
}

interface NearestSearched {
  ownerIds: readonly string[]
  model: string
  vector: readonly number[]
  limit: number
  isEligible: ((chunk: number) => boolean) | undefined
}

/** The nearest chunks that are searched; asks for more when versions that are read no longer were among them. */
async function rankByMeaning(
  tx: Tx,
  searched: SearchedChunks,
  { isEligible, ...query }: NearestSearched,
): Promise<{ item: number; score: number }[]> {
  const chunkIds = isEligible && searched.idsOf(isEligible)
  for (let limit = query.limit; ; limit *= 4) {
    const nearest = await findNearest(tx, { ...query, limit, chunkIds })
    const found = nearest.flatMap(({ chunkId, similarity }) => {
      const item = searched.numberOf(chunkId)
      return item === undefined ? [] : [{ item, score: similarity }]
    })
    if (found.length >= query.limit || nearest.length < limit) return found.slice(0, query.limit)
  }
}

async function readHits(
  tx: Tx,
  searched: SearchedChunks,
  ranking: readonly { item: number; score: number }[],
  lexical: readonly RankedPassage[],
): Promise<Hit[]> {
  const read = new Map(lexical.map((ranked) => [ranked.chunk, ranked]))
  const missing = ranking.map(({ item }) => item).filter((chunk) => !read.has(chunk))
  const passages = await findPassages(
    tx,
    missing.map((chunk) => searched.keyOf(chunk)),
  )
  missing.forEach((chunk, i) => {
    const passage = passages[i]
    if (passage) read.set(chunk, { chunk, passage, score: 0, coverage: 0 })
  })
  return ranking.flatMap(({ item, score }) => {
    const ranked = read.get(item)
    return ranked ? [hitOf({ ...ranked, score })] : []
  })
}

function hitOf({ passage, score, coverage }: RankedPassage): Hit {
  return { ...passage, score, coverage }
}
