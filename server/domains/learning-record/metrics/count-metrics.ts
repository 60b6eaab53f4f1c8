import type { LogEntry } from "./log-entry.ts"

/** Stands for what has no topic. */
export const NO_TOPIC = "00000000-0000-0000-0000-000000000000"

interface TopicDay {
  userId: string
  day: string
  topicId: string
}

/** Sums over a learner's day in a topic. Accuracy, mean time and mean confidence are quotients of these. */
export interface PerformanceSums extends TopicDay {
  interactions: number
  answered: number
  correct: number
  /** Questions seen or passed over without an answer. */
  passed: number
  responseTimeSumMs: number
  responseTimeCount: number
  confidenceSum: number
  confidenceCount: number
  /** Wrong answers given with confidence 4 or 5. */
  confidentErrors: number
  answerMs: number
  studyMs: number
  xpEarned: number
}

/** Sums over the cards a learner reviewed on a day in a topic. Recall is `recalled / reviewed`. */
export interface RetentionSums extends TopicDay {
  reviewed: number
  recalled: number
  again: number
  hard: number
  good: number
  easy: number
  responseTimeSumMs: number
  reviewMs: number
}

export interface MetricSums {
  performance: PerformanceSums[]
  retention: RetentionSums[]
}

const CONFIDENT = 4
const grades = { 1: "again", 2: "hard", 3: "good", 4: "easy" } as const

/**
 * What entries add to the figures of their days and topics. Sums over two halves of a log are those over the whole, so they may be added up page
 * by page. A review that is taken back is taken off the day and the topic it was counted for, with its time and XP, as in `daily_activity`.
 */
export function countMetrics(entries: readonly LogEntry[]): MetricSums {
  const performance = new Map<string, PerformanceSums>()
  const retention = new Map<string, RetentionSums>()
  for (const entry of entries) {
    const { undone } = entry
    if (entry.kind === "undo") {
      if (undone === null) continue
      const at = { ...undone, userId: entry.userId }
      const sums = sumsOf(performance, at, emptyPerformance)
      sums.interactions -= 1
      sums.studyMs -= undone.durationMs
      sums.xpEarned += entry.xpEarned
      addReview(sumsOf(retention, at, emptyRetention), undone, -1)
      continue
    }
    addEntry(sumsOf(performance, entry, emptyPerformance), entry)
    if (entry.kind === "review") addReview(sumsOf(retention, entry, emptyRetention), entry, 1)
  }
  return { performance: [...performance.values()], retention: [...retention.values()] }
}

function addEntry(sums: PerformanceSums, entry: LogEntry): void {
  sums.interactions += 1
  sums.studyMs += entry.durationMs
  sums.xpEarned += entry.xpEarned
  if (entry.kind === "view" || entry.kind === "skip") sums.passed += 1
  if (entry.kind !== "answer") return
  sums.answered += 1
  sums.answerMs += entry.durationMs
  if (entry.isCorrect === true) sums.correct += 1
  if (entry.responseTimeMs !== null) {
    sums.responseTimeSumMs += entry.responseTimeMs
    sums.responseTimeCount += 1
  }
  if (entry.confidence !== null) {
    sums.confidenceSum += entry.confidence
    sums.confidenceCount += 1
    if (entry.confidence >= CONFIDENT && entry.isCorrect === false) sums.confidentErrors += 1
  }
}

function addReview(
  sums: RetentionSums,
  review: Pick<LogEntry, "rating" | "responseTimeMs" | "durationMs">,
  sign: 1 | -1,
): void {
  if (review.rating === null) return
  sums.reviewed += sign
  if (review.rating > 1) sums.recalled += sign
  sums[grades[review.rating]] += sign
  sums.responseTimeSumMs += sign * (review.responseTimeMs ?? 0)
  sums.reviewMs += sign * review.durationMs
}

function sumsOf<T extends TopicDay>(
  all: Map<string, T>,
  { userId, studyDay, topicId }: Pick<LogEntry, "userId" | "studyDay" | "topicId">,
  empty: (at: TopicDay) => T,
): T {
  const at = { userId, day: studyDay, topicId: topicId ?? NO_TOPIC }
  const key = `${at.userId} ${at.day} ${at.topicId}`
  let sums = all.get(key)
  if (sums === undefined) {
    sums = empty(at)
    all.set(key, sums)
  }
  return sums
}

const emptyPerformance = (at: TopicDay): PerformanceSums => ({
  ...at,
  interactions: 0,
  answered: 0,
  correct: 0,
  passed: 0,
  responseTimeSumMs: 0,
  responseTimeCount: 0,
  confidenceSum: 0,
  confidenceCount: 0,
  confidentErrors: 0,
  answerMs: 0,
  studyMs: 0,
  xpEarned: 0,
})

const emptyRetention = (at: TopicDay): RetentionSums => ({
  ...at,
  reviewed: 0,
  recalled: 0,
  again: 0,
  hard: 0,
  good: 0,
  easy: 0,
  responseTimeSumMs: 0,
  reviewMs: 0,
})
