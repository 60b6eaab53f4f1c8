import { sqlStateOf, type Tx } from "../../platform/database/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { listMaterialQuestionIds } from "./material-question-store.ts"
import { deleteQuestion } from "./question-store.ts"
import { deleteTopic, listMaterialTopicIds } from "./topic-store.ts"

const QUESTIONS_AT_A_TIME = 200
const FOREIGN_KEY_VIOLATION = "23503"

/**
 * Removes what was made from a material that is gone and that nobody ever used: its questions, then its topics. What was attempted, lies in a
 * session or has a card is kept: the references to it say so. Returns how many questions went.
 */
export async function removeUnusedQuestions(
  deps: Pick<Deps, "db">,
  { ownerId, materialId }: { ownerId: string; materialId: string },
): Promise<number> {
  let removed = 0
  for (let after: string | null = null; ; ) {
    const ids: string[] = await deps.db.asLearner(ownerId, (tx) =>
      listMaterialQuestionIds(tx, ownerId, materialId, after, QUESTIONS_AT_A_TIME),
    )
    for (const id of ids) if (await removeIfUnused(deps, (tx) => deleteQuestion(tx, ownerId, id))) removed += 1
    after = ids.at(-1) ?? null
    if (ids.length < QUESTIONS_AT_A_TIME) break
  }
  const topics = await deps.db.asLearner(ownerId, (tx) => listMaterialTopicIds(tx, ownerId, materialId))
  for (const id of topics) await removeIfUnused(deps, (tx) => deleteTopic(tx, ownerId, id))
  return removed
}

/** One transaction for each: references are checked when it is committed. */
async function removeIfUnused({ db }: Pick<Deps, "db">, remove: (tx: Tx) => Promise<void>): Promise<boolean> {
  try {
    await db.asSystem("remove-unused-question", remove)
    return true
  } catch (error) {
    if (sqlStateOf(error) === FOREIGN_KEY_VIOLATION) return false
    throw error
  }
}
