import { newMemory, type ReviewTime, retrievabilityOf, reviewTimeOf, scheduleCard } from "../domains/reviews/index.ts"
import { daysBetween } from "../shared/study-day.ts"
import type { Prediction } from "./recall-metrics.ts"
import type { LoggedReview } from "./review-log.ts"

export const schedulers = ["fsrs", "sm2", "constant"] as const
export type Scheduler = (typeof schedulers)[number]

/** Recall to which SM-2's interval is taken to lead: the forgetting curve it is given in srs-benchmark. */
const SM2_RECALL_AT_INTERVAL = 0.9

/**
 * Runs each card's history through the schedulers the product uses and asks before every review how likely recall is.
 *
 * - `fsrs`: FSRS-6 with default weights; its retrievability.
 * - `sm2`: gives no probability of its own, so P = 0.9^(t / I) for t days after a review that set the interval I, as the
 *   open-spaced-repetition benchmark does.
 * - `constant`: the share recalled in this very log, for every review. No constant does better.
 *
 * As in that benchmark, reviews on the day of the one before move the memory but are not predicted, and neither is
 * the first of a card.
 */
export function predictReviews(
  reviews: readonly LoggedReview[],
  clock: ReviewTime["clock"],
): Record<Scheduler, Prediction[]> {
  const found: Record<Scheduler, Prediction[]> = { fsrs: [], sm2: [], constant: [] }
  for (const [cardId, history] of Map.groupBy(reviews, (review) => review.cardId)) {
    const first = history[0]
    if (first === undefined) continue
    let fsrs = { id: cardId, ...newMemory(first.at) }
    let sm2 = fsrs
    let before: ReviewTime | undefined
    let reviewNumber = 1
    let lapses = 0
    for (const { at, rating } of history) {
      const time = reviewTimeOf(at, clock)
      const elapsedDays = before === undefined ? 0 : daysBetween(before.studyDay, time.studyDay)
      if (elapsedDays > 0) {
        reviewNumber += 1
        const outcome = { isRecalled: rating > 1, elapsedDays, reviewNumber, lapses }
        found.fsrs.push({ ...outcome, probability: retrievabilityOf(fsrs, time) ?? 1 })
        found.sm2.push({
          ...outcome,
          probability: SM2_RECALL_AT_INTERVAL ** (elapsedDays / Math.max(1, sm2.intervalDays)),
        })
        if (rating === 1) lapses += 1
      }
      const deck = { desiredRetention: SM2_RECALL_AT_INTERVAL }
      fsrs = { id: cardId, ...scheduleCard(fsrs, rating, { ...deck, scheduler: "fsrs" }, time) }
      sm2 = { id: cardId, ...scheduleCard(sm2, rating, { ...deck, scheduler: "sm2" }, time) }
      before = time
    }
  }
  const recalled = found.fsrs.filter(({ isRecalled }) => isRecalled).length
  const probability = recalled / Math.max(1, found.fsrs.length)
  found.constant = found.fsrs.map((prediction) => ({ ...prediction, probability }))
  return found
}
