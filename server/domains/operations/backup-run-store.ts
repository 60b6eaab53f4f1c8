import { type Selectable, sql } from "kysely"
import type { Tables, Tx } from "../../platform/database/index.ts"
import type { BackupRun, LastBackups, LastRuns } from "./backup-run.ts"

const NOBODY = "00000000-0000-0000-0000-000000000000"

/** @returns false when one of its kind is running */
export async function insertBackupRun(
  tx: Tx,
  { id, kind, cause, startedAt }: Pick<BackupRun, "id" | "kind" | "cause" | "startedAt">,
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("backup_runs")
    .values({ id, kind, cause, started_at: startedAt, alive_at: startedAt, status: "running" })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst()
  return Number(numInsertedOrUpdatedRows ?? 0) > 0
}

export async function noteProgress(tx: Tx, id: string, at: Date, progress: string): Promise<void> {
  await tx
    .updateTable("backup_runs")
    .set({ alive_at: at, progress: progress.slice(0, 200) })
    .where("id", "=", id)
    .where("status", "=", "running")
    .execute()
}

export async function finishBackupRun(
  tx: Tx,
  run: Pick<BackupRun, "id" | "finishedAt" | "status"> & Partial<BackupRun>,
): Promise<void> {
  await tx
    .updateTable("backup_runs")
    .set({
      finished_at: run.finishedAt,
      status: run.status,
      progress: null,
      place: run.place ?? null,
      name: run.name ?? null,
      size_bytes: run.sizeBytes ?? null,
      row_count: run.rowCount ?? null,
      file_count: run.fileCount ?? null,
      key_id: run.keyId ?? null,
      removed: run.removed ?? [],
      error: run.error ?? null,
    })
    .where("id", "=", run.id)
    .execute()
}

/** Runs whose process has not said anything since `before`. */
export async function failDeadRuns(
  tx: Tx,
  { before, except, now }: { before: Date; except: readonly string[]; now: Date },
): Promise<void> {
  await tx
    .updateTable("backup_runs")
    .set({
      status: "failed",
      finished_at: now,
      progress: null,
      error: "It was cut off: the server stopped while it ran.",
    })
    .where("status", "=", "running")
    .where("alive_at", "<", before)
    .where((eb) => eb.not(eb("id", "in", [...except, NOBODY])))
    .execute()
}

export async function findBackupRun(tx: Tx, id: string): Promise<BackupRun | undefined> {
  const row = await tx.selectFrom("backup_runs").selectAll().where("id", "=", id).executeTakeFirst()
  return row && runOf(row)
}

/** The newest first. */
export async function listBackupRuns(tx: Tx, limit: number): Promise<BackupRun[]> {
  const rows = await tx.selectFrom("backup_runs").selectAll().orderBy("started_at", "desc").limit(limit).execute()
  return rows.map(runOf)
}

/** @param place where backups go */
export async function findLastRuns(tx: Tx, place: string): Promise<{ backup: LastBackups; drill: LastRuns }> {
  const { rows } = await sql<{
    kind: string
    begun: Date | null
    good: Date | null
    at: Date | null
    place: string | null
  }>`
    select kind, begun.at as begun, good.at as good, anywhere.at, anywhere.place
    from (values ('backup'), ('drill')) k (kind)
      left join lateral (select r.started_at as at from backup_runs r where r.kind = k.kind order by r.started_at desc limit 1) begun on true
      left join lateral (
        select r.started_at as at from backup_runs r
        where r.kind = k.kind and r.status = 'succeeded' and (k.kind = 'drill' or r.place = ${place})
        order by r.started_at desc limit 1) good on true
      left join lateral (
        select r.started_at as at, r.place from backup_runs r
        where r.kind = k.kind and r.status = 'succeeded' order by r.started_at desc limit 1) anywhere on true`.execute(
    tx,
  )
  const of = (kind: "backup" | "drill") => rows.find((one) => one.kind === kind)
  const runsOf = (row: LastRuns | undefined): LastRuns => ({ begun: row?.begun ?? null, good: row?.good ?? null })
  const backup = of("backup")
  return {
    backup: { ...runsOf(backup), anywhere: backup?.at ? { at: backup.at, place: backup.place } : null },
    drill: runsOf(of("drill")),
  }
}

/** The last good run of each kind stays however old it is: it says since when there has been none. */
const oldRuns = (before: Date) => sql`
  r.started_at < ${before} and r.status <> 'running' and not r.id = any(array(
    select distinct on (g.kind) g.id from backup_runs g where g.status = 'succeeded' order by g.kind, g.started_at desc))`

export async function countOldBackupRuns(tx: Tx, before: Date): Promise<number> {
  const { rows } = await sql<{ n: number }>`select count(*) as n from backup_runs r where ${oldRuns(before)}`.execute(
    tx,
  )
  return Number(rows[0]?.n)
}

export async function deleteOldBackupRuns(tx: Tx, before: Date, limit: number): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from backup_runs where id in (
      select r.id from backup_runs r where ${oldRuns(before)} limit ${limit} for update skip locked)`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

function runOf(row: Selectable<Tables["backup_runs"]>): BackupRun {
  return {
    id: row.id,
    kind: row.kind as BackupRun["kind"],
    cause: row.cause as BackupRun["cause"],
    startedAt: row.started_at,
    finishedAt: row.finished_at,
    status: row.status as BackupRun["status"],
    progress: row.progress,
    place: row.place,
    name: row.name,
    sizeBytes: row.size_bytes,
    rowCount: row.row_count,
    fileCount: row.file_count,
    keyId: row.key_id,
    removed: row.removed,
    error: row.error,
  }
}
