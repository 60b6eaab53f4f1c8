import type { Deps } from "../../platform/deps.ts"
import { getMaterial } from "./get-material.ts"
import { type MaterialView, readableOwners } from "./material.ts"
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
