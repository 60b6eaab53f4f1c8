import type { LogEntry } from "../../learning-record/index.ts"

/** What some answers add to the statistics of a question. */
export interface QuestionSums {
  questionId: string
  answered: number
  correct: number
  learners: number
  firstCorrect: number
  scored: number
  scoredCorrect: number
  scoreSum: number
  scoreSquareSum: number
  scoreCorrectSum: number
}

/** How often an option was chosen, or an answer took as long, at first tries. */
export interface AnswerCount {
  questionId: string
  kind: "option" | "time"
  value: string
  count: number
}

/** Answers a learner must have given before their share of right ones says something about them. */
export const SCORED_AFTER = 10
const SHORTEST_MS = 250
const STEPS_PER_DOUBLING = 4

/**
 * What answers add to the statistics of their questions, whoever gave them. First tries alone say how hard a question is and how well
 * it tells learners apart: whoever tries again has seen the solution. Sums, all whole numbers, so that pages of a log add up to the whole.
 */
export function countStatistics(entries: readonly LogEntry[]): { sums: QuestionSums[]; counts: AnswerCount[] } {
  const sums = new Map<string, QuestionSums>()
  const counts = new Map<string, AnswerCount>()
  const count = (questionId: string, kind: AnswerCount["kind"], value: string) => {
    const key = `${questionId} ${kind} ${value}`
    const known = counts.get(key)
    if (known === undefined) counts.set(key, { questionId, kind, value, count: 1 })
    else known.count += 1
  }
  for (const entry of entries) {
    const { questionId } = entry
    if (entry.kind !== "answer" || questionId === null) continue
    const own = sums.get(questionId) ?? emptySums(questionId)
    sums.set(questionId, own)
    const right = entry.isCorrect === true ? 1 : 0
    own.answered += 1
    own.correct += right
    if (!entry.isFirstTry) continue
    own.learners += 1
    own.firstCorrect += right
    for (const option of new Set(entry.selectedOptionIds)) count(questionId, "option", option.slice(0, 100))
    if (entry.responseTimeMs !== null) count(questionId, "time", String(timeStepOf(entry.responseTimeMs)))
    if (entry.answeredBefore < SCORED_AFTER) continue
    const score = Math.round((1000 * entry.correctBefore) / entry.answeredBefore)
    own.scored += 1
    own.scoredCorrect += right
    own.scoreSum += score
    own.scoreSquareSum += score * score
    own.scoreCorrectSum += score * right
  }
  return { sums: [...sums.values()], counts: [...counts.values()] }
}

/** The step of a duration: each is a quarter of a doubling, 19 %, longer than the one before. */
export function timeStepOf(ms: number): number {
  return ms <= SHORTEST_MS ? 0 : Math.floor(STEPS_PER_DOUBLING * Math.log2(ms / SHORTEST_MS)) + 1
}

/** The shortest duration of a step. */
export function startOfTimeStep(step: number): number {
  return step === 0 ? 0 : SHORTEST_MS * 2 ** ((step - 1) / STEPS_PER_DOUBLING)
}

const emptySums = (questionId: string): QuestionSums => ({
  questionId,
  answered: 0,
  correct: 0,
  learners: 0,
  firstCorrect: 0,
  scored: 0,
  scoredCorrect: 0,
  scoreSum: 0,
  scoreSquareSum: 0,
  scoreCorrectSum: 0,
})
