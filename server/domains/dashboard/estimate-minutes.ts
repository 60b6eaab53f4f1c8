import type { DayActivity } from "../learning-record/index.ts"

/** Until the learner's own pace is known. */
const SECONDS_PER_CARD = 12
const ENOUGH_REVIEWS = 20

/** Minutes that cards take, at the learner's own pace of these days where there is enough of it. At least one for any card. */
export function estimateMinutes(cards: number, days: readonly DayActivity[]): number {
  const reviewed = days.reduce((sum, day) => sum + day.reviewed, 0)
  const reviewMs = days.reduce((sum, day) => sum + day.reviewMs, 0)
  const msPerCard = reviewed >= ENOUGH_REVIEWS ? reviewMs / reviewed : SECONDS_PER_CARD * 1000
  return cards === 0 ? 0 : Math.max(1, Math.round((cards * msPerCard) / 60_000))
}
