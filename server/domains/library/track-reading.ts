import type { Deps } from "../../platform/deps.ts"
import { assertClientId, derivedId } from "../../shared/ids.ts"
import { recordInteraction } from "../learning-record/index.ts"
import { listOutline } from "./document-store.ts"
import { getMaterialForReading } from "./get-material.ts"
import { markOpened } from "./material-store.ts"
import { sectionUnknown } from "./read-material.ts"
import { advanceProgress, COMPLETE_SHARE, materialShare } from "./reading-rules.ts"
import { listProgress, lockProgress, updateProgress } from "./reading-store.ts"

export interface ReadingReport {
  /** Made by the client; the same one again counts once. */
  interactionId: string
  sectionIndex: number
  /** Offset in the whole text up to which the learner has seen it. */
  furthestChar: number
  /** Since the last report. */
  durationMs: number
}

export interface ReadingStanding {
  readShare: number
  isComplete: boolean
  materialReadShare: number
}

/**
 * Counts some reading: the section's progress, and in the learning record the time and, once, its completion.
 * @throws NotFoundError, ConflictError, ClientIdError
 */
export async function trackReading(
  deps: Pick<Deps, "db" | "clock">,
  userId: string,
  material: { ownerId: string; materialId: string },
  report: ReadingReport,
): Promise<ReadingStanding> {
  const at = deps.clock.now()
  assertClientId(report.interactionId, at.getTime())
  const { ownerId, materialId } = material
  const { sectionIndex } = report
  return deps.db.asLearner(userId, async (tx) => {
    const { textVersion } = await getMaterialForReading(tx, userId, ownerId, materialId)
    const outline = await listOutline(tx, ownerId, { materialId, textVersion })
    const section = outline.find(({ index }) => index === sectionIndex)
    if (!section) throw sectionUnknown()
    const before = await lockProgress(tx, userId, material, section, at)
    const { isCompletion, ...after } = advanceProgress(before, section, { ...report, at })
    const outcome = await recordInteraction(deps, tx, userId, {
      kind: "read",
      id: report.interactionId,
      durationMs: report.durationMs,
      isCompletion,
      sessionId: sittingOf(userId, materialId, at),
      sessionKind: "reading",
      materialOwnerId: ownerId,
      materialId,
      sectionIndex,
    })
    const now = outcome.isDuplicate ? before : after
    if (!outcome.isDuplicate) await updateProgress(tx, userId, material, after, at)
    if (ownerId === userId) await markOpened(tx, ownerId, materialId, at)
    const progress = await listProgress(tx, userId, material)
    return {
      readShare: now.readShare,
      isComplete: now.completedAt !== null || now.readShare >= COMPLETE_SHARE,
      materialReadShare: materialShare(outline, progress),
    }
  })
}

/** Reading in one material on one day is one sitting. */
function sittingOf(userId: string, materialId: string, at: Date): string {
  const day = at.toISOString().slice(0, 10)
  return derivedId(Date.parse(day), userId, materialId, "reading", day)
}
