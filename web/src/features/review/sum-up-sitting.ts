import { previewOf, type Rating, type Sitting } from "./sitting.ts"

export type When = "today" | "tomorrow" | "week" | "month" | "later"

export interface SittingSummary {
  /** Grades given and not taken back; a card that came back counts each time. */
  reviews: number
  /** Cards among them. */
  cards: number
  /** Grades other than Again. */
  recalled: number
  byRating: Record<Rating, number>
  /** When the cards come back by their last grade. */
  comesBack: { when: When; count: number }[]
}

const dayMs = 86_400_000

/** What a sitting came to, seen at `now` by this machine's calendar. */
export function sumUpSitting({ steps }: Pick<Sitting, "steps">, now: Date): SittingSummary {
  const graded = steps.filter((step) => step.kind === "graded")
  const byRating: Record<Rating, number> = { 1: 0, 2: 0, 3: 0, 4: 0 }
  for (const { rating } of graded) byRating[rating] += 1
  const lastOf = new Map(graded.map((step) => [step.before.id, step]))
  const startOfDay = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime()
  const counts = new Map<When, number>()
  for (const step of lastOf.values()) {
    const dueAt = step.after?.dueAt ?? previewOf(step.before.previews, step.rating)?.dueAt
    if (!dueAt) continue
    const days = Math.floor((Date.parse(dueAt) - startOfDay) / dayMs)
    const when = days < 1 ? "today" : days < 2 ? "tomorrow" : days <= 7 ? "week" : days <= 31 ? "month" : "later"
    counts.set(when, (counts.get(when) ?? 0) + 1)
  }
  return {
    reviews: graded.length,
    cards: lastOf.size,
    recalled: graded.length - byRating[1],
    byRating,
    comesBack: (["today", "tomorrow", "week", "month", "later"] as const).flatMap((when) => {
      const count = counts.get(when)
      return count === undefined ? [] : [{ when, count }]
    }),
  }
}
