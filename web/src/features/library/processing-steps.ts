import type { components } from "../../lib/api-schema.d.ts"

type ProcessingStep = components["schemas"]["ProcessingStep"]
type StepName = ProcessingStep["step"]

/**
 * Parts of the whole work, measured on books of 40 to 500 pages without a model; they only shape the estimate of the
 * time that is left.
 */
const weights: Record<StepName, number> = { parse: 0.45, chunk: 0.15, embed: 0.05, analyze: 0.15, generate: 0.2 }

/** 0 to 1 of one step. */
export function stepShare({ status, done, total }: Pick<ProcessingStep, "status" | "done" | "total">): number {
  if (status === "completed" || status === "skipped") return 1
  return status === "running" && total > 0 ? Math.min(1, done / total) : 0
}

/** 0 to 1 of all the work. */
export function workShare(steps: readonly ProcessingStep[]): number {
  const total = steps.reduce((sum, { step }) => sum + weights[step], 0)
  return total === 0 ? 0 : steps.reduce((sum, step) => sum + weights[step.step] * stepShare(step), 0) / total
}

/** Less than this is too little to judge by. */
const leastShare = 0.08
const leastElapsedMs = 1500

/** The time that is left if work goes on as it did; undefined while that cannot be told. */
export function remainingMs(steps: readonly ProcessingStep[], nowMs: number): number | undefined {
  const begun = steps.flatMap(({ startedAt }) => (startedAt === null ? [] : [Date.parse(startedAt)]))
  if (begun.length === 0) return undefined
  const elapsedMs = nowMs - Math.min(...begun)
  const share = workShare(steps)
  if (share < leastShare || share >= 1 || elapsedMs < leastElapsedMs) return undefined
  return (elapsedMs / share) * (1 - share)
}

/** Why few questions were made of the text or none, in the server's words; undefined where there is nothing to say. */
export function generationNote(steps: readonly Pick<ProcessingStep, "step" | "result">[]): string | undefined {
  const note = steps.find(({ step }) => step === "generate")?.result.note
  return typeof note === "string" && note !== "" ? note : undefined
}

/** The text is there to be read although the rest is still being worked on. */
export function isReadable(steps: readonly ProcessingStep[]): boolean {
  return steps.some(({ step, status }) => step === "chunk" && status === "completed")
}
