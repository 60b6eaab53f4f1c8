import { join } from "node:path"
import type { Config } from "../config.ts"
import { BackupError } from "./backup-error.ts"
import { readBackupKey } from "./backup-key.ts"
import { openShelf } from "./open-shelf.ts"

/**
 * Whether the place of backups can be looked into, and the key of those that are there is there too. Changes nothing.
 * @throws BackupError, or what the bucket says
 */
export async function checkBackupPlace({ dataDir, backup }: Pick<Config, "dataDir" | "backup">): Promise<void> {
  const shelf = await openShelf(backup.to ?? join(dataDir, "backups"), backup.s3)
  const { length } = await shelf.list()
  if (length === 0) return
  await readBackupKey(backup.keyFile).catch((error: unknown) => {
    const reason = error instanceof Error ? error.message.replace(/ Name the one.*/, "") : String(error)
    const what = length === 1 ? "A backup is" : `${length} backups are`
    throw new BackupError(`${what} in ${shelf.place}, of no use without the key. ${reason}`)
  })
}
