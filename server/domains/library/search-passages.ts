import type { Deps } from "../../platform/deps.ts"
import { DomainError } from "../../shared/errors.ts"
import { markWords } from "./mark-words.ts"
import { readableOwners } from "./material.ts"
import { suggestTitles } from "./material-view-store.ts"
import type { TextRange } from "./parsing/index.ts"
import { embedQuery, type Hit, retrievePassages } from "./retrieve-passages.ts"

export type SearchMode = "lexical" | "dense" | "hybrid"

export interface PassageSearch {
  text: string
  limit: number
  materialId?: string
  /** Default: hybrid, which is lexical without an embedding model. */
  mode?: SearchMode
}

export interface SearchHit extends Hit {
  /** Words of the query, as offsets in the hit's text. */
  highlights: TextRange[]
}

/**
 * The passages that fit best, of the learner's own materials and the library's. The model is asked before any transaction; where it
 * does not answer, a hybrid search goes by words alone and says so in `mode`.
 * @throws UnavailableError for a dense search without an embedding model that answers; `quota-exceeded` for one the plan has no tokens for
 */
export async function searchPassages(
  deps: Pick<Deps, "db" | "models" | "log">,
  userId: string,
  { text, limit, materialId, mode }: PassageSearch,
): Promise<{ items: SearchHit[]; mode: SearchMode }> {
  const wanted = mode ?? "hybrid"
  const vector = wanted === "lexical" ? undefined : await vectorOf(deps, userId, text, wanted)
  const used = wanted === "hybrid" && vector === undefined ? "lexical" : wanted
  const materialIds = materialId === undefined ? {} : { materialIds: [materialId] }
  const query = { userId, text, limit, mode: used, ...materialIds, ...(vector === undefined ? {} : { vector }) }
  const hits = await deps.db.readAsLearner(userId, (tx) => retrievePassages(deps, tx, query))
  return { items: hits.map((hit) => ({ ...hit, highlights: markWords(hit.text, text) })), mode: used }
}

async function vectorOf(
  deps: Pick<Deps, "models" | "log">,
  userId: string,
  text: string,
  mode: SearchMode,
): Promise<readonly number[] | undefined> {
  try {
    return await embedQuery(deps, userId, text)
  } catch (error) {
    if (mode === "dense" || !(error instanceof DomainError)) throw error
    deps.log.warn({ err: error }, "library: searching by words alone")
    return undefined
  }
}

/** Titles like what was typed so far, misspelled or not. */
export async function suggestMaterials(
  deps: Pick<Deps, "db">,
  userId: string,
  text: string,
): Promise<{ ownerId: string; id: string; title: string }[]> {
  return deps.db.readAsLearner(userId, (tx) => suggestTitles(tx, readableOwners(userId), text, 10))
}
