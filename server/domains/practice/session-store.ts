import { type RawBuilder, type Selectable, sql } from "kysely"
import type { Tables, Tx } from "../../platform/database/index.ts"
import type { PracticeItem, PracticeSession, PracticeStatus } from "./practice-session.ts"

export interface NewSession {
  session: PracticeSession
  items: Pick<PracticeItem, "position" | "questionId" | "optionOrder">[]
}

/** Stores a session. Returns false, storing nothing, when its id is there already. */
export async function insertSession(tx: Tx, userId: string, { session, items }: NewSession): Promise<boolean> {
  const inserted = await tx
    .insertInto("practice_sessions")
    .values({
      user_id: userId,
      id: session.id,
      mode: session.mode,
      status: session.status,
      settings: JSON.stringify(session.settings),
      total_questions: session.totalQuestions,
      time_limit_ms: session.timeLimitMs,
      resumed_at: session.resumedAt,
      started_at: session.startedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  if (inserted.numInsertedOrUpdatedRows === 0n) return false
  await tx
    .insertInto("practice_session_questions")
    .values(
      items.map(({ position, questionId, optionOrder }) => ({
        user_id: userId,
        session_id: session.id,
        position,
        question_id: questionId,
        option_order: optionOrder,
      })),
    )
    .execute()
  return true
}

export async function findSession(tx: Tx, userId: string, id: string): Promise<PracticeSession | undefined> {
  const row = await tx
    .selectFrom("practice_sessions")
    .selectAll()
    .where("user_id", "=", userId)
    .where("id", "=", id)
    .executeTakeFirst()
  return row && sessionOf(row)
}

/** Holds the session until the transaction ends: answers from two devices come one after the other. */
export async function lockSession(tx: Tx, userId: string, id: string): Promise<PracticeSession | undefined> {
  const row = await tx
    .selectFrom("practice_sessions")
    .selectAll()
    .where("user_id", "=", userId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst()
  return row && sessionOf(row)
}

export async function listItems(tx: Tx, userId: string, sessionId: string): Promise<PracticeItem[]> {
  const rows = await tx
    .selectFrom("practice_session_questions")
    .selectAll()
    .where("user_id", "=", userId)
    .where("session_id", "=", sessionId)
    .orderBy("position")
    .execute()
  return rows.map(itemOf)
}

export async function findItem(
  tx: Tx,
  userId: string,
  sessionId: string,
  position: number,
): Promise<PracticeItem | undefined> {
  const row = await tx
    .selectFrom("practice_session_questions")
    .selectAll()
    .where("user_id", "=", userId)
    .where("session_id", "=", sessionId)
    .where("position", "=", position)
    .executeTakeFirst()
  return row && itemOf(row)
}

/** The question at a position, as an expression: another query can ask for it in the same round trip. */
export function questionIdAt(userId: string, sessionId: string, position: number): RawBuilder<string> {
  return sql<string>`(select question_id from practice_session_questions
    where user_id = ${userId} and session_id = ${sessionId} and position = ${position})`
}

export async function updateItem(tx: Tx, userId: string, sessionId: string, item: PracticeItem): Promise<void> {
  await tx
    .updateTable("practice_session_questions")
    .set({
      selected_option_ids: item.selectedOptionIds,
      typed_answer: item.typedAnswer,
      is_correct: item.isCorrect,
      is_skipped: item.isSkipped,
      is_flagged: item.isFlagged,
      confidence: item.confidence,
      response_time_ms: item.responseTimeMs,
      xp_earned: item.xpEarned,
      interaction_id: item.interactionId,
      answered_at: item.answeredAt,
    })
    .where("user_id", "=", userId)
    .where("session_id", "=", sessionId)
    .where("position", "=", item.position)
    .execute()
}

export async function updateSession(tx: Tx, userId: string, session: PracticeSession): Promise<void> {
  await tx
    .updateTable("practice_sessions")
    .set({
      status: session.status,
      answered_count: session.answeredCount,
      correct_count: session.correctCount,
      xp_earned: session.xpEarned,
      active_ms: session.activeMs,
      resumed_at: session.resumedAt,
      completed_at: session.completedAt,
    })
    .where("user_id", "=", userId)
    .where("id", "=", session.id)
    .execute()
}

/** An answered question and what it makes of its session, in one statement. */
export async function writeAnswer(tx: Tx, userId: string, session: PracticeSession, item: PracticeItem): Promise<void> {
  await sql`
    with answered as (
      update practice_session_questions set selected_option_ids = ${item.selectedOptionIds}, typed_answer = ${item.typedAnswer},
        is_correct = ${item.isCorrect}, is_skipped = ${item.isSkipped}, is_flagged = ${item.isFlagged}, confidence = ${item.confidence},
        response_time_ms = ${item.responseTimeMs}, xp_earned = ${item.xpEarned}, interaction_id = ${item.interactionId},
        answered_at = ${item.answeredAt}
      where user_id = ${userId} and session_id = ${session.id} and position = ${item.position})
    update practice_sessions set answered_count = ${session.answeredCount}, correct_count = ${session.correctCount},
      xp_earned = ${session.xpEarned}
    where user_id = ${userId} and id = ${session.id}`.execute(tx)
}

/** A page of sessions, the newest first. */
export async function pageOfSessions(
  tx: Tx,
  userId: string,
  filter: { status?: PracticeStatus; before: { at: Date; id: string } | null; limit: number },
): Promise<PracticeSession[]> {
  let query = tx.selectFrom("practice_sessions").selectAll().where("user_id", "=", userId)
  if (filter.status) query = query.where("status", "=", filter.status)
  if (filter.before) query = query.where(sql<boolean>`(started_at, id) < (${filter.before.at}, ${filter.before.id})`)
  const rows = await query.orderBy("started_at", "desc").orderBy("id", "desc").limit(filter.limit).execute()
  return rows.map(sessionOf)
}

function sessionOf(row: Selectable<Tables["practice_sessions"]>): PracticeSession {
  return {
    id: row.id,
    mode: row.mode === "timed" ? "timed" : "tutor",
    status: row.status,
    settings: row.settings,
    totalQuestions: row.total_questions,
    answeredCount: row.answered_count,
    correctCount: row.correct_count,
    xpEarned: row.xp_earned,
    timeLimitMs: row.time_limit_ms,
    activeMs: row.active_ms,
    resumedAt: row.resumed_at,
    startedAt: row.started_at,
    completedAt: row.completed_at,
  }
}

function itemOf(row: Selectable<Tables["practice_session_questions"]>): PracticeItem {
  return {
    position: row.position,
    questionId: row.question_id,
    optionOrder: row.option_order,
    selectedOptionIds: row.selected_option_ids,
    typedAnswer: row.typed_answer,
    isCorrect: row.is_correct,
    isSkipped: row.is_skipped,
    isFlagged: row.is_flagged,
    confidence: row.confidence,
    responseTimeMs: row.response_time_ms,
    xpEarned: row.xp_earned,
    interactionId: row.interaction_id,
    answeredAt: row.answered_at,
  }
}

/** Sessions begun before a moment, across learners, for the daily run. */
export async function countOldSessions(tx: Tx, before: Date): Promise<number> {
  const row = await tx
    .selectFrom("practice_sessions")
    .select((eb) => eb.fn.countAll<number>().as("n"))
    .where("started_at", "<", before)
    .executeTakeFirst()
  return Number(row?.n)
}

/** Their questions in order go with them. Returns how many sessions went. */
export async function deleteOldSessions(tx: Tx, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from practice_sessions where (user_id, id) in (
      select user_id, id from practice_sessions where started_at < ${before} limit ${limit} for update skip locked)`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0)
}
