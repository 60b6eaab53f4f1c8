import type { CardMemory, Rating } from "./card.ts"
import { dayStartIn, type ReviewTime } from "./review-time.ts"

/** Quality of the answer, 0–5, as the algorithm counts it: Again 2, Hard 3, Good 4, Easy 5. */
const qualityOf = { 1: 2, 2: 3, 3: 4, 4: 5 } as const
const LOWEST_EASE = 1.3
/** Items answered below 4 come again on the same day until they are answered better; the paper does not say when. */
const AGAIN_TODAY_MS = 10 * 60_000

/** EF' = EF + (0.1 − (5−q)(0.08 + (5−q)·0.02)), never below 1.3 (Wozniak 1990, SM-2, step 5). */
export function easeAfter(ease: number, quality: number): number {
  const miss = 5 - quality
  return Math.max(LOWEST_EASE, ease + 0.1 - miss * (0.08 + miss * 0.02))
}

/**
 * SM-2 as published (P. A. Wozniak, "Optimization of learning", 1990): I(1) = 1, I(2) = 6, I(n) = I(n−1)·EF rounded
 * up; below quality 3 the repetitions begin again; items below 4 are repeated the same day until they reach it, and
 * those extra repetitions move neither the interval nor the easiness.
 */
export function scheduleSm2(memory: CardMemory, rating: Rating, time: ReviewTime): CardMemory {
  const quality = qualityOf[rating]
  if (memory.state === "relearning" || memory.state === "learning") return repeatToday(memory, quality, time)

  const isRemembered = quality >= 3
  const repetitions = isRemembered ? memory.repetitions + 1 : 0
  const intervalDays =
    !isRemembered || repetitions === 1 ? 1 : repetitions === 2 ? 6 : Math.ceil(memory.intervalDays * memory.ease)
  const scheduled: CardMemory = {
    ...memory,
    state: "review",
    ease: easeAfter(memory.ease, quality),
    repetitions,
    intervalDays,
    dueAt: dayStartIn(time, intervalDays),
    reviews: memory.reviews + 1,
    lapses: memory.lapses + (isRemembered || memory.state === "new" ? 0 : 1),
    lastReviewedAt: time.at,
  }
  return quality < 4
    ? againToday({ ...scheduled, state: memory.state === "new" ? "learning" : "relearning" }, time)
    : scheduled
}

function repeatToday(memory: CardMemory, quality: number, time: ReviewTime): CardMemory {
  const repeated = { ...memory, reviews: memory.reviews + 1, lastReviewedAt: time.at }
  return quality < 4
    ? againToday(repeated, time)
    : { ...repeated, state: "review", dueAt: dayStartIn(time, Math.max(1, memory.intervalDays)) }
}

function againToday(memory: CardMemory, time: ReviewTime): CardMemory {
  return { ...memory, dueAt: new Date(time.at.getTime() + AGAIN_TODAY_MS) }
}
