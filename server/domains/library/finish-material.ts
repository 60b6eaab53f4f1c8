import type { Tx } from "../../platform/database/index.ts"
import type { Deps } from "../../platform/deps.ts"
import type { MaterialFailure, StepName, StepResult } from "./material.ts"
import { findMaterial, lockMaterial, updateMaterial } from "./material-store.ts"
import { endStep, startStep } from "./processing-store.ts"
import { announceMaterial, type ProgressNeeds, StepProgress } from "./step-progress.ts"

const INTERNAL: MaterialFailure = {
  code: "internal",
  message:
    "Something went wrong on our side while this material was processed. Try again; if it happens again, tell the person who runs StudyIn. Your file is safe, and your other materials are not affected.",
}

/** The original is not in the store any more: no further try brings it back, so nothing is said of its being safe. */
export const fileLost: MaterialFailure = {
  code: "file-lost",
  message:
    "The file of this material is not on the server any more, so it cannot be read. Add it again from where you have it, and tell the person who runs StudyIn.",
}

/**
 * Begins a step that another room works on. Report progress on what is returned, and end with `finishMaterial` or `failStep`.
 * Undefined when there is nothing to do: the material is gone, failed before, or has another text by now.
 */
export async function beginStep(
  deps: ProgressNeeds,
  ownerId: string,
  materialId: string,
  step: StepName,
  textVersion: number,
): Promise<StepProgress | undefined> {
  const isDue = await deps.db.asLearner(ownerId, async (tx) => {
    const material = await findMaterial(tx, ownerId, materialId)
    if (!material || material.status === "failed" || material.textVersion !== textVersion) return false
    await startStep(tx, ownerId, materialId, step, deps.clock.now())
    return true
  })
  if (!isDue) return undefined
  announceMaterial(deps, ownerId, materialId)
  return new StepProgress(deps, { ownerId, materialId }, step)
}

export interface FinishedMaterial {
  /** Figures for the learner, such as `{ items: 120, questions: 80 }`. */
  result: StepResult
  questionCount: number
  cardCount: number
  draftCount: number
  topicId?: string
}

/**
 * Ends the last step and with it the processing, in the caller's transaction: what was generated and `ready` are seen together. After the
 * commit call `announceMaterial`. @returns false, changing nothing, when the material was deleted meanwhile
 */
export async function finishMaterial(
  tx: Tx,
  ownerId: string,
  materialId: string,
  { result, ...counts }: FinishedMaterial,
  at: Date,
): Promise<boolean> {
  const material = await lockMaterial(tx, ownerId, materialId)
  if (!material || material.deletedAt !== null) return false
  await endStep(tx, ownerId, materialId, { step: "generate", status: "completed", result }, at)
  return updateMaterial(tx, ownerId, materialId, { ...counts, status: "ready", failure: null, processedAt: at }, at)
}

/** After questions or cards of a material were added, approved or retired. */
export async function saveMaterialCounts(
  tx: Tx,
  ownerId: string,
  materialId: string,
  counts: { questionCount?: number; cardCount?: number; draftCount?: number },
  at: Date,
): Promise<void> {
  await updateMaterial(tx, ownerId, materialId, counts, at)
}

/** Ends a step and the processing badly. Without a failure of its own: a fault of ours, in words. What was stored stays, so that a retry goes on there. */
export async function failStep(
  deps: Pick<Deps, "db" | "clock" | "events">,
  ownerId: string,
  materialId: string,
  step: StepName,
  failure: MaterialFailure = INTERNAL,
  also: (tx: Tx) => Promise<void> = async () => {},
): Promise<void> {
  const at = deps.clock.now()
  await deps.db.asLearner(ownerId, async (tx) => {
    await also(tx)
    await endStep(tx, ownerId, materialId, { step, status: "failed", failure }, at)
    await updateMaterial(tx, ownerId, materialId, { status: "failed", failure }, at)
  })
  announceMaterial(deps, ownerId, materialId)
}
