import { type CardMemory, type Deck, LEECH_LAPSES, type Rating } from "./card.ts"
import { scheduleFsrs } from "./fsrs-scheduler.ts"
import type { ReviewTime } from "./review-time.ts"
import { scheduleSm2 } from "./sm2-scheduler.ts"

type Scheduling = Pick<Deck, "scheduler" | "desiredRetention">

/** What a card's memory becomes with a rating, by its deck's scheduler. The preview and the review give the same. */
export function scheduleCard(
  card: CardMemory & { id: string },
  rating: Rating,
  deck: Scheduling,
  time: ReviewTime,
): CardMemory {
  if (deck.scheduler === "sm2") return scheduleSm2(card, rating, time)
  return scheduleFsrs(card, rating, time, {
    desiredRetention: deck.desiredRetention,
    fuzzSeed: `${card.id}:${card.reviews}`,
  })
}

export interface RatingPreview {
  dueAt: Date
  /** 0 when the card comes again today. */
  intervalDays: number
  /** Minutes until then when it comes again today; null otherwise. */
  minutes: number | null
}

export type RatingPreviews = Record<"again" | "hard" | "good" | "easy", RatingPreview>

/** What each button would do: the next interval stands on it. */
export function previewRatings(card: CardMemory & { id: string }, deck: Scheduling, time: ReviewTime): RatingPreviews {
  const preview = (rating: Rating): RatingPreview => {
    const { dueAt, state, intervalDays } = scheduleCard(card, rating, deck, time)
    const isToday = state === "learning" || state === "relearning"
    return {
      dueAt,
      intervalDays: isToday ? 0 : intervalDays,
      minutes: isToday ? Math.max(1, Math.round((dueAt.getTime() - time.at.getTime()) / 60_000)) : null,
    }
  }
  return { again: preview(1), hard: preview(2), good: preview(3), easy: preview(4) }
}

/** A card that was forgotten this often is better rewritten. */
export function isLeech(memory: Pick<CardMemory, "lapses">): boolean {
  return memory.lapses >= LEECH_LAPSES
}
