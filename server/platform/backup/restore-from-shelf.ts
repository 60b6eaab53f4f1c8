import type { Config } from "../config.ts"
import { assertMigrationsKnown, type DatabaseLog } from "../database/index.ts"
import type { Files } from "../files/index.ts"
import { BackupError } from "./backup-error.ts"
import { readBackupKey } from "./backup-key.ts"
import { keepSecret } from "./keep-secret.ts"
import { locateBackup } from "./open-shelf.ts"
import { type Restored, restoreBackup } from "./restore-backup.ts"
import { openTarget } from "./restore-target.ts"
import { verifyBackup } from "./verify-backup.ts"

export interface RestoreRequest {
  config: Pick<Config, "dataDir" | "backup" | "database" | "tokenSecret">
  /** A file, or s3://bucket/folder/name. */
  path: string
  /** Replaces accounts that are there. */
  force: boolean
  now: Date
  files: Files
  logger?: DatabaseLog
  onProgress?(done: number, total: number, stage: string): void
}

export interface RestoredFromShelf extends Restored {
  /** When the backup was made, ISO 8601. */
  createdAt: string
  engine: "pglite" | "postgres"
  /** Where the embedded database that was there before is kept. */
  keptAt?: string
}

/**
 * Restores a backup into the database of the configuration. The backup is read through first, from its first byte to its last:
 * the target is not touched by one that is damaged, cut short, of another key or of a newer version.
 * @throws BackupError, DataFolderLockedError, SchemaMismatchError
 */
export async function restoreFromShelf(request: RestoreRequest): Promise<RestoredFromShelf> {
  const { config, now, onProgress } = request
  const { shelf, name } = await locateBackup(request.path, config.backup.s3)
  const key = await readBackupKey(config.backup.keyFile)
  onProgress?.(0, 1, "reading it through")
  const { manifest } = await verifyBackup(await shelf.read(name), key)
  await assertMigrationsKnown(manifest.migrations, `The backup ${name}`).catch((error: Error) => {
    throw new BackupError(error.message)
  })
  const target = await openTarget(
    { dataDir: config.dataDir, url: config.database.url ?? undefined, logger: request.logger },
    request.force,
    now,
  )
  let restored: Restored
  try {
    restored = await restoreBackup(
      {
        db: target.db,
        files: request.files,
        keepSecret: (secret, contents) => keepSecret(config.dataDir, secret, contents, config.tokenSecret !== null),
      },
      await shelf.read(name),
      key,
      manifest,
      { now, ...(onProgress === undefined ? {} : { onProgress }) },
    )
  } catch (error) {
    await target.abandon()
    throw error
  }
  const keptAt = await target.finish()
  return {
    ...restored,
    createdAt: manifest.createdAt,
    engine: target.db.engine,
    ...(keptAt === undefined ? {} : { keptAt }),
  }
}
