import type { Deps } from "../../platform/deps.ts"
import { ConflictError, NotFoundError } from "../../shared/errors.ts"
import { loadErased } from "../accounts/index.ts"
import { recordAudit } from "../audit/index.ts"
import { adoptFiles } from "./adopt-files.ts"
import type { Archive } from "./archive.ts"
import { readManifest, readRows, verifyFile } from "./archive-file.ts"
import { findArchive, moveArchive } from "./archive-store.ts"
import { withoutErased } from "./without-erased.ts"

/** A restored month is left in the database for so long, whatever the policy says. */
const HELD_DAYS = 30
const MS_PER_DAY = 86_400_000

export interface RestoredArchive {
  name: string
  /** Rows put back; those that were there already are not counted. */
  restored: number
  /** Rows of people who were erased since. */
  erased: number
  /** Columns of the file that the table of this version no longer has. */
  leftOut: string[]
}

/**
 * Puts the rows of an archive back into their table. The file is read from end to end before anything is written; rows of erased
 * people are left out; rows that are there stay as they are, so it may be repeated after it was cut off. The file stays.
 * @throws NotFoundError, ConflictError, UnavailableError of type `archive-damaged`
 */
export async function restoreArchive(
  deps: Pick<Deps, "db" | "clock" | "files" | "upkeep">,
  name: string,
  options: { isErased?: (userId: string) => boolean } = {},
): Promise<RestoredArchive> {
  const found = await deps.db.asSystem("find-archive", (tx) => findArchive(tx, name))
  if (found === undefined) throw new NotFoundError("archive-unknown", "There is no archive of this name.")
  assertRestorable(found)
  const archive = await adoptFiles(deps, found)
  const isErased = options.isErased ?? (await loadErased(deps))
  const manifest = await readManifest(deps, archive)
  await verifyFile(deps, manifest)

  await deps.upkeep.ensureMonth({ table: archive.table, from: archive.from })
  const now = new Set(await deps.upkeep.columnsOf(archive.table))
  const columns = manifest.columns.filter((column) => now.has(column))
  const leftOut = manifest.columns.filter((column) => !now.has(column))
  let restored = 0
  let erased = 0
  for await (const lines of readRows(deps, manifest)) {
    const kept = lines.map((line) => withoutErased(line, isErased)).filter((line) => line !== undefined)
    erased += lines.length - kept.length
    restored += await deps.db.asSystem("restore-archive", (tx) =>
      deps.upkeep.insertRows(tx, archive.table, columns, kept),
    )
  }
  const at = deps.clock.now()
  await deps.db.asSystem("finish-restore", async (tx) => {
    const heldUntil = new Date(at.getTime() + HELD_DAYS * MS_PER_DAY)
    await moveArchive(tx, archive, "restored", { restoredAt: at, heldUntil })
    await recordAudit(tx, {
      event: "archive_restored",
      actorId: null,
      entityType: "archive",
      entityId: name,
      newValues: { restored, erased, ...(leftOut.length === 0 ? {} : { leftOut }) },
      at,
    })
  })
  return { name, restored, erased, leftOut }
}

function assertRestorable({ name, status }: Archive): void {
  if (status === "archived" || status === "restored") return
  throw new ConflictError(
    status === "deleted" ? "archive-deleted" : "archive-unfinished",
    status === "deleted"
      ? `The file of ${name} was deleted when its time was over. A backup from before may still hold it.`
      : `${name} is still on its way out of the database: its rows are safe. Run \`studyin retention run\` to finish it, then restore it.`,
  )
}
