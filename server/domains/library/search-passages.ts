import type { Deps } from "../../platform/deps.ts"
import { markWords } from "./mark-words.ts"
import { readableOwners } from "./material.ts"
import { suggestTitles } from "./material-view-store.ts"
import type { TextRange } from "./parsing/index.ts"
import { type Hit, retrievePassages } from "./retrieve-passages.ts"

export type SearchMode = "lexical" | "dense" | "hybrid"

export interface PassageSearch {
  text: string
  limit: number
  materialId?: string
  /** Default: hybrid where an embedding model is set up, else lexical. */
  mode?: SearchMode
}

export interface SearchHit extends Hit {
  /** Words of the query, as offsets in the hit's text. */
  highlights: TextRange[]
}

/** The passages that fit best, of the learner's own materials and the library's. */
export async function searchPassages(
  deps: Pick<Deps, "db" | "models" | "log">,
  userId: string,
  { text, limit, materialId, mode }: PassageSearch,
): Promise<{ items: SearchHit[]; mode: SearchMode }> {
  const hasVectors = deps.models.embeddingModel !== null
  const used = hasVectors ? (mode ?? "hybrid") : "lexical"
  const materialIds = materialId === undefined ? {} : { materialIds: [materialId] }
  const hits = await deps.db.readAsLearner(userId, (tx) =>
    retrievePassages(deps, tx, { userId, text, limit, mode: used, ...materialIds }),
  )
  return { items: hits.map((hit) => ({ ...hit, highlights: markWords(hit.text, text) })), mode: used }
}

/** Titles like what was typed so far, misspelled or not. */
export async function suggestMaterials(
  deps: Pick<Deps, "db">,
  userId: string,
  text: string,
): Promise<{ ownerId: string; id: string; title: string }[]> {
  return deps.db.readAsLearner(userId, (tx) => suggestTitles(tx, readableOwners(userId), text, 10))
}
