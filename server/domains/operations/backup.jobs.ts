import { z } from "zod"
import { defineJob, defineRecurringJob, type JobHandlers } from "../../platform/jobs.ts"
import { startDueBackups } from "./backup-report.ts"
import type { BackupKind } from "./backup-run.ts"
import { runBackup } from "./backup-run-work.ts"

const HOURS_S = 3600

const payload = z.object({
  id: z.uuid().optional(),
  cause: z.enum(["schedule", "administrator", "command"]),
  to: z.string().optional(),
  keyFile: z.string().optional(),
})

function backupJob(kind: BackupKind) {
  return defineJob({
    payload,
    // What failed is recorded; the daily one is tried again an hour later.
    retryLimit: 0,
    timeoutS: 12 * HOURS_S,
    async run(deps, request, { signal, progress }) {
      const run = await runBackup(deps, { ...request, kind, signal, onProgress: progress })
      deps.log.info({ kind, name: run.name, sizeBytes: run.sizeBytes, removed: run.removed }, "operations: backup done")
    },
  })
}

export const jobs: JobHandlers = {
  "operations.make-backup": backupJob("backup"),
  "operations.drill-backup": backupJob("drill"),
  "operations.start-due-backups": defineRecurringJob("*/10 * * * *", async (deps) => {
    const due = await startDueBackups(deps)
    if (due.length > 0) deps.log.info({ due }, "operations: starting what is due")
  }),
}
