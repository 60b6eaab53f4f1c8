import { readdir, rm, stat } from "node:fs/promises"
import { join } from "node:path"

/** Removes files of a folder whose name says that they are drafts and that were last written before a moment. Returns how many. */
export async function sweepFolder(folder: string, before: Date, drafts = /^\.[a-z0-9-]+$/): Promise<number> {
  let removed = 0
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(orNone)) {
    if (!entry.isFile() || !drafts.test(entry.name)) continue
    const path = join(folder, entry.name)
    const found = await stat(path).catch(orNone)
    // Gone since the folder was read: it has its place now.
    if (!("mtime" in found) || found.mtime >= before) continue
    await rm(path, { force: true })
    removed += 1
  }
  return removed
}

function orNone(error: NodeJS.ErrnoException): never[] {
  if (error.code === "ENOENT" || error.code === "ENOTDIR") return []
  throw error
}
