import type { Tx } from "../../platform/database/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { ConflictError } from "../../shared/errors.ts"
import { enqueueProcessing } from "./add-material.ts"
import { getOwnMaterial } from "./get-material.ts"
import type { MaterialRecord } from "./material.ts"
import { lockMaterial, updateMaterial } from "./material-store.ts"
import { librarySteps } from "./processing.ts"
import { listStalled, listSteps, resetSteps } from "./processing-store.ts"
import { announceMaterial } from "./step-progress.ts"

type Needs = Pick<Deps, "db" | "clock" | "queue" | "events">

/** Sets a failed material going again from the step that failed. @throws NotFoundError, ForbiddenError, ConflictError */
export async function retryMaterial(deps: Needs, userId: string, ownerId: string, materialId: string): Promise<void> {
  await deps.db.asLearner(userId, async (tx) => {
    const material = await getOwnMaterial(tx, userId, ownerId, materialId)
    if (material.status !== "failed")
      throw new ConflictError("material-not-failed", "Only a material whose processing failed can be tried again.")
    const at = deps.clock.now()
    await resetSteps(tx, userId, materialId, { all: false, at })
    await updateMaterial(tx, userId, materialId, { status: "pending", failure: null }, at)
    await enqueueRest(deps, tx, material)
  })
  announceMaterial(deps, userId, materialId)
}

/**
 * For a job that somebody takes back from the dead letters: its material was given up, and is taken up again from the step that failed.
 * Without effect on one that was not.
 */
export async function reviveMaterial(
  deps: Pick<Deps, "db" | "clock" | "events">,
  { userId, materialId }: { userId: string; materialId: string },
): Promise<void> {
  const isRevived = await deps.db.asLearner(userId, async (tx) => {
    const material = await lockMaterial(tx, userId, materialId)
    if (material?.status !== "failed" || material.deletedAt !== null) return false
    const at = deps.clock.now()
    await resetSteps(tx, userId, materialId, { all: false, at })
    await updateMaterial(tx, userId, materialId, { status: "pending", failure: null }, at)
    return true
  })
  if (isRevived) announceMaterial(deps, userId, materialId)
}

/**
 * Processes a material anew from its original, for instance after the parser has become better. What is there stays readable and
 * searchable until the new text takes its place; notes and reading progress move along.
 * @throws NotFoundError, ForbiddenError, ConflictError while it is being processed
 */
export async function reprocessMaterial(
  deps: Needs,
  userId: string,
  ownerId: string,
  materialId: string,
): Promise<void> {
  await deps.db.asLearner(userId, async (tx) => {
    const material = await getOwnMaterial(tx, userId, ownerId, materialId)
    if (material.status === "pending" || material.status === "processing")
      throw new ConflictError("material-in-work", "This material is being processed. Wait until that is done.")
    const at = deps.clock.now()
    await resetSteps(tx, userId, materialId, { all: true, at })
    await updateMaterial(tx, userId, materialId, { status: "pending", failure: null }, at)
    await enqueueProcessing(deps, tx, userId, materialId)
  })
  announceMaterial(deps, userId, materialId)
}

/** Sets what is left to do for a material going: the library's steps, or the authoring room's when those are done. */
export async function enqueueRest(deps: Pick<Deps, "queue">, tx: Tx, material: MaterialRecord): Promise<void> {
  const { ownerId, id, textVersion } = material
  const steps = await listSteps(tx, ownerId, id)
  const isLibraryDone = librarySteps.every((name) => {
    const status = steps.find(({ step }) => step === name)?.status
    return status === "completed" || status === "skipped"
  })
  if (!isLibraryDone) return enqueueProcessing(deps, tx, ownerId, id)
  const payload = { userId: ownerId, materialId: id, textVersion }
  await deps.queue.enqueue(tx, "authoring.generate-items", payload, { singletonKey: id })
}

const STALLED_AFTER_MS = 30 * 60_000

/**
 * Sets materials going again at which nothing has happened for half an hour: their job was lost in a way the queue does not make up for,
 * such as a database restored from a backup. @returns how many
 */
export async function resumeStalled(deps: Pick<Deps, "db" | "clock" | "queue">): Promise<number> {
  const before = new Date(deps.clock.now().getTime() - STALLED_AFTER_MS)
  const stalled = await deps.db.asSystem("list-stalled-materials", (tx) => listStalled(tx, before, 100))
  for (const { ownerId, materialId } of stalled) {
    await deps.db.asLearner(ownerId, async (tx) => {
      const material = await getOwnMaterial(tx, ownerId, ownerId, materialId)
      await updateMaterial(tx, ownerId, materialId, {}, deps.clock.now())
      await enqueueRest(deps, tx, material)
    })
  }
  return stalled.length
}
