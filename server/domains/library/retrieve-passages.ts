import type { Tx } from "../../platform/database/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { UnavailableError } from "../../shared/errors.ts"
import { chunkKeyOf } from "./chunk-key.ts"
import { findNearest } from "./embeddings-store.ts"
import { loadSearchedChunks } from "./load-searched-chunks.ts"
import { readableOwners } from "./material.ts"
import { findPassages, type StoredPassage } from "./passage-store.ts"
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
  /** The query's vector where the caller has it already (`embedQuery`), so that no transaction waits for the model. */
  vector?: readonly number[]
}

/** The vector of a query by the embedding model in use; undefined without one. Ask before opening a transaction. */
export async function embedQuery(deps: Pick<Deps, "models">, text: string): Promise<number[] | undefined> {
  if (deps.models.embeddingModel === null || text.trim() === "") return undefined
  const [vector] = await deps.models.embed([text])
  return vector
}

/**
 * The passages that fit a query best, of the learner's own materials and the library's, best first; in `tx`, a transaction of that
 * learner. Any text will do as a query: nothing in it is an operator, and one without a word finds nothing. How the ranking
 * works and what it reaches: docs/retrieval.md.
 *
 * @throws UnavailableError (`model-unavailable`) for `dense` without an embedding model, or when the model does not answer
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
          candidates: query.candidates ?? CANDIDATES,
          ...(isEligible ? { isEligible } : {}),
        })
  if (query.mode === "lexical" || model === null) return lexical.slice(0, query.limit).map(hitOf)

  const vector = query.vector ?? (await embedQuery(deps, query.text))
  if (vector === undefined) return lexical.slice(0, query.limit).map(hitOf)
  const wanted = query.mode === "dense" ? query.limit : Math.max(FUSED, query.limit)
  const dense = await findNearest(tx, {
    ownerIds,
    model: model.name,
    vector,
    limit: wanted,
    ...only(searched, isEligible),
  })
  const coverageOf = new Map(lexical.map(({ passage, coverage }) => [chunkKeyOf(passage.chunkId), coverage]))
  const ranking =
    query.mode === "dense"
      ? dense.map(({ chunkKey, similarity }) => ({ item: chunkKey, score: similarity }))
      : fuseRankings([
          lexical.slice(0, wanted).map(({ passage }) => chunkKeyOf(passage.chunkId)),
          dense.map(({ chunkKey }) => chunkKey),
        ])
  return readHits(tx, ownerIds, ranking.slice(0, query.limit), lexical, coverageOf)
}

function eligibility(searched: SearchedChunks, query: PassageQuery): ((chunk: number) => boolean) | undefined {
  const { materialIds, range } = query
  if (range) {
    const only = new Set(materialIds && !materialIds.includes(range.materialId) ? [] : [range.materialId])
    return (chunk) => searched.isWithin(chunk, only, range)
  }
  if (!materialIds) return undefined
  const wanted = new Set(materialIds)
  return (chunk) => searched.isWithin(chunk, wanted)
}

function only(
  searched: SearchedChunks,
  isEligible?: (chunk: number) => boolean,
): { isSearched: (key: string) => boolean; chunkKeys?: string[] } {
  const isSearched = (key: string) => searched.numberOf(key) !== undefined
  if (!isEligible) return { isSearched }
  const chunkKeys: string[] = []
  for (let chunk = 0; chunk < searched.facts.count; chunk++)
    if (isEligible(chunk)) chunkKeys.push(searched.keyOf(chunk))
  return { isSearched, chunkKeys }
}

async function readHits(
  tx: Tx,
  ownerIds: readonly string[],
  ranking: readonly { item: string; score: number }[],
  lexical: readonly RankedPassage[],
  coverageOf: ReadonlyMap<string, number>,
): Promise<Hit[]> {
  const passages = new Map<string, StoredPassage>(lexical.map(({ passage }) => [chunkKeyOf(passage.chunkId), passage]))
  const missing = ranking.map(({ item }) => item).filter((key) => !passages.has(key))
  for (const passage of await findPassages(tx, ownerIds, missing)) passages.set(chunkKeyOf(passage.chunkId), passage)
  return ranking.flatMap(({ item, score }) => {
    const passage = passages.get(item)
    return passage ? [hitOf({ passage, score, coverage: coverageOf.get(item) ?? 0 })] : []
  })
}

function hitOf({ passage, score, coverage }: RankedPassage): Hit {
  return { ...passage, score, coverage }
}
