import type { Deps } from "../../platform/deps.ts"
import { NotFoundError } from "../../shared/errors.ts"
import { newId } from "../../shared/ids.ts"
import { recordAudit } from "../audit/index.ts"
import { type BackupKind, type BackupRun, isBackupDue, isDrillDue } from "./backup-run.ts"
import { findBackupRun, findLastRuns, listBackupRuns } from "./backup-run-store.ts"
import type { Operator } from "./operator.ts"

export interface BackupStatus {
  /** Where backups go. */
  place: string
  /** Whether one is made every day by itself. */
  isScheduled: boolean
  /** The last good one, wherever it was put. */
  lastBackupAt: Date | null
  /** Where that one lies. Null: there is none. */
  lastBackupPlace: string | null
  /** The last good one in `place`. */
  lastBackupHereAt: Date | null
  lastDrillAt: Date | null
}

const jobOf = { backup: "operations.make-backup", drill: "operations.drill-backup" } as const

/** When the last good backup and the last good drill were. */
export async function readBackupStatus({
  db,
  backups,
  config,
}: Pick<Deps, "db" | "backups" | "config">): Promise<BackupStatus> {
  const { place } = backups
  const { backup, drill } = await db.asSystem("read-backup-status", (tx) => findLastRuns(tx, place))
  return {
    place,
    isScheduled: config.backup.to !== null,
    lastBackupAt: backup.anywhere?.at ?? null,
    lastBackupPlace: backup.anywhere?.place ?? null,
    lastBackupHereAt: backup.good,
    lastDrillAt: drill.good,
  }
}

/** With the runs, the newest first. */
export async function reportBackups(
  deps: Pick<Deps, "db" | "backups" | "config">,
): Promise<BackupStatus & { items: BackupRun[] }> {
  const items = await deps.db.asSystem("list-backups", (tx) => listBackupRuns(tx, 100))
  return { ...(await readBackupStatus(deps)), items }
}

/** @throws NotFoundError */
export async function getBackupRun({ db }: Pick<Deps, "db">, id: string): Promise<BackupRun> {
  const run = await db.asSystem("read-backup", (tx) => findBackupRun(tx, id))
  if (run === undefined)
    throw new NotFoundError("backup-unknown", "There is no backup of this id, or it has not begun.")
  return run
}

/** Lets a backup or a drill run now, in a job. Returns the id of its run. Asking twice for what waits already is asking once. */
export async function startBackup(
  { db, clock, queue }: Pick<Deps, "db" | "clock" | "queue">,
  request: {
    kind: BackupKind
    by: Operator
    to?: string | undefined
    keyFile?: string | undefined
  },
): Promise<{ id: string }> {
  const { kind, by, ...rest } = request
  const id = newId(clock.now().getTime())
  await db.asSystem("record-backup-request", async (tx) => {
    const isCommand = by.actorId === null
    const cause = isCommand ? "command" : "administrator"
    await queue.enqueue(tx, jobOf[kind], { id, cause, ...rest }, isCommand ? {} : { singletonKey: kind })
    await recordAudit(tx, {
      ...by,
      event: "backup_started",
      entityType: "operation",
      entityId: kind,
      at: clock.now(),
    })
  })
  return { id }
}

/** Enqueues what the time has come for: in a new place the first backup without waiting for its hour. Nothing unless a place for backups is set. */
export async function startDueBackups(
  deps: Pick<Deps, "db" | "clock" | "queue" | "backups" | "config">,
): Promise<BackupKind[]> {
  const { backup } = deps.config
  if (backup.to === null) return []
  const now = deps.clock.now()
  return deps.db.asSystem("find-due-backups", async (tx) => {
    const last = await findLastRuns(tx, deps.backups.place)
    const due: BackupKind[] = []
    if (isBackupDue(last.backup, now, backup.hour)) due.push("backup")
    if (isDrillDue(last.drill, last.backup, now, backup.drillDays)) due.push("drill")
    for (const kind of due) await deps.queue.enqueue(tx, jobOf[kind], { cause: "schedule" }, { singletonKey: kind })
    return due
  })
}
