import type { Tx } from "../../platform/database/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { ConflictError, NotFoundError } from "../../shared/errors.ts"
import { recordInteraction } from "../learning-record/index.ts"
import { listQuestionsByIds } from "../questions/index.ts"
import { ensureMissedQuestionCard } from "../reviews/index.ts"
import { interactionOf } from "./answer-interaction.ts"
import { activeMsAt, hasRunOut, isOver, type PracticeSession } from "./practice-session.ts"
import { listItems, lockSession, updateItem, updateSession } from "./session-store.ts"

type Needs = Pick<Deps, "db" | "clock" | "events">

/** Stops the clock. Pausing what is paused is without effect. @throws NotFoundError; ConflictError of type `session-over` */
export async function pauseSession(deps: Needs, userId: string, id: string): Promise<void> {
  await change(deps, userId, id, async (tx, session, at) => {
    if (session.status === "paused") return
    await updateSession(tx, userId, {
      ...session,
      status: "paused",
      activeMs: activeMsAt(session, at),
      resumedAt: null,
    })
  })
}

/** Lets the clock run again. */
export async function resumeSession(deps: Needs, userId: string, id: string): Promise<void> {
  await change(deps, userId, id, async (tx, session, at) => {
    if (session.status === "active") return
    await updateSession(tx, userId, { ...session, status: "active", resumedAt: at })
  })
}

/** Ends a session: answers of a timed one are recorded now, and every solution may be seen. Ending it again is without effect. */
export async function finishSession(
  deps: Needs,
  userId: string,
  id: string,
  how: "completed" | "abandoned",
): Promise<void> {
  const at = deps.clock.now()
  await deps.db.asLearner(userId, async (tx) => {
    const session = await getLocked(tx, userId, id)
    if (!isOver(session)) await completeSession(deps, tx, userId, session, at, how)
  })
  deps.events.publish(userId, { type: "stats" })
}

/** Ends a timed session whose time is up, whoever looks at it first. */
export async function endIfRunOut(deps: Needs, userId: string, session: PracticeSession): Promise<void> {
  if (hasRunOut(session, deps.clock.now())) await finishSession(deps, userId, session.id, "completed")
}

/** In the caller's transaction, the session being locked. */
export async function completeSession(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  userId: string,
  session: PracticeSession,
  at: Date,
  status: "completed" | "abandoned" = "completed",
): Promise<void> {
  const activeMs = Math.min(activeMsAt(session, at), session.timeLimitMs ?? Number.POSITIVE_INFINITY)
  const ended = { ...session, status, activeMs, resumedAt: null, completedAt: at }
  await updateSession(tx, userId, session.mode === "timed" ? await recordAnswers(deps, tx, userId, ended) : ended)
}

/** A timed session's answers enter the record together, in the order they were given. */
async function recordAnswers(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  userId: string,
  session: PracticeSession,
): Promise<PracticeSession> {
  const items = (await listItems(tx, userId, session.id))
    .filter(({ answeredAt }) => answeredAt !== null)
    .sort((a, b) => Number(a.answeredAt) - Number(b.answeredAt))
  const questions = await listQuestionsByIds(
    tx,
    userId,
    items.map(({ questionId }) => questionId),
  )
  let { correctCount, xpEarned } = session
  for (const item of items) {
    const question = questions.find(({ id }) => id === item.questionId)
    if (!question || item.answeredAt === null) continue
    if (!item.isCorrect) await ensureMissedQuestionCard(tx, userId, question, item.answeredAt)
    const record = await recordInteraction(deps, tx, userId, interactionOf(session, item, question), {
      at: item.answeredAt,
    })
    await updateItem(tx, userId, session.id, { ...item, xpEarned: record.xpEarned })
    correctCount += item.isCorrect ? 1 : 0
    xpEarned += record.xpEarned
  }
  return { ...session, correctCount, xpEarned }
}

async function change(
  deps: Needs,
  userId: string,
  id: string,
  work: (tx: Tx, session: PracticeSession, at: Date) => Promise<void>,
): Promise<void> {
  const at = deps.clock.now()
  await deps.db.asLearner(userId, async (tx) => {
    const session = await getLocked(tx, userId, id)
    if (isOver(session)) throw new ConflictError("session-over", "This session has ended. Start a new one.")
    if (hasRunOut(session, at)) await completeSession(deps, tx, userId, session, at)
    else await work(tx, session, at)
  })
}

async function getLocked(tx: Tx, userId: string, id: string): Promise<PracticeSession> {
  const session = await lockSession(tx, userId, id)
  if (!session) throw new NotFoundError("session-unknown", "There is no such practice session.")
  return session
}
