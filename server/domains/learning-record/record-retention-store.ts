import { sql } from "kysely"
import type { Tx } from "../../platform/database/index.ts"

// Across learners, for the daily run. The tables are named as values, since their one writing store is `record-store.ts`, which knows nothing of age.
const interactions = sql.table("interactions")
const sittings = sql.table("study_sessions")

export async function countOldSittings(tx: Tx, before: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from study_sessions where started_at < ${before}`.execute(tx)
  return Number(rows[0]?.n)
}

export async function deleteOldSittings(tx: Tx, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from ${sittings} where (user_id, id) in (
      select user_id, id from study_sessions where started_at < ${before} limit ${limit} for update skip locked)`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0)
}

/** Learners who did nothing since a moment and still have a log. */
export async function listInactive(tx: Tx, before: Date, limit: number): Promise<string[]> {
  const { rows } = await sql<{ userId: string }>`
    select s.user_id as "userId" from learner_stats s
    where s.last_interaction_at < ${before} and exists (select from interactions i where i.user_id = s.user_id)
    order by s.user_id limit ${limit}`.execute(tx)
  return rows.map(({ userId }) => userId)
}

/** How many entries each of the next learners has in their log, 0 for those who did something since a moment. */
export async function pageOfInactiveLogs(
  tx: Tx,
  before: Date,
  after: string,
  limit: number,
): Promise<{ userId: string; entries: number }[]> {
  const { rows } = await sql<{ userId: string; entries: number }>`
    select s.user_id as "userId", case when s.last_interaction_at < ${before}
      then (select count(*) from interactions i where i.user_id = s.user_id) else 0 end as entries
    from learner_stats s where s.user_id > ${after} order by s.user_id limit ${limit}`.execute(tx)
  return rows.map(({ userId, entries }) => ({ userId, entries: Number(entries) }))
}

/** Some of what a learner's log holds up to an entry. */
export async function deleteLog(tx: Tx, userId: string, upTo: number, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from ${interactions} where user_id = ${userId} and id in (
      select id from interactions where user_id = ${userId} and sequence <= ${upTo} order by sequence limit ${limit})`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0)
}
