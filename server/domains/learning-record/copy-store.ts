import { copyRows, type Tx } from "../../platform/database/index.ts"
import { snakeCase } from "./row-names.ts"

const tables = [
  "interactions",
  "xp_transactions",
  "question_progress",
  "topic_mastery",
  "daily_activity",
  "study_sessions",
  "learner_achievements",
  "learner_stats",
] as const

/** Rows by table, their fields named like columns in camelCase. */
export type RecordRows = Record<(typeof tables)[number], object[]>

export async function copyRecords(tx: Tx, rows: RecordRows): Promise<void> {
  for (const table of tables) await copyRows(tx, table, rows[table], snakeCase)
}
