import { randomBytes } from "node:crypto"
import { readdir, readFile } from "node:fs/promises"
import { join } from "node:path"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { constants, createZstdCompress } from "node:zlib"
import type { OpenDatabase } from "../database/index.ts"
import type { Files } from "../files/index.ts"
import { formerSecretName } from "../tokens.ts"
import type { Totals } from "./archive.ts"
import { ArchiveWriter } from "./archive-writer.ts"
import { BackupError } from "./backup-error.ts"
import type { BackupKey } from "./backup-key.ts"
import { type BackupShelf, backupName } from "./backup-shelf.ts"
import { ByteChannel, ChannelClosedError } from "./byte-channel.ts"
import { dumpDatabase } from "./dump-database.ts"
import { seal } from "./sealed-chunks.ts"
import { verifyBackup } from "./verify-backup.ts"

export interface BackupSource {
  db: OpenDatabase
  files: Files
  /** The installation's folder; its small secrets are taken along, since sign-ins and links depend on them. */
  dataDir: string
  studyinVersion: string
  /** Whose files are taken along besides those of everybody in the database. */
  moreFileOwners: readonly string[]
}

export interface MakeOptions {
  createdAt: Date
  leaveOutJobs: readonly string[]
  signal?: AbortSignal | undefined
  /** At most a few times a second. `stage` is for people: "cards", "files", "reading it back". */
  onProgress?(done: number, total: number, stage: string): void
  /** The rows have been read: the database is needed no longer. */
  onTablesRead?(): Promise<void>
}

export interface MadeBackup {
  name: string
  /** The shelf it is on. */
  place: string
  sizeBytes: number
  totals: Totals
  keyId: string
}

/** Files of an installation that are part of it and live in no store. The backup key itself is never among them. */
async function secretsIn(dataDir: string): Promise<string[]> {
  const names = await readdir(dataDir).catch(() => [])
  return names.filter((name) => name === "token-secret" || formerSecretName.test(name)).sort()
}

/**
 * Makes a backup: all tables as of one moment, then the files, compressed, encrypted, written, read back and compared.
 * Memory stays bounded, however large the installation is.
 * @throws BackupError; nothing that looks like a backup is then left on the shelf
 */
export async function makeBackup(
  source: BackupSource,
  shelf: BackupShelf,
  key: BackupKey,
  options: MakeOptions,
): Promise<MadeBackup> {
  const name = backupName(options.createdAt, randomBytes(2).toString("hex"))
  const channel = new ByteChannel()
  const writer = new ArchiveWriter()
  let written: Totals | undefined
  const producing = produce(source, writer, channel, options).then((totals) => {
    written = totals
  })
  const producer = producing.then(
    () => channel.end(),
    (error) => channel.end(error),
  )
  const compress = createZstdCompress({ params: { [constants.ZSTD_c_compressionLevel]: 6 } })
  let sizeBytes = 0
  const storing = pipeline(Readable.from(channel), compress, async (compressed: AsyncIterable<Uint8Array>) => {
    const sealed = seal(compressed, key, options.createdAt)
    const stored = await shelf.write(name, sealed, async (readBack) => {
      options.onProgress?.(1, 1, "reading it back")
      const { totals } = await verifyBackup(readBack, key)
      if (JSON.stringify(totals) !== JSON.stringify(written))
        throw new BackupError("What was read back is not what was written: the backup was not kept. Check the disk.")
    })
    sizeBytes = stored.sizeBytes
  })
  const [produced, stored] = await Promise.allSettled([producing, storing])
  await producer
  // When the shelf gave up, the producer's failure is only the echo of it.
  if (produced.status === "rejected" && !(produced.reason instanceof ChannelClosedError)) throw produced.reason
  if (stored.status === "rejected") throw stored.reason
  if (written === undefined) throw new BackupError("The backup broke off.")
  return { name, place: shelf.place, sizeBytes, totals: written, keyId: key.id }
}

async function produce(
  { db, files, dataDir, studyinVersion, moreFileOwners }: BackupSource,
  writer: ArchiveWriter,
  channel: ByteChannel,
  options: MakeOptions,
): Promise<Totals> {
  const { signal, onProgress } = options
  const emit = (bytes: Uint8Array) => channel.push(bytes)
  const { userIds } = await dumpDatabase(db, writer, emit, {
    studyinVersion,
    createdAt: options.createdAt,
    leaveOutJobs: options.leaveOutJobs,
    signal,
    onTable: (done, total, name) => onProgress?.(done, total, name),
  })
  await options.onTablesRead?.()
  for (const name of await secretsIn(dataDir)) {
    const contents = await readFile(join(dataDir, name)).catch(() => undefined)
    if (contents !== undefined) await emit(writer.secret(name, contents))
  }
  const owners = [...new Set([...moreFileOwners, ...userIds])]
  for (const [done, userId] of owners.entries()) {
    if (done % 50 === 0) onProgress?.(done, owners.length, "files")
    for await (const { sha256, sizeBytes } of files.list(userId)) {
      signal?.throwIfAborted()
      const contents = await files.read(userId, sha256).catch((error) => {
        // Deleted since it was listed.
        if ((error as { type?: string }).type === "file-unknown") return undefined
        throw error
      })
      if (contents === undefined) continue
      await emit(writer.beginFile({ userId, sha256, sizeBytes }))
      for await (const bytes of contents) for (const part of writer.data(bytes as Uint8Array, 0)) await emit(part)
      await emit(writer.end())
    }
  }
  const { totals, bytes } = writer.totals()
  await emit(bytes)
  return totals
}
