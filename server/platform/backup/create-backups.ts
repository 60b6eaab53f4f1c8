import { randomBytes } from "node:crypto"
import { mkdir, readdir, rm, stat } from "node:fs/promises"
import { join } from "node:path"
import type { Clock } from "../../shared/clock.ts"
import type { Config } from "../config.ts"
import { type OpenDatabase, openDatabase, sqlStateOf } from "../database/index.ts"
import type { Files } from "../files/index.ts"
import { BackupError } from "./backup-error.ts"
import { readBackupKey, readOrCreateBackupKey } from "./backup-key.ts"
import { backupTime } from "./backup-shelf.ts"
import type { Backups, DrillResult, OpenScratchFiles } from "./backups.ts"
import { makeBackup } from "./make-backup.ts"
import { openShelf, placeNamed } from "./open-shelf.ts"
import { restoreBackup } from "./restore-backup.ts"
import { backupsToKeep } from "./rotation.ts"
import { verifyBackup } from "./verify-backup.ts"

export interface BackupsOptions {
  config: Pick<Config, "dataDir" | "backup" | "database">
  db: OpenDatabase
  files: Files
  clock: Clock
  studyinVersion: string
  /** Jobs that are not taken along: those that make backups, of which one is running. */
  leaveOutJobs: readonly string[]
  /** Whose files are taken along besides those of everybody in the database. */
  moreFileOwners: readonly string[]
  openScratchFiles: OpenScratchFiles
}

const COPY = "backup-copy-"
const DRILL = "drill-"

/** Backups as the configuration says. */
export function createBackups(options: BackupsOptions): Backups {
  const { config, db, files, clock } = options
  const { dataDir, backup } = config
  const place = placeNamed(backup.to ?? join(dataDir, "backups"))

  return {
    place,
    async make({ to, keyFile, signal, onProgress }) {
      const createdAt = clock.now()
      const shelf = await openShelf(to ?? place, backup.s3)
      const key = await readOrCreateBackupKey(keyFile ?? backup.keyFile)
      const source = await openSource()
      try {
        const made = await makeBackup(
          {
            db: source.db,
            files,
            dataDir,
            studyinVersion: options.studyinVersion,
            moreFileOwners: options.moreFileOwners,
          },
          shelf,
          key,
          {
            createdAt,
            leaveOutJobs: options.leaveOutJobs,
            signal,
            ...(onProgress === undefined ? {} : { onProgress }),
            onTablesRead: source.close,
          },
        )
        // Elsewhere somebody else decides what stays.
        const removed = to === undefined || placeNamed(to) === place ? await rotate(shelf, backup.keep) : []
        return { ...made, removed, ...(key.isNew ? { newKeyFile: keyFile ?? backup.keyFile } : {}) }
      } finally {
        await source.close()
      }
    },

    async drill({ to, keyFile, onProgress }) {
      const shelf = await openShelf(to ?? place, backup.s3)
      const newest = (await shelf.list()).at(-1)
      if (newest === undefined) throw new BackupError(`There is no backup in ${shelf.place} to restore.`)
      const key = await readBackupKey(keyFile ?? backup.keyFile)
      const { manifest } = await verifyBackup(await shelf.read(newest.name), key)
      const scratch = await openScratch(options)
      try {
        const target = { db: scratch.db, files: options.openScratchFiles(join(scratch.folder, "files")) }
        const now = clock.now()
        const { totals, damagedFiles } = await restoreBackup(target, await shelf.read(newest.name), key, manifest, {
          now,
          ...(onProgress === undefined ? {} : { onProgress }),
        })
        if (damagedFiles > 0)
          throw new BackupError(
            `${damagedFiles} files of ${newest.name} were damaged before they were backed up. Look at the disk they are on.`,
          )
        return { ...newest, place: shelf.place, totals, into: scratch.db.engine } satisfies DrillResult
      } finally {
        await scratch.remove()
      }
    },

    async list() {
      const shelf = await openShelf(place, backup.s3)
      return (await shelf.list()).map(({ name, sizeBytes }) => ({
        name,
        sizeBytes,
        at: backupTime(name) ?? new Date(0),
      }))
    },
  }

  /** The embedded database has one session for all: it is copied first, and others wait for the copy instead of the backup. */
  async function openSource(): Promise<{ db: OpenDatabase; close(): Promise<void> }> {
    if (db.engine === "postgres") return { db, close: async () => {} }
    await removeLeftOvers(dataDir, COPY)
    const folder = join(dataDir, `${COPY}${randomBytes(4).toString("hex")}`)
    const remove = () => rm(folder, { recursive: true, force: true })
    try {
      await db.copyFolder(folder)
      const copy = await openDatabase({ dataDir: folder, durable: false, idleInTransactionTimeoutMs: 0 })
      return {
        db: copy,
        async close() {
          await copy.close()
          await remove()
        },
      }
    } catch (error) {
      await remove()
      throw error
    }
  }
}

async function rotate(shelf: Awaited<ReturnType<typeof openShelf>>, keep: Config["backup"]["keep"]): Promise<string[]> {
  const there = (await shelf.list()).map(({ name }) => ({ name, at: backupTime(name) ?? new Date(0) }))
  const kept = backupsToKeep(there, keep)
  const removed = there.filter((one) => !kept.has(one)).map(({ name }) => name)
  for (const name of removed) await shelf.remove(name)
  return removed
}

interface Scratch {
  db: OpenDatabase
  folder: string
  remove(): Promise<void>
}

/** A database for a drill: beside the real one on its server where its user may make one, otherwise embedded in a new folder. */
async function openScratch({ config, db }: BackupsOptions): Promise<Scratch> {
  await removeLeftOvers(config.dataDir, DRILL)
  const folder = join(config.dataDir, `${DRILL}${randomBytes(4).toString("hex")}`)
  await mkdir(folder, { recursive: true, mode: 0o700 })
  const onServer = db.engine === "postgres" ? await createScratchDatabase(config, db) : undefined
  const limits = { dataDir: folder, durable: false, idleInTransactionTimeoutMs: 0, statementTimeoutMs: 0 }
  try {
    const scratch = await openDatabase(onServer === undefined ? limits : { ...limits, url: onServer.url, poolMax: 2 })
    return {
      db: scratch,
      folder,
      async remove() {
        await scratch.close()
        await onServer?.drop()
        await rm(folder, { recursive: true, force: true })
      },
    }
  } catch (error) {
    await onServer?.drop()
    await rm(folder, { recursive: true, force: true })
    throw error
  }
}

const NOT_ALLOWED = "42501"

async function createScratchDatabase({ database }: Pick<Config, "database">, db: OpenDatabase) {
  if (database.url === null) return undefined
  const name = `studyin_drill_${randomBytes(6).toString("hex")}`
  try {
    await db.execute(`create database ${name}`, undefined, { statementTimeoutMs: 0 })
  } catch (error) {
    if (sqlStateOf(error) === NOT_ALLOWED) return undefined
    throw error
  }
  const url = database.url.replace(/^([a-z]+:\/\/[^/?#]*)(\/[^?#]*)?/i, `$1/${name}`)
  const drop = async () => void (await db.execute(`drop database if exists ${name} with (force)`))
  const made = await openDatabase({ dataDir: "", url, poolMax: 1 })
  try {
    // What a superuser put into the real one is not always in new ones, too.
    await made.execute("create extension if not exists vector")
    return { url, drop }
  } catch (error) {
    await drop()
    if (sqlStateOf(error) === NOT_ALLOWED) return undefined
    throw error
  } finally {
    await made.close()
  }
}

const FORGOTTEN_MS = 6 * 3_600_000

/** Folders of a process that died at its work. */
async function removeLeftOvers(dataDir: string, prefix: string): Promise<void> {
  const names = (await readdir(dataDir).catch(() => [])).filter((name) => name.startsWith(prefix))
  for (const name of names) {
    const { mtimeMs } = await stat(join(dataDir, name))
    if (Date.now() - mtimeMs > FORGOTTEN_MS) await rm(join(dataDir, name), { recursive: true, force: true })
  }
}
