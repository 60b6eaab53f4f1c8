import { existsSync } from "node:fs"
import { mkdir, rename, rm } from "node:fs/promises"
import { join } from "node:path"
import { lockDataFolder } from "./data-folder-lock.ts"
import type { DatabaseConfig, OpenDatabase } from "./database.ts"
import { openDatabase } from "./open-database.ts"
import { PGLITE_SUBFOLDER, RESTORING_SUBFOLDER } from "./pglite-sessions.ts"
import { flushFolder } from "./pglite-template.ts"

/** An embedded database made beside the one of a data folder, to take its place when it is finished. */
export interface Replacement {
  db: OpenDatabase
  /** Closes it and puts it in its place. Resolves to where the one that was there is kept now; undefined when there was none. */
  replace(): Promise<string | undefined>
  /** Removes it; the one that was there stays as it was. */
  abandon(): Promise<void>
}

/**
 * Opens an empty embedded database beside the one of `dataDir`, which nobody can open meanwhile.
 * @throws DataFolderLockedError when somebody has it open
 */
export async function openReplacement(config: DatabaseConfig & { dataDir: string }, now: Date): Promise<Replacement> {
  const folder = join(config.dataDir, PGLITE_SUBFOLDER)
  const draft = join(config.dataDir, RESTORING_SUBFOLDER)
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 })
  const lock = await lockDataFolder(`${folder}.lock`)
  try {
    // What a process left behind that died at it.
    await rm(draft, { recursive: true, force: true })
    // Nobody would miss it after a power cut: it is forced to disk once, when it is finished.
    const db = await openDatabase({ ...config, url: undefined, dataDir: draft, durable: false })
    const end = async (work: () => Promise<string | undefined>) => {
      try {
        await db.close()
        return await work()
      } finally {
        await rm(draft, { recursive: true, force: true })
        await lock.release()
      }
    }
    return {
      db,
      replace: () =>
        end(async () => {
          const kept = existsSync(folder)
            ? `${folder}-before-${now.toISOString().replaceAll(/[-:]|\.\d+/g, "")}`
            : undefined
          await flushFolder(join(draft, PGLITE_SUBFOLDER))
          if (kept !== undefined) await rename(folder, kept)
          await rename(join(draft, PGLITE_SUBFOLDER), folder)
          return kept
        }),
      abandon: () => end(async () => undefined).then(() => {}),
    }
  } catch (error) {
    await lock.release()
    throw error
  }
}
