import type { Tx } from "../../platform/database/index.ts"
import type { RunningJob } from "../../platform/queue/index.ts"
import { ScannerAwayError } from "../../platform/virus-scanner/index.ts"
import { NotFoundError } from "../../shared/errors.ts"
import { recordAudit } from "../audit/index.ts"
import { enqueueProcessing } from "./add-material.ts"
import { analyzeStep } from "./analyze-step.ts"
import { chunkStep } from "./chunk-step.ts"
import { embedStep } from "./embed-step.ts"
import { failStep, fileLost } from "./finish-material.ts"
import { ASK_AGAIN_MS, FileRefusedError, WAITS_FOR_SCANNER } from "./look-for-viruses.ts"
import type { MaterialRecord, ProcessingStep } from "./material.ts"
import { findMaterial, lockMaterial, updateMaterial } from "./material-store.ts"
import { parseStep } from "./parse-step.ts"
import { ParseFailure } from "./parsing/index.ts"
import {
  type LibraryStep,
  librarySteps,
  MaterialGoneError,
  type ProcessingDeps,
  type StepContext,
  type StepOutcome,
} from "./processing.ts"
import { endStep, listSteps, pauseStep, startStep } from "./processing-store.ts"
import { announceMaterial, StepProgress } from "./step-progress.ts"

const runs: Record<LibraryStep, (context: StepContext) => Promise<StepOutcome>> = {
  parse: parseStep,
  chunk: chunkStep,
  embed: embedStep,
  analyze: analyzeStep,
}

/**
 * Takes a material through the steps that are not done, up to where the authoring room takes over. Can be interrupted and called
 * again at any point: a step's end is stored together with what it brought, and what it does before that is idempotent.
 *
 * A file that cannot be read, or that the virus scanner does not let through, ends as `failed` with words for the learner, without
 * another try. While the scanner is away the material waits, and a job for later is left behind. Anything else is thrown, for the
 * queue to try again; after the last try the material is `failed` too.
 */
export async function processMaterial(
  deps: ProcessingDeps,
  { userId, materialId }: { userId: string; materialId: string },
  job: Pick<RunningJob, "signal" | "isLastAttempt">,
): Promise<void> {
  const carried: StepContext["carried"] = {}
  for (const step of librarySteps) {
    const found = await deps.db.readAsLearner(userId, async (tx) => {
      const [material, steps] = await Promise.all([
        findMaterial(tx, userId, materialId),
        listSteps(tx, userId, materialId),
      ])
      return material && { material, before: steps.find((one) => one.step === step) }
    })
    // Deleted, or failed and not set going again.
    if (!found || found.material.status === "failed") return
    const { material, before } = found
    if (before?.status === "completed" || before?.status === "skipped") continue
    if (!(await runStep(deps, { material, step, before, job, carried }))) return
  }
}

interface StepRun {
  material: MaterialRecord
  step: LibraryStep
  before: ProcessingStep | undefined
  job: Pick<RunningJob, "signal" | "isLastAttempt">
  carried: StepContext["carried"]
}

/** @returns whether the next step may follow */
async function runStep(deps: ProcessingDeps, { material, step, before, job, carried }: StepRun): Promise<boolean> {
  const { db, clock } = deps
  const { ownerId, id: materialId } = material
  await db.asLearner(ownerId, async (tx) => {
    await startStep(tx, ownerId, materialId, step, clock.now())
    if (material.status === "pending")
      await updateMaterial(tx, ownerId, materialId, { status: "processing" }, clock.now())
  })
  announceMaterial(deps, ownerId, materialId)
  const progress = new StepProgress(deps, { ownerId, materialId }, step)
  try {
    const doneBefore = before?.done ?? 0
    const outcome = await runs[step]({ deps, ownerId, material, doneBefore, signal: job.signal, progress, carried })
    await progress.settle()
    await endWith(deps, material, step, outcome)
    announceMaterial(deps, ownerId, materialId)
    return true
  } catch (error) {
    await progress.settle()
    if (error instanceof MaterialGoneError) return false
    if (error instanceof ParseFailure) {
      await failStep(deps, ownerId, materialId, step, { code: error.code, message: error.message })
      return false
    }
    if (error instanceof FileRefusedError) {
      await refuseFile(deps, material, step, error)
      return false
    }
    if (error instanceof ScannerAwayError) {
      await waitForScanner(deps, material, step, error)
      return false
    }
    // Put back from a backup it is read again, once the job is tried again.
    const isLost = error instanceof NotFoundError && error.type === "file-unknown"
    if (job.isLastAttempt && !job.signal.aborted)
      await failStep(deps, ownerId, materialId, step, isLost ? fileLost : undefined)
    throw error
  }
}

async function endWith(
  { db, clock }: ProcessingDeps,
  { ownerId, id }: MaterialRecord,
  step: LibraryStep,
  outcome: StepOutcome,
): Promise<void> {
  const end = async (tx: Tx) => {
    const material = await lockMaterial(tx, ownerId, id)
    if (!material || material.deletedAt !== null) throw new MaterialGoneError()
    await outcome.finish?.(tx)
    await endStep(tx, ownerId, id, { step, status: outcome.status, result: outcome.result }, clock.now())
  }
  await (outcome.asSystem === undefined ? db.asLearner(ownerId, end) : db.asSystem(outcome.asSystem, end))
}

async function refuseFile(
  deps: ProcessingDeps,
  { ownerId, id }: MaterialRecord,
  step: LibraryStep,
  { failure, signature }: FileRefusedError,
): Promise<void> {
  await failStep(deps, ownerId, id, step, failure, async (tx) => {
    if (signature === undefined) return
    await recordAudit(tx, {
      event: "file_infected",
      actorId: ownerId,
      entityType: "material",
      entityId: id,
      isSuccess: false,
      errorMessage: signature,
      at: deps.clock.now(),
    })
  })
}

/** Never on without an answer: the step stands where it was, says why, and is begun again after a while. */
async function waitForScanner(
  deps: ProcessingDeps,
  { ownerId, id }: MaterialRecord,
  step: LibraryStep,
  error: ScannerAwayError,
): Promise<void> {
  const at = deps.clock.now()
  deps.log.warn({ err: error }, "library: the virus scanner gives no answer, a material waits for it")
  await deps.db.asLearner(ownerId, async (tx) => {
    await pauseStep(tx, ownerId, id, { step, message: WAITS_FOR_SCANNER }, at)
    await enqueueProcessing(deps, tx, ownerId, id, new Date(at.getTime() + ASK_AGAIN_MS))
  })
  announceMaterial(deps, ownerId, id)
}
