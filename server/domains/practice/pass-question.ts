import type { Deps } from "../../platform/deps.ts"
import { ConflictError } from "../../shared/errors.ts"
import { assertClientId } from "../../shared/ids.ts"
import { recordInteraction } from "../learning-record/index.ts"
import { findQuestion } from "../questions/index.ts"
import { lockItem } from "./answer-question.ts"
import { isOver } from "./practice-session.ts"
import { updateItem } from "./session-store.ts"

/** Marks a question of a session to come back to. @throws NotFoundError */
export async function flagItem(
  deps: Pick<Deps, "db">,
  userId: string,
  sessionId: string,
  position: number,
  isFlagged: boolean,
): Promise<void> {
  await deps.db.asLearner(userId, async (tx) => {
    const { item } = await lockItem(tx, userId, sessionId, position)
    await updateItem(tx, userId, sessionId, { ...item, isFlagged })
  })
}

/** Passes over a question; it can still be answered until the session ends. @throws NotFoundError; ConflictError */
export async function skipItem(
  deps: Pick<Deps, "db" | "clock">,
  userId: string,
  sessionId: string,
  position: number,
  request: { interactionId: string; responseTimeMs: number },
): Promise<void> {
  assertClientId(request.interactionId, deps.clock.now().getTime())
  await deps.db.asLearner(userId, async (tx) => {
    const { session, item } = await lockItem(tx, userId, sessionId, position)
    if (isOver(session)) throw new ConflictError("session-over", "This session has ended. Start a new one.")
    if (item.answeredAt !== null) throw new ConflictError("already-answered", "You have answered this question.")
    const question = await findQuestion(tx, userId, item.questionId)
    await updateItem(tx, userId, sessionId, { ...item, isSkipped: true })
    await recordInteraction(
      deps,
      tx,
      userId,
      {
        kind: "skip",
        id: request.interactionId,
        questionId: item.questionId,
        topicId: question?.topicId ?? null,
        durationMs: request.responseTimeMs,
        sessionId,
        sessionKind: "practice",
      },
      { isLast: true },
    )
  })
}
