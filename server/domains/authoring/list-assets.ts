import type { Deps } from "../../platform/deps.ts"
import { getMaterial } from "../library/index.ts"
import type { Asset } from "./asset.ts"
import { type AssetFilter, pageOfAssets } from "./asset-store.ts"

const MOST_SUMMARIES = 2000

/** A page of what was made from a material, in reading order. @throws NotFoundError when the material is not the learner's to read */
export function listAssets(
  deps: Pick<Deps, "db">,
  userId: string,
  { ownerId, ...filter }: Omit<AssetFilter, "owners"> & { ownerId: string },
): Promise<Asset[]> {
  return deps.db.readAsLearner(userId, async (tx) => {
    await getMaterial(tx, userId, ownerId, filter.materialId)
    return pageOfAssets(tx, { ...filter, owners: [ownerId] })
  })
}

/** The summaries of a material's sections, in reading order. @throws NotFoundError */
export function listSummaries(
  deps: Pick<Deps, "db">,
  userId: string,
  material: { ownerId: string; materialId: string },
): Promise<Asset[]> {
  return listAssets(deps, userId, {
    ...material,
    type: "summary",
    status: "ready",
    after: null,
    limit: MOST_SUMMARIES,
  })
}
