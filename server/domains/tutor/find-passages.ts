import type { Deps } from "../../platform/deps.ts"
import { DomainError } from "../../shared/errors.ts"
import { countSearchable, embedQuery, listPassagesIn, retrievePassages } from "../library/index.ts"
import type { Scope } from "./conversation.ts"
import { findOverview } from "./find-overview.ts"
import type { Passage } from "./passage.ts"
import { asksForOverview, plainQuestion } from "./question-wording.ts"

/** As many passages as an answer is chosen from. */
const MOST_PASSAGES = 12

export interface FoundPassages {
  /** The nearest first. */
  passages: Passage[]
  /** How much was looked through. */
  searched: { materials: number; passages: number }
}

/**
 * The passages in scope that come nearest to a question; where it asks what everything is about, those that say most of it. A selected
 * passage is taken as it is, with what surrounds it left out.
 */
export async function findPassages(
  deps: Pick<Deps, "db" | "models" | "log">,
  userId: string,
  scope: Scope,
  question: string,
): Promise<FoundPassages> {
  if (scope.kind === "passage") {
    const passages = await deps.db.readAsLearner(userId, (tx) => listPassagesIn(tx, userId, scope))
    return { passages: passages.slice(0, MOST_PASSAGES), searched: { materials: 1, passages: passages.length } }
  }
  const materialIds = scope.kind === "materials" ? scope.materials.map(({ materialId }) => materialId) : undefined
  if (asksForOverview(question)) {
    const [passages, searched] = await deps.db.readAsLearner(userId, (tx) =>
      Promise.all([findOverview(tx, userId, materialIds), countSearchable(tx, userId, materialIds)]),
    )
    return { passages, searched }
  }
  const text = plainQuestion(question)
  // Before the transaction: none waits for a model.
  const vector = await embedQuery(deps, userId, text).catch((error) => {
    if (!(error instanceof DomainError)) throw error
    deps.log.warn({ err: error, userId }, "the embedding model does not answer; words alone are searched")
    return undefined
  })
  const query = {
    userId,
    text,
    limit: MOST_PASSAGES,
    mode: vector === undefined ? ("lexical" as const) : ("hybrid" as const),
    ...(vector === undefined ? {} : { vector }),
  }
  const [passages, searched] = await deps.db.readAsLearner(userId, (tx) =>
    Promise.all([
      retrievePassages(deps, tx, materialIds ? { ...query, materialIds } : query),
      countSearchable(tx, userId, materialIds),
    ]),
  )
  return { passages, searched }
}
