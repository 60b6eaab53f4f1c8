import { sql } from "kysely"
import type { Tx } from "../../platform/database/index.ts"
import type { LoggedInteraction } from "./interaction.ts"
import { statsRow } from "./record-change-store.ts"
import type { DerivedRecord } from "./record-state.ts"
import { fieldsOf, rowOf } from "./row-names.ts"

const PAGE = 2000

/** The log in the order it was recorded, after the entry with this sequence number. */
export async function pageOfLog(
  tx: Tx,
  userId: string,
  after: number,
): Promise<(LoggedInteraction & { sequence: number })[]> {
  const rows = await tx
    .selectFrom("interactions")
    .selectAll()
    .where("user_id", "=", userId)
    .where("sequence", ">", after)
    .orderBy("sequence")
    .limit(PAGE)
    .execute()
  return rows.map((row) => fieldsOf(row))
}

/** The tables that hold nothing but what follows from the log. */
const derivedTables = [
  "question_progress",
  "topic_mastery",
  "daily_activity",
  "study_sessions",
  "learner_achievements",
  "learner_stats",
] as const

/**
 * Puts a computed record in the place of the stored one. What entries up to the checkpoint earned stays in the ledger: it is as old as they
 * are, and may be archived with them.
 */
export async function replaceDerived(tx: Tx, userId: string, record: DerivedRecord, checkpoint: number): Promise<void> {
  for (const table of derivedTables) {
    await sql`delete from ${sql.table(table)} where user_id = ${userId}`.execute(tx)
  }
  const sinceCheckpoint = sql`and interaction_id = any(array(
    select i.id from interactions i where i.user_id = ${userId} and i.sequence > ${checkpoint}))`
  await sql`delete from ${sql.table("xp_transactions")} where user_id = ${userId} ${checkpoint > 0 ? sinceCheckpoint : sql``}`.execute(
    tx,
  )
  const owned = (fields: object) => rowOf({ userId, ...fields })
  await insertRows(tx, "learner_stats", [statsRow(userId, record.stats)])
  await insertRows(tx, "question_progress", [...record.questions.values()].map(owned))
  await insertRows(tx, "topic_mastery", [...record.topics.values()].map(owned))
  await insertRows(tx, "daily_activity", [...record.days.values()].map(owned))
  await insertRows(tx, "study_sessions", [...record.sessions.values()].map(owned))
  await insertRows(tx, "learner_achievements", [...record.achievements.values()].map(owned))
  for (let from = 0; from < record.xp.length; from += PAGE) {
    await insertRows(tx, "xp_transactions", record.xp.slice(from, from + PAGE).map(owned))
  }
}

async function insertRows(
  tx: Tx,
  table: (typeof derivedTables)[number] | "xp_transactions",
  rows: Record<string, unknown>[],
): Promise<void> {
  if (rows.length === 0) return
  await sql`insert into ${sql.table(table)}
    select * from jsonb_populate_recordset(null::${sql.table(table)}, ${JSON.stringify(rows)}::jsonb)`.execute(tx)
}
