import { createReadStream } from "node:fs"
import { mkdir, open, readdir, rename, rm, stat } from "node:fs/promises"
import { join } from "node:path"
import { BackupError } from "./backup-error.ts"
import { type BackupShelf, backupTime } from "./backup-shelf.ts"

const UNFINISHED = ".unfinished"
/** Left by a process that died. No backup takes as long. */
const FORGOTTEN_MS = 48 * 3_600_000

/** Backups in a folder, readable by their owner only. */
export function createDiskShelf(folder: string): BackupShelf {
  return {
    place: folder,
    async write(name, source, verify) {
      const path = join(folder, name)
      const draft = `${path}${UNFINISHED}`
      try {
        await mkdir(folder, { recursive: true, mode: 0o700 })
        await removeForgotten(folder)
        const file = await open(draft, "wx", 0o600)
        let sizeBytes = 0
        try {
          for await (const bytes of source) {
            await file.writeFile(bytes)
            sizeBytes += bytes.length
          }
          await file.sync()
        } finally {
          await file.close()
        }
        await verify(createReadStream(draft))
        await rename(draft, path)
        await syncFolder(folder)
        return { sizeBytes }
      } catch (error) {
        // What went wrong first is what matters.
        await rm(draft, { force: true }).catch(() => {})
        throw explain(error, folder)
      }
    },
    async read(name) {
      const path = join(folder, name)
      await stat(path).catch(() => {
        throw new BackupError(`There is no backup ${path}.`)
      })
      return createReadStream(path)
    },
    async list() {
      const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
        if (error.code === "ENOENT") return []
        throw explain(error, folder)
      })
      const found = names.filter((name) => backupTime(name) !== undefined).sort()
      return Promise.all(found.map(async (name) => ({ name, sizeBytes: (await stat(join(folder, name))).size })))
    },
    async remove(name) {
      await rm(join(folder, name), { force: true })
    },
  }
}

async function removeForgotten(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    if (!name.endsWith(UNFINISHED) || backupTime(name.slice(0, -UNFINISHED.length)) === undefined) continue
    const path = join(folder, name)
    const { mtimeMs } = await stat(path).catch(() => ({ mtimeMs: Date.now() }))
    if (Date.now() - mtimeMs > FORGOTTEN_MS) await rm(path, { force: true })
  }
}

function explain(error: unknown, folder: string): unknown {
  const { code } = error as NodeJS.ErrnoException
  if (code === "ENOSPC" || code === "EDQUOT")
    return new BackupError(`There is no room left in ${folder}. Free some, or keep backups somewhere else (BACKUP_TO).`)
  if (code === "EACCES" || code === "EPERM" || code === "EROFS")
    return new BackupError(`${folder} cannot be written to (${code}). Check who may, or name another place.`)
  if (code === "ENOTDIR" || code === "EEXIST") return new BackupError(`${folder} cannot be used as a folder (${code}).`)
  return error
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
