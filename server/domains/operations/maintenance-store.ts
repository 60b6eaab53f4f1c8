import { type Selectable, sql } from "kysely"
import type { Tables, Tx } from "../../platform/database/index.ts"
import type { MaintenanceRun } from "./maintenance.ts"

export async function insertMaintenanceRun(
  tx: Tx,
  run: Pick<MaintenanceRun, "id" | "task" | "startedAt">,
): Promise<void> {
  await tx.insertInto("maintenance_runs").values({ id: run.id, task: run.task, started_at: run.startedAt }).execute()
}

export async function finishMaintenanceRun(
  tx: Tx,
  { id, finishedAt, result, error }: Omit<MaintenanceRun, "task" | "startedAt">,
): Promise<void> {
  await tx
    .updateTable("maintenance_runs")
    .set({ finished_at: finishedAt, result: JSON.stringify(result), error })
    .where("id", "=", id)
    .execute()
}

/** The last run of each of these tasks, if there was one. */
export async function listLastMaintenanceRuns(tx: Tx, tasks: readonly string[]): Promise<MaintenanceRun[]> {
  const { rows } = await sql<Selectable<Tables["maintenance_runs"]>>`
    select r.* from unnest(${[...tasks]}::text[]) as wanted (task)
    cross join lateral (select * from maintenance_runs m where m.task = wanted.task order by m.id desc limit 1) r`.execute(
    tx,
  )
  return rows.map((row) => ({
    id: row.id,
    task: row.task,
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    result: row.result,
    error: row.error,
  }))
}

export async function countOldMaintenanceRuns(tx: Tx, before: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`
    select count(*) as n from maintenance_runs where id < app.uuid_floor(${before})`.execute(tx)
  return Number(rows[0]?.n)
}

export async function deleteOldMaintenanceRuns(tx: Tx, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from maintenance_runs where id in (
      select id from maintenance_runs where id < app.uuid_floor(${before}) limit ${limit} for update skip locked)`.execute(
    tx,
  )
  return Number(numAffectedRows ?? 0)
}
