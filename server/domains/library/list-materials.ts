import type { Deps } from "../../platform/deps.ts"
import { getMaterial } from "./get-material.ts"
import { type MaterialView, readableOwners } from "./material.ts"
import { type DeletedMaterial, listDeletedSince } from "./material-store.ts"
import { type MaterialFilter, pageOfMaterials, viewMaterial } from "./material-view-store.ts"

/** Materials the learner may read, the newest first. */
export async function listMaterials(
  deps: Pick<Deps, "db">,
  userId: string,
  filter: MaterialFilter,
  page: { before: { at: Date; id: string } | null; limit: number },
): Promise<MaterialView[]> {
  return deps.db.readAsLearner(userId, (tx) => pageOfMaterials(tx, userId, readableOwners(userId), filter, page))
}

/** @throws NotFoundError */
export async function showMaterial(
  deps: Pick<Deps, "db">,
  userId: string,
  ownerId: string,
  id: string,
): Promise<MaterialView> {
  return deps.db.readAsLearner(userId, async (tx) =>
    viewMaterial(tx, userId, await getMaterial(tx, userId, ownerId, id)),
  )
}

const MS_PER_DAY = 86_400_000
const MOST_DELETED = 100

/** What the learner deleted and can still bring back, the last deleted first; the newest hundred. */
export async function listDeleted(
  deps: Pick<Deps, "db" | "clock" | "retention">,
  userId: string,
): Promise<(DeletedMaterial & { restorableUntil: Date })[]> {
  const keptMs = (await deps.retention.keepDaysOf("deleted-materials")) * MS_PER_DAY
  const since = new Date(deps.clock.now().getTime() - keptMs)
  const found = await deps.db.readAsLearner(userId, (tx) => listDeletedSince(tx, userId, since, MOST_DELETED))
  return found.map((material) => ({ ...material, restorableUntil: new Date(material.deletedAt.getTime() + keptMs) }))
}
