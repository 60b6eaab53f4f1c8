import { type Card as FsrsCard, fsrs, type Grade, State } from "ts-fsrs"
import type { CardMemory, CardState, Rating } from "./card.ts"
import { fuzzInterval } from "./fuzz-interval.ts"
import { dayStartIn, elapsedDays, type ReviewTime } from "./review-time.ts"

const MS_PER_DAY = 86_400_000
const MS_PER_MINUTE = 60_000

const stateOf = { new: State.New, learning: State.Learning, review: State.Review, relearning: State.Relearning }
const nameOf: Record<State, CardState> = {
  [State.New]: "new",
  [State.Learning]: "learning",
  [State.Review]: "review",
  [State.Relearning]: "relearning",
}

export interface FsrsOptions {
  /** Probability of recall at which a card comes back, 0.7–0.99. */
  desiredRetention: number
  /** The learner's own 21 weights; the reference ones by default. */
  weights?: readonly number[]
  /** Spreads cards that were learned together; null for the exact interval. */
  fuzzSeed: string | null
}

/** FSRS-6 by its reference implementation, with study days in place of UTC days: an answer at 1:00 belongs to the day before. */
export function scheduleFsrs(memory: CardMemory, rating: Rating, time: ReviewTime, options: FsrsOptions): CardMemory {
  const scheduler = fsrs({
    request_retention: options.desiredRetention,
    enable_fuzz: false,
    enable_short_term: true,
    ...(options.weights ? { w: options.weights } : {}),
  })
  // The library counts days by UTC dates, so it is given dates that stand for study days.
  const now = standInFor(0)
  const { card } = scheduler.next(cardFor(memory, time, now), now, rating as Grade)
  const state = nameOf[card.state]
  const isReview = state === "review"
  const intervalDays = isReview ? fuzzInterval(card.scheduled_days, options.fuzzSeed) : 0
  const waitMs = card.due.getTime() - now.getTime()
  return {
    ...memory,
    state,
    intervalDays,
    dueAt: isReview ? dayStartIn(time, intervalDays) : new Date(time.at.getTime() + Math.max(waitMs, MS_PER_MINUTE)),
    stability: card.stability,
    fsrsDifficulty: card.difficulty,
    learningStep: card.learning_steps,
    repetitions: rating === 1 ? 0 : memory.repetitions + 1,
    reviews: memory.reviews + 1,
    lapses: card.lapses,
    lastReviewedAt: time.at,
  }
}

/** Probability that the card is recalled now; 1 on the day of its last review. */
export function retrievabilityOf(memory: CardMemory, time: ReviewTime): number | null {
  if (memory.stability === null || memory.lastReviewedAt === null) return null
  return fsrs().forgetting_curve(elapsedDays(time, memory.lastReviewedAt), memory.stability)
}

const NOON = Date.UTC(2001, 0, 1, 12)
const standInFor = (daysAgo: number) => new Date(NOON - daysAgo * MS_PER_DAY)

function cardFor(memory: CardMemory, time: ReviewTime, now: Date): FsrsCard {
  const elapsed = memory.lastReviewedAt === null ? 0 : elapsedDays(time, memory.lastReviewedAt)
  return {
    due: now,
    stability: memory.stability ?? 0,
    difficulty: memory.fsrsDifficulty ?? 0,
    elapsed_days: elapsed,
    scheduled_days: memory.intervalDays,
    learning_steps: memory.learningStep,
    reps: memory.reviews,
    lapses: memory.lapses,
    state: stateOf[memory.state],
    ...(memory.lastReviewedAt === null ? {} : { last_review: standInFor(elapsed) }),
  }
}
