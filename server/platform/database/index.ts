export { copyRows } from "./copy-rows.ts"
export { DataFolderLockedError } from "./data-folder-lock.ts"
export type {
  Database,
  DatabaseConfig,
  DatabaseLog,
  DatabaseObserver,
  Engine,
  LearnerOptions,
  OpenDatabase,
  Tx,
} from "./database.ts"
export { sqlStateOf } from "./database-errors.ts"
export { dumpSchema } from "./dump-schema.ts"
export { ask, commitWith, copyIn, copyOut } from "./kysely-handles.ts"
export type { LearnerTable } from "./learner-rows.ts"
export { clearLearnerColumns, deleteLearnerRows, findLearnerTables, readLearnerRows } from "./learner-rows.ts"
export { analyzeGrown, vacuum } from "./maintenance.ts"
export { assertMigrationsKnown, migrate, migrationStatus, SchemaMismatchError } from "./migrate.ts"
export { openDatabase } from "./open-database.ts"
export { ensurePartitions, partitionReport } from "./partitions.ts"
export { collectCode } from "./pglite-program.ts"
export { RESTORING_SUBFOLDER } from "./pglite-sessions.ts"
export { isPostgresUrl, splitHosts } from "./postgres-hosts.ts"
export { prepareTemplate } from "./prepare-template.ts"
export { openReplacement, type Replacement } from "./replace-folder.ts"
export { REPLICA_LAG } from "./replica.ts"
export type { Tables } from "./tables.ts"
export { createUpkeep, type Upkeep } from "./upkeep.ts"
export { jsonText, vectorText } from "./value-types.ts"
