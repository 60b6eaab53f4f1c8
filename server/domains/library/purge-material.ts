import type { Deps } from "../../platform/deps.ts"
import { countDeletedBefore, listDeletedBefore, removeMaterialRow } from "./material-store.ts"
import { deleteNotesAbout } from "./note-store.ts"
import { deleteProgressIn } from "./reading-store.ts"
import { removeOtherVersions } from "./remove-versions.ts"

/** No version of a text has this number: all of them go. */
const NO_VERSION = 0

/** How many materials were deleted before a moment and are still there. */
export function countDeletedMaterials({ db }: Pick<Deps, "db">, before: Date): Promise<number> {
  return db.readAsSystem("count-deleted-materials", (tx) => countDeletedBefore(tx, before))
}

/** The one that was deleted first of those. */
export async function findDeletedMaterial(
  { db }: Pick<Deps, "db">,
  before: Date,
): Promise<{ ownerId: string; materialId: string } | undefined> {
  return (await db.asSystem("find-deleted-material", (tx) => listDeletedBefore(tx, before, 1)))[0]
}

/**
 * Removes a deleted material for good: index and text bit by bit, then its row with all that hangs on it, its owner's notes and
 * progress, and its file unless another material has the same. Can be repeated after it was cut off.
 */
export async function purgeMaterial(deps: Deps, { ownerId, materialId }: { ownerId: string; materialId: string }) {
  const { db, files } = deps
  await removeOtherVersions(
    { deps, ownerId, signal: new AbortController().signal },
    { materialId, textVersion: NO_VERSION },
  )
  const removed = await db.asSystem("purge-material", async (tx) => {
    await deleteNotesAbout(tx, ownerId, materialId)
    await deleteProgressIn(tx, ownerId, materialId)
    return removeMaterialRow(tx, ownerId, materialId)
  })
  if (removed?.orphanedFile) await files.delete(ownerId, removed.orphanedFile)
}
