import type { Deps } from "../../platform/deps.ts"
import { readableOwners } from "../library/index.ts"
import type { Asset } from "./asset.ts"
import { type AssetFilter, pageOfAssets } from "./asset-store.ts"

const MOST_SUMMARIES = 2000

/** A page of what was made from a material, in reading order; nothing where the material is not the learner's to read. */
export function listAssets(
  deps: Pick<Deps, "db">,
  userId: string,
  { ownerId, ...filter }: Omit<AssetFilter, "owners"> & { ownerId: string },
): Promise<Asset[]> {
  const owners = readableOwners(userId).filter((owner) => owner === ownerId)
  return owners.length === 0
    ? Promise.resolve([])
    : deps.db.readAsLearner(userId, (tx) => pageOfAssets(tx, { ...filter, owners }))
}

/** The summaries of a material's sections, in reading order. */
export function listSummaries(
  deps: Pick<Deps, "db">,
  userId: string,
  material: { ownerId: string; materialId: string },
): Promise<Asset[]> {
  return listAssets(deps, userId, { ...material, type: "summary", status: "ready", after: null, limit: MOST_SUMMARIES })
}
