export type { BackupRequest, BackupResult, Backups, DrillResult } from "./backups.ts"
export { checkBackupPlace } from "./check-place.ts"
export { type BackupsOptions, createBackups } from "./create-backups.ts"
export { type RestoredFromShelf, type RestoreRequest, restoreFromShelf } from "./restore-from-shelf.ts"
