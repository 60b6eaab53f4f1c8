import type { App } from "../../platform/api/index.ts"
import type { Deps } from "../../platform/deps.ts"
import type { JobHandlers } from "../../platform/jobs.ts"
import { jobs as backupJobs } from "./backup.jobs.ts"
import { routes as backupRoutes } from "./backup.routes.ts"
import { failedJobRoutes } from "./failed-jobs.routes.ts"
import { jobs as operationsJobs } from "./operations.jobs.ts"
import { routes as operationsRoutes } from "./operations.routes.ts"

export { applyRetention, dryRunPolicy } from "./apply-retention.ts"
export { ARCHIVE_OWNER_ID, type Archive } from "./archive.ts"
export { type BackupStatus, readBackupStatus } from "./backup-report.ts"
export type { BackupRun } from "./backup-run.ts"
export { runBackup } from "./backup-run-work.ts"
export { editPolicy, listRetentionRuns, type PolicyReport, readKeepDays, reportRetention } from "./edit-policy.ts"
export { commandLine } from "./operator.ts"
export { reportArchives } from "./read-operations.ts"
export { restoreArchive } from "./restore-archive.ts"
export { retention } from "./retention.ts"
export type { RetentionRun } from "./retention-policy.ts"

export const jobs: JobHandlers = { ...operationsJobs, ...backupJobs }

/** Jobs that backups leave out: one of them is running while a backup is made. */
export const backupJobNames = Object.keys(backupJobs)

export function routes(app: App, deps: Deps): void {
  operationsRoutes(app, deps)
  backupRoutes(app, deps)
  failedJobRoutes(app, deps)
}
