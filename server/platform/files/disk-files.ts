import { createHash, randomUUID } from "node:crypto"
import { createReadStream } from "node:fs"
import { mkdir, open, readdir, readFile, rename, rm, stat } from "node:fs/promises"
import { join } from "node:path"
import { Readable } from "node:stream"
import { fileUnknown, tooLarge } from "./file-errors.ts"
import type { Files, StoredFile } from "./files.ts"
import { sweepFolder } from "./sweep-folder.ts"

const SHA256 = /^[0-9a-f]{64}$/
const UUID = /^[0-9a-f-]{36}$/

/**
 * Files in a folder: `<user id>/<first two digits>/<sha256>`. A file is written beside its place, forced to disk and then
 * renamed, so that a name in the folder always stands for whole contents, even after a power cut.
 */
export function createDiskFiles(folder: string): Files {
  const folderOf = (userId: string) => {
    if (!UUID.test(userId)) throw new RangeError("Not a user id")
    return join(folder, userId)
  }
  const pathOf = (userId: string, sha256: string) => {
    if (!SHA256.test(sha256)) throw fileUnknown()
    return join(folderOf(userId), sha256.slice(0, 2), sha256)
  }

  return {
    async put(userId, source, { maxBytes = Number.POSITIVE_INFINITY, signal } = {}) {
      const home = folderOf(userId)
      await mkdir(home, { recursive: true })
      const draft = join(home, `.${randomUUID()}`)
      const hash = createHash("sha256")
      let sizeBytes = 0
      const file = await open(draft, "wx", 0o600)
      try {
        for await (const chunk of chunksOf(source, signal)) {
          sizeBytes += chunk.length
          if (sizeBytes > maxBytes) throw tooLarge(maxBytes)
          hash.update(chunk)
          await file.writeFile(chunk)
        }
        await file.sync()
        await file.close()
        const sha256 = hash.digest("hex")
        const path = pathOf(userId, sha256)
        await mkdir(join(path, ".."), { recursive: true })
        await rename(draft, path)
        await syncFolder(join(path, ".."))
        return { sha256, sizeBytes }
      } catch (error) {
        await file.close().catch(() => {}) // closed already when renaming failed
        await rm(draft, { force: true })
        throw error
      }
    },
    async read(userId, sha256, range) {
      const path = pathOf(userId, sha256)
      const { size } = await stat(path).catch(orNotFound)
      if (range === undefined) return createReadStream(path)
      if (range.start >= size) return Readable.from([])
      return createReadStream(path, { start: range.start, end: Math.min(range.end ?? size - 1, size - 1) })
    },
    async readBytes(userId, sha256) {
      return readFile(pathOf(userId, sha256)).catch(orNotFound)
    },
    async find(userId, sha256) {
      if (!SHA256.test(sha256)) return undefined
      const found = await stat(pathOf(userId, sha256)).catch(orUndefined)
      return found === undefined ? undefined : { sha256, sizeBytes: found.size }
    },
    async delete(userId, sha256) {
      if (SHA256.test(sha256)) await rm(pathOf(userId, sha256), { force: true })
    },
    async *list(userId): AsyncIterable<StoredFile> {
      const home = folderOf(userId)
      for (const shelf of (await readdir(home).catch(orUndefined)) ?? []) {
        if (shelf.startsWith(".")) continue
        for (const sha256 of await readdir(join(home, shelf))) {
          const found = await stat(join(home, shelf, sha256)).catch(orUndefined)
          if (found !== undefined) yield { sha256, sizeBytes: found.size }
        }
      }
    },
    async eraseLearner(userId) {
      await rm(folderOf(userId), { recursive: true, force: true })
    },
    async sweepDrafts(before) {
      let removed = 0
      for (const home of (await readdir(folder, { withFileTypes: true }).catch(orUndefined)) ?? []) {
        // A draft lies beside its learner's shelves; a probe of `check` beside the learners.
        if (home.isDirectory()) removed += await sweepFolder(join(folder, home.name), before)
      }
      return removed + (await sweepFolder(folder, before))
    },
    async check() {
      await mkdir(folder, { recursive: true })
      const probe = join(folder, `.probe-${randomUUID()}`)
      const file = await open(probe, "wx", 0o600)
      await file.close()
      await rm(probe)
    },
  }
}

async function* chunksOf(source: Readable | Uint8Array, signal: AbortSignal | undefined): AsyncIterable<Uint8Array> {
  const readable = source instanceof Uint8Array ? Readable.from([source]) : source
  for await (const chunk of readable) {
    signal?.throwIfAborted()
    yield typeof chunk === "string" ? Buffer.from(chunk) : (chunk as Uint8Array)
  }
  signal?.throwIfAborted()
}

/** Without it a power cut could lose the name although the contents are on disk. */
async function syncFolder(path: string): Promise<void> {
  const folder = await open(path, "r")
  try {
    await folder.sync()
  } catch (error) {
    // Windows cannot force a folder to disk.
    if ((error as NodeJS.ErrnoException).code !== "EPERM") throw error
  } finally {
    await folder.close()
  }
}

function orNotFound(error: NodeJS.ErrnoException): never {
  throw error.code === "ENOENT" ? fileUnknown() : error
}

function orUndefined(error: NodeJS.ErrnoException): undefined {
  if (error.code !== "ENOENT" && error.code !== "ENOTDIR") throw error
}
