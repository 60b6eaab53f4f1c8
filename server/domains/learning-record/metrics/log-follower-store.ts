import { sql } from "kysely"
import type { Tx } from "../../../platform/database/index.ts"
import type { InteractionKind } from "../interaction.ts"
import { fieldsOf } from "../row-names.ts"
import type { LogEntry, UndoneReview } from "./log-entry.ts"

/** A learner whose log goes on behind the follower's cursor. */
export interface DueLearner {
  userId: string
  /** The last entry the follower has read, and the last there is. */
  sequence: number
  last: number
  answered: number
  correct: number
}

export type Cursor = Pick<DueLearner, "userId" | "sequence" | "answered" | "correct">
export type PageEntry = Omit<LogEntry, "answeredBefore" | "correctBefore" | "undone"> & { undoesId: string | null }

/** One process at a time is this follower until the transaction ends. @returns false when it is not to wait and another one is */
export async function lockFollower(tx: Tx, follower: string, isPatient: boolean): Promise<boolean> {
  const key = `follower:${follower}`
  if (isPatient) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 0))`.execute(tx)
    return true
  }
  const { rows } = await sql<{ isOurs: boolean }>`
    select pg_try_advisory_xact_lock(hashtextextended(${key}, 0)) as "isOurs"`.execute(tx)
  return rows[0]?.isOurs === true
}

/**
 * The next learners, in the order of their ids, who did something the follower has not read. A learner's entries are numbered under the lock
 * of their stats row, which says the number of the last: what is committed up to it is all there is up to it.
 */
export async function listDue(tx: Tx, follower: string, after: string, limit: number): Promise<DueLearner[]> {
  const { rows } = await sql<DueLearner>`
    select s.user_id as "userId", coalesce(c.sequence, 0) as sequence, s.interactions as last, coalesce(c.answered, 0) as answered,
      coalesce(c.correct, 0) as correct
    from learner_stats s left join log_cursors c on c.user_id = s.user_id and c.follower = ${follower}
    where s.user_id > ${after} and s.interactions > coalesce(c.sequence, 0)
    order by s.user_id limit ${limit}`.execute(tx)
  return rows
}

export async function findCursor(tx: Tx, follower: string, userId: string): Promise<DueLearner | undefined> {
  const { rows } = await sql<DueLearner>`
    select s.user_id as "userId", coalesce(c.sequence, 0) as sequence, s.interactions as last, coalesce(c.answered, 0) as answered,
      coalesce(c.correct, 0) as correct
    from learner_stats s left join log_cursors c on c.user_id = s.user_id and c.follower = ${follower}
    where s.user_id = ${userId}`.execute(tx)
  return rows[0]
}

/** Entries of these learners behind their cursors, up to the last that was there when they were listed, at most `limit` of each. */
export async function listEntries(
  tx: Tx,
  due: readonly DueLearner[],
  kinds: readonly InteractionKind[],
  limit: number,
): Promise<PageEntry[]> {
  const { rows } = await sql<Record<string, unknown>>`
    select i.* from jsonb_to_recordset(${JSON.stringify(due)}::jsonb) as d("userId" uuid, sequence int, last int)
    cross join lateral (
      select e.user_id, e.id, e.sequence, e.kind, e.question_id, e.topic_id, e.study_day, e.is_correct, e.selected_option_ids, e.confidence,
        e.rating, e.response_time_ms, e.duration_ms, e.xp_earned, e.undoes_id,
        -- The progress says when the first answer was; only where a device's clock brings that into doubt is the log asked.
        coalesce(e.kind = 'answer' and e.recorded_at <= p.first_attempt_at and not exists (
          select from interactions b where b.user_id = e.user_id and b.question_id = e.question_id and b.kind = 'answer' and b.sequence < e.sequence
        ), false) as is_first_try
      from interactions e left join question_progress p on p.user_id = e.user_id and p.question_id = e.question_id
      where e.user_id = d."userId" and e.sequence > d.sequence and e.sequence <= d.last and e.kind = any(${[...kinds]}::text[])
      order by e.sequence limit ${limit}
    ) i order by i.user_id, i.sequence`.execute(tx)
  return rows.map((row) => fieldsOf(row))
}

/** The reviews that these undos took back, by the id of the undo: the ledger has a row for an undo that had an effect, its id made from the review's. */
export async function listUndone(
  tx: Tx,
  undos: readonly { userId: string; id: string; undoesId: string }[],
): Promise<Map<string, UndoneReview>> {
  if (undos.length === 0) return new Map()
  const { rows } = await sql<Record<string, unknown>>`
    select u.id as undo_id, r.topic_id, r.study_day, r.rating, r.response_time_ms, r.duration_ms
    from jsonb_to_recordset(${JSON.stringify(undos)}::jsonb) as u("userId" uuid, id uuid, "undoesId" uuid)
    join interactions r on r.user_id = u."userId" and r.id = u."undoesId" and r.kind = 'review'
    where exists (
      select from xp_transactions x where x.user_id = u."userId" and x.source = 'undo' and x.interaction_id = u.id
        and x.id >= (left(u."undoesId"::text, 13) || '-0000-0000-000000000000')::uuid
        and x.id <= (left(u."undoesId"::text, 13) || '-ffff-ffff-ffffffffffff')::uuid)`.execute(tx)
  return new Map(
    rows.map((row) => {
      const { undoId, ...review } = fieldsOf<UndoneReview & { undoId: string }>(row)
      return [undoId, review]
    }),
  )
}

/** @returns how many cursors stood where they were seen and were moved */
export async function moveCursors(
  tx: Tx,
  follower: string,
  due: readonly DueLearner[],
  to: readonly Cursor[],
): Promise<number> {
  const from = new Map(due.map(({ userId, sequence }) => [userId, sequence]))
  const moves = to.map((cursor) => ({ ...cursor, seen: from.get(cursor.userId) ?? 0 }))
  const { rows } = await sql`
    insert into log_cursors as c (user_id, follower, sequence, answered, correct)
    select m."userId", ${follower}, m.sequence, m.answered, m.correct
    from jsonb_to_recordset(${JSON.stringify(moves)}::jsonb) as m("userId" uuid, sequence int, answered int, correct int, seen int)
    where m.seen = coalesce((select o.sequence from log_cursors o where o.user_id = m."userId" and o.follower = ${follower}), 0)
    order by m."userId"
    on conflict (user_id, follower) do update set sequence = excluded.sequence, answered = excluded.answered, correct = excluded.correct
    returning 1`.execute(tx)
  return rows.length
}

/** The follower begins again: with one learner, or with everybody. */
export async function forgetCursors(tx: Tx, follower: string, userId?: string): Promise<void> {
  let forgetting = tx.deleteFrom("log_cursors").where("follower", "=", follower)
  if (userId !== undefined) forgetting = forgetting.where("user_id", "=", userId)
  await forgetting.execute()
}

/** How many entries of the learner's log are in the database. */
export async function countEntries(tx: Tx, userId: string): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from interactions where user_id = ${userId}`.execute(
    tx,
  )
  return Number(rows[0]?.n)
}
