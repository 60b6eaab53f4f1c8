import { Readable } from "node:stream"
import { DomainError } from "../../shared/errors.ts"
import { ensurePartitions, migrate, type OpenDatabase } from "../database/index.ts"
import type { Files } from "../files/index.ts"
import type { ArchivePiece, FileEntry, Manifest, Totals } from "./archive.ts"
import { BackupError } from "./backup-error.ts"
import type { BackupKey } from "./backup-key.ts"
import { loadDatabase } from "./load-database.ts"
import { openBackup } from "./verify-backup.ts"

export interface RestoreTarget {
  db: OpenDatabase
  files: Files
  /** Keeps a small file of the installation. Not called for one that a drill has no use for. */
  keepSecret?(name: string, contents: Buffer): Promise<void>
}

export interface RestoreOptions {
  now: Date
  onProgress?(done: number, total: number, stage: string): void
}

export interface Restored {
  totals: Totals
  /** Migrations that were applied to what was restored. */
  migrated: string[]
  /** Files of the backup whose contents were not what their names say; they were left out. */
  damagedFiles: number
}

/**
 * Puts a backup that `verifyBackup` has passed into a database: its schema is brought to the one of the backup, all rows are
 * replaced in one transaction, files are added, then the schema is brought up to date.
 * @throws BackupError; the rows that were there are then still there
 */
export async function restoreBackup(
  target: RestoreTarget,
  sealed: AsyncIterable<Uint8Array>,
  key: BackupKey,
  manifest: Manifest,
  options: RestoreOptions,
): Promise<Restored> {
  const { db } = target
  const version = manifest.migrations.at(-1)?.version ?? 0
  await migrate(db, "up", { to: version })
  await migrate(db, "down", { to: version })
  if (manifest.partitions !== null) {
    const to = new Date(Date.parse(manifest.partitions.to) - 1)
    await ensurePartitions(db, options.now, { from: new Date(manifest.partitions.from), to })
  }
  const restored = await loadDatabase(db, manifest.tables, async (loader) => {
    const pieces = openBackup(sealed, key)
    let totals: Totals | undefined
    let damagedFiles = 0
    let done = 0
    let inTable = false
    for await (const piece of pieces) {
      if (piece.kind === "table") {
        options.onProgress?.(done, manifest.tables.length, piece.table.name)
        await loader.begin(piece.table)
        inTable = true
      } else if (piece.kind === "data" && inTable) {
        await loader.rows(piece.bytes)
      } else if (piece.kind === "end" && inTable) {
        await loader.end()
        inTable = false
        done += 1
      } else if (piece.kind === "file") {
        options.onProgress?.(done, manifest.tables.length, "files")
        if (!(await restoreFile(target.files, piece.file, pieces))) damagedFiles += 1
      } else if (piece.kind === "secret") {
        await target.keepSecret?.(piece.name, piece.contents).catch(explainStore)
      } else if (piece.kind === "totals") {
        totals = piece.totals
      }
    }
    if (totals === undefined) throw new BackupError("This backup is cut short.")
    return { totals, damagedFiles }
  })
  const migrated = await migrate(db, "up")
  await ensurePartitions(db, options.now)
  return { ...restored, migrated }
}

/** @returns false when its contents are not what its name says: then it is not kept */
async function restoreFile(
  files: Files,
  { userId, sha256 }: FileEntry,
  pieces: AsyncGenerator<ArchivePiece, void>,
): Promise<boolean> {
  const contents = async function* () {
    // Not `for await`: that would end the archive with the file.
    for (;;) {
      const next = await pieces.next()
      if (next.done === true || next.value.kind === "end") return
      if (next.value.kind === "data") yield next.value.bytes
    }
  }
  const stored = await files.put(userId, Readable.from(contents())).catch(explainStore)
  if (stored.sha256 === sha256) return true
  await files.delete(userId, stored.sha256)
  return false
}

/** Said here: inside a transaction an error of the disk could be taken for one of the database. */
function explainStore(error: unknown): never {
  if (error instanceof DomainError) throw error
  const { message, code } = error as NodeJS.ErrnoException
  throw new BackupError(
    `The files of the backup cannot be stored (${code ?? message}): the database was left as it was. Look at the room and the rights of the data folder, then try again.`,
  )
}
