import { sql } from "kysely"
import type { Tx } from "../../../platform/database/index.ts"
import { rowOf } from "../row-names.ts"
import type { MetricSums } from "./count-metrics.ts"

const sums = {
  performance_metrics: [
    "interactions",
    "answered",
    "correct",
    "passed",
    "response_time_sum_ms",
    "response_time_count",
    "confidence_sum",
    "confidence_count",
    "confident_errors",
    "answer_ms",
    "study_ms",
    "xp_earned",
  ],
  retention_metrics: ["reviewed", "recalled", "again", "hard", "good", "easy", "response_time_sum_ms", "review_ms"],
} as const

export const metricTables = Object.keys(sums)

/** Adds to what stands there. */
export async function addMetrics(tx: Tx, { performance, retention }: MetricSums): Promise<void> {
  await addSums(tx, "performance_metrics", performance)
  await addSums(tx, "retention_metrics", retention)
}

async function addSums(tx: Tx, table: keyof typeof sums, rows: readonly object[]): Promise<void> {
  if (rows.length === 0) return
  const name = sql.table(table)
  const added = sums[table].map((column) => sql`${sql.id(column)} = m.${sql.id(column)} + excluded.${sql.id(column)}`)
  await sql`
    insert into ${name} as m select r.* from jsonb_populate_recordset(null::${name}, ${JSON.stringify(rows.map(rowOf))}::jsonb) r
    order by r.user_id, r.day, r.topic_id
    on conflict (user_id, day, topic_id) do update set ${sql.join(added)}`.execute(tx)
}

export async function deleteMetrics(tx: Tx, userId: string): Promise<void> {
  for (const table of metricTables) await sql`delete from ${sql.table(table)} where user_id = ${userId}`.execute(tx)
}
