import { createHash } from "node:crypto"
import { createInterface } from "node:readline"
import { PassThrough, Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { createGunzip, createGzip } from "node:zlib"
import { z } from "zod"
import type { Deps } from "../../platform/deps.ts"
import { UnavailableError } from "../../shared/errors.ts"
import { ARCHIVE_OWNER_ID, type Archive, type Manifest } from "./archive.ts"

type ArchiveFiles = Pick<Deps, "files">

/** Lines that are handed on together. */
const LINES_AT_A_TIME = 500

/** Writes rows (JSON texts, a page at a time) into a compressed file. The same rows give the same file. */
export async function writeRows(
  { files }: ArchiveFiles,
  pages: AsyncIterable<string[]>,
): Promise<{ sha256: string; bytes: number; rows: number }> {
  let rows = 0
  async function* lines() {
    for await (const page of pages) {
      rows += page.length
      yield `${page.join("\n")}\n`
    }
  }
  // Piped by hand, so that an error of the database reaches whoever stores the file.
  const compressed = new PassThrough()
  const writing = pipeline(Readable.from(lines()), createGzip(), compressed)
  writing.catch((error) => compressed.destroy(error as Error))
  const [stored] = await Promise.all([files.put(ARCHIVE_OWNER_ID, compressed), writing])
  return { sha256: stored.sha256, bytes: stored.sizeBytes, rows }
}

/** Stores what is in the file beside it. Returns the manifest's own name. */
export async function writeManifest({ files }: ArchiveFiles, manifest: Manifest): Promise<string> {
  return (await files.put(ARCHIVE_OWNER_ID, Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`))).sha256
}

/** @throws UnavailableError of type `archive-damaged` when it is not what was written */
export async function readManifest({ files }: ArchiveFiles, archive: Archive): Promise<Manifest> {
  const bytes = await files.readBytes(ARCHIVE_OWNER_ID, archive.manifestSha256 ?? "")
  if (createHash("sha256").update(bytes).digest("hex") !== archive.manifestSha256) throw damaged(archive.name)
  const read = manifestShape.safeParse(jsonOf(bytes))
  if (!read.success) throw damaged(archive.name)
  return read.data
}

const manifestShape: z.ZodType<Manifest> = z.object({
  format: z.literal("studyin-partition-1"),
  name: z.string(),
  table: z.string(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  columns: z.array(z.string()),
  rows: z.number().int().nonnegative(),
  bytes: z.number().int().nonnegative(),
  sha256: z.string().regex(/^[\da-f]{64}$/),
  archivedAt: z.iso.datetime(),
})

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(Buffer.from(bytes).toString("utf8"))
  } catch {
    return undefined
  }
}

/** Reads a file from end to end and compares its hash and number of rows with the manifest. @throws UnavailableError of type `archive-damaged` */
export async function verifyFile(deps: ArchiveFiles, manifest: Manifest): Promise<void> {
  if ((await deps.files.find(ARCHIVE_OWNER_ID, manifest.sha256)) === undefined) throw damaged(manifest.name)
  const hash = createHash("sha256")
  for await (const chunk of await deps.files.read(ARCHIVE_OWNER_ID, manifest.sha256)) hash.update(chunk as Buffer)
  if (hash.digest("hex") !== manifest.sha256) throw damaged(manifest.name)
  let rows = 0
  for await (const page of readRows(deps, manifest)) rows += page.length
  if (rows !== manifest.rows) throw damaged(manifest.name)
}

/** The rows of a file, some at a time. */
export async function* readRows({ files }: ArchiveFiles, manifest: Manifest): AsyncGenerator<string[]> {
  const unpacked = createGunzip()
  const reading = pipeline(await files.read(ARCHIVE_OWNER_ID, manifest.sha256), unpacked)
  reading.catch((error) => unpacked.destroy(error as Error))
  let page: string[] = []
  try {
    for await (const line of createInterface({ input: unpacked, crlfDelay: Number.POSITIVE_INFINITY })) {
      if (line === "") continue
      page.push(line)
      if (page.length === LINES_AT_A_TIME) {
        yield page
        page = []
      }
    }
    await reading
  } catch (error) {
    if (String((error as { code?: unknown }).code).startsWith("Z_")) throw damaged(manifest.name)
    throw error
  }
  if (page.length > 0) yield page
}

export function damaged(name: string): UnavailableError {
  return new UnavailableError(
    "archive-damaged",
    `The file of the archive ${name} is missing or not what was written. Put the files back from a backup and try again.`,
  )
}
