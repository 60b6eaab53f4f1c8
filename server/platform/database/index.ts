export { DataFolderLockedError } from "./data-folder-lock.ts"
export type {
  Database,
  DatabaseConfig,
  Engine,
  OpenDatabase,
  Tx,
} from "./database.ts"
export { sqlStateOf } from "./database-errors.ts"
export { dumpSchema } from "./dump-schema.ts"
export { commitWith } from "./kysely-handles.ts"
export { analyzeGrown, vacuum } from "./maintenance.ts"
export { migrate, migrationStatus, SchemaMismatchError } from "./migrate.ts"
export { openDatabase } from "./open-database.ts"
export { ensurePartitions, partitionReport } from "./partitions.ts"
export { prepareTemplate } from "./prepare-template.ts"
export type { Tables } from "./tables.ts"
export { jsonText, vectorText } from "./value-types.ts"
