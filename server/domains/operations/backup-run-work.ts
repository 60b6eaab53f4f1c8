import type { Deps } from "../../platform/deps.ts"
import { ConflictError } from "../../shared/errors.ts"
import { newId } from "../../shared/ids.ts"
import type { BackupCause, BackupKind, BackupRun } from "./backup-run.ts"
import { failDeadRuns, findBackupRun, finishBackupRun, insertBackupRun, noteProgress } from "./backup-run-store.ts"

export interface BackupWork {
  /** UUIDv7. Default: a new one. */
  id?: string | undefined
  kind: BackupKind
  cause: BackupCause
  /** Another place than the usual one. */
  to?: string | undefined
  keyFile?: string | undefined
  signal?: AbortSignal | undefined
  onProgress?(done: number, total: number, stage: string): void
}

const NOTE_EVERY_MS = 2_000
/** A run that was silent for so long has died with its process. */
const DEAD_AFTER_MS = 60_000

/** Runs of this process. Only this one has the embedded database open, so any other that seems to run there is dead. */
const ownRuns = new Set<string>()

/**
 * Makes a backup or a drill and keeps a record of it, whatever becomes of it.
 * @throws ConflictError when one of its kind is running, on whichever server; BackupError with what went wrong
 */
export async function runBackup(
  deps: Pick<Deps, "db" | "clock" | "backups" | "log">,
  work: BackupWork,
): Promise<BackupRun & { newKeyFile?: string }> {
  const { db, clock, backups, log } = deps
  const startedAt = clock.now()
  const id = work.id ?? newId(startedAt.getTime())
  const isFirst = await db.asSystem("record-backup-begin", async (tx) => {
    const before = db.engine === "pglite" ? startedAt : new Date(startedAt.getTime() - DEAD_AFTER_MS)
    await failDeadRuns(tx, { before, except: [...ownRuns], now: startedAt })
    return insertBackupRun(tx, { id, kind: work.kind, cause: work.cause, startedAt })
  })
  if (!isFirst)
    throw new ConflictError(
      "backup-running",
      work.kind === "backup" ? "A backup is being made already. Wait for it to end." : "A drill is under way already.",
    )
  ownRuns.add(id)
  const notes = keepNotes(deps, id)
  const request = {
    to: work.to,
    keyFile: work.keyFile,
    signal: work.signal,
    onProgress(done: number, total: number, stage: string) {
      notes.latest = total > 1 ? `${stage} (${done} of ${total})` : stage
      work.onProgress?.(done, total, stage)
    },
  }
  try {
    const result = work.kind === "backup" ? await backups.make(request) : await backups.drill(request)
    await notes.stop()
    const { name, place, sizeBytes, totals } = result
    await db.asSystem("record-backup-end", (tx) =>
      finishBackupRun(tx, {
        id,
        finishedAt: clock.now(),
        status: "succeeded",
        name,
        place,
        sizeBytes,
        rowCount: totals.rows,
        fileCount: totals.files,
        keyId: "keyId" in result ? result.keyId : null,
        removed: "removed" in result ? result.removed : [],
      }),
    )
    const run = await db.asSystem("read-backup", (tx) => findBackupRun(tx, id))
    if (run === undefined) throw new Error("The record of this backup is gone")
    return "newKeyFile" in result && result.newKeyFile !== undefined ? { ...run, newKeyFile: result.newKeyFile } : run
  } catch (error) {
    await notes.stop()
    const message = error instanceof Error ? error.message : String(error)
    await db
      .asSystem("record-backup-end", (tx) =>
        finishBackupRun(tx, { id, finishedAt: clock.now(), status: "failed", error: message.slice(0, 1000) }),
      )
      .catch((err) => log.error({ err }, "the failure of a backup could not be recorded"))
    throw error
  } finally {
    ownRuns.delete(id)
  }
}

/** Says every so often that the run is alive and what it is at, apart from its own transactions. */
function keepNotes({ db, clock, log }: Pick<Deps, "db" | "clock" | "log">, id: string) {
  let writing: Promise<void> | undefined
  const notes = {
    latest: "",
    async stop(): Promise<void> {
      clearInterval(timer)
      await writing
    },
  }
  const timer = setInterval(() => {
    writing ??= db
      .asSystem("note-backup", (tx) => noteProgress(tx, id, clock.now(), notes.latest))
      .catch((err) => log.debug({ err }, "the progress of a backup could not be noted"))
      .finally(() => {
        writing = undefined
      })
  }, NOTE_EVERY_MS)
  return notes
}
