import { type AnswerCount, type QuestionSums, startOfTimeStep } from "./count-statistics.ts"

/** Learners from which on figures are shown: below it they would tell what single people chose. */
export const LEAST_LEARNERS = 5
/** Below it a correlation is chance. */
export const LEAST_SCORED = 20

/** How a question of the bank does. Shares are from 0 to 1. */
export interface QuestionStatistics {
  /** Answers in all, and learners who gave them. */
  answered: number
  learners: number
  /** Facility: the share of learners who were right at their first try. */
  facility: number
  /** The share right of all answers. */
  shareCorrect: number
  /** Median of the time that first tries took, to within a tenth; null when none was measured. */
  medianMs: number | null
  /**
   * Discrimination: the correlation of a right first try with the share of right answers the learner had given before (point-biserial, −1 to
   * 1). Null with fewer than 20 learners who had answered ten questions, or when all of them were right or wrong.
   */
  discrimination: number | null
  /** How many learners chose each option at their first try. */
  choices: { optionId: string; count: number }[]
}

/** @returns undefined with too few learners to say anything without saying it of one of them */
export function statisticsOf(
  sums: QuestionSums | undefined,
  counts: readonly Pick<AnswerCount, "kind" | "value" | "count">[],
): QuestionStatistics | undefined {
  if (sums === undefined || sums.learners < LEAST_LEARNERS) return undefined
  return {
    answered: sums.answered,
    learners: sums.learners,
    facility: sums.firstCorrect / sums.learners,
    shareCorrect: sums.correct / sums.answered,
    medianMs: medianOf(counts),
    discrimination: discriminationOf(sums),
    choices: counts
      .filter(({ kind }) => kind === "option")
      .map(({ value, count }) => ({ optionId: value, count }))
      .sort((a, b) => (a.optionId < b.optionId ? -1 : 1)),
  }
}

/** Within its step the median is taken to lie where an even spread would have it. */
function medianOf(counts: readonly Pick<AnswerCount, "kind" | "value" | "count">[]): number | null {
  const steps = counts
    .filter(({ kind }) => kind === "time")
    .map(({ value, count }) => ({ step: Number(value), count }))
    .sort((a, b) => a.step - b.step)
  const half = steps.reduce((sum, { count }) => sum + count, 0) / 2
  let before = 0
  for (const { step, count } of steps) {
    if (before + count >= half) {
      const from = startOfTimeStep(step)
      return Math.round(from + ((half - before) / count) * (startOfTimeStep(step + 1) - from))
    }
    before += count
  }
  return null
}

function discriminationOf({ scored, scoredCorrect, scoreSum, scoreSquareSum, scoreCorrectSum }: QuestionSums) {
  if (scored < LEAST_SCORED) return null
  const spread = (scored * scoredCorrect - scoredCorrect ** 2) * (scored * scoreSquareSum - scoreSum ** 2)
  if (spread <= 0) return null
  return (scored * scoreCorrectSum - scoredCorrect * scoreSum) / Math.sqrt(spread)
}
