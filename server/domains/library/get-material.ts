import type { Tx } from "../../platform/database/index.ts"
import { ConflictError, ForbiddenError, NotFoundError } from "../../shared/errors.ts"
import { LIBRARY_USER_ID, type MaterialRecord, readableOwners } from "./material.ts"
import { findMaterial } from "./material-store.ts"

/** A material this learner may read: their own or the library's. @throws NotFoundError */
export async function getMaterial(tx: Tx, userId: string, ownerId: string, id: string): Promise<MaterialRecord> {
  const material = readableOwners(userId).includes(ownerId) ? await findMaterial(tx, ownerId, id) : undefined
  if (!material) throw materialUnknown()
  return material
}

/** A material this learner may change. @throws NotFoundError; ForbiddenError for the library's */
export async function getOwnMaterial(tx: Tx, userId: string, ownerId: string, id: string): Promise<MaterialRecord> {
  const material = await getMaterial(tx, userId, ownerId, id)
  if (ownerId !== userId) throw notYours()
  return material
}

/** A material that has a text to read. @throws NotFoundError; ConflictError of type `material-not-ready` before there is one */
export async function getMaterialForReading(
  tx: Tx,
  userId: string,
  ownerId: string,
  id: string,
): Promise<MaterialRecord> {
  const material = await getMaterial(tx, userId, ownerId, id)
  if (material.textVersion > 0) return material
  throw material.failure
    ? new ConflictError("material-failed", material.failure.message)
    : new ConflictError(
        "material-not-ready",
        "This material is still being processed. Wait a moment and open it again.",
        {
          retryAfterS: 2,
        },
      )
}

export function materialUnknown(): NotFoundError {
  return new NotFoundError("material-unknown", "This material is not there. It may have been deleted.")
}

/** @throws NotFoundError, or ForbiddenError where the learner may at least know of it */
export function assertOwn(userId: string, ownerId: string): void {
  if (ownerId === userId) return
  throw ownerId === LIBRARY_USER_ID ? notYours() : materialUnknown()
}

function notYours(): ForbiddenError {
  return new ForbiddenError(
    "material-of-library",
    "This material belongs to the library, so you can read but not change it.",
  )
}
