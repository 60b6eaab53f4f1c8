import { expect, it } from "vitest"
import type { Rating, SittingCard, Step } from "./sitting.ts"
import { sumUpSitting } from "./sum-up-sitting.ts"

const now = new Date(2026, 10, 21, 9, 30)
const inDays = (days: number, hour = 4) => new Date(2026, 10, 21 + days, hour).toISOString()

function graded(id: string, rating: Rating, dueAt: string): Step {
  const card = { id, previews: null } as SittingCard
  return { kind: "graded", reviewId: `${id}${rating}`, rating, before: card, after: { ...card, dueAt }, atMs: 0 }
}

it("counts grades, and when each card comes back by its last one", () => {
  const steps = [
    graded("a", 1, inDays(0, 9)),
    graded("b", 3, inDays(1)),
    graded("a", 3, inDays(3)),
    graded("c", 4, inDays(90)),
    graded("d", 2, inDays(0, 23)),
  ]
  expect(sumUpSitting({ steps }, now)).toEqual({
    reviews: 5,
    cards: 4,
    recalled: 4,
    byRating: { 1: 1, 2: 1, 3: 2, 4: 1 },
    comesBack: [
      { when: "today", count: 1 },
      { when: "tomorrow", count: 1 },
      { when: "week", count: 1 },
      { when: "later", count: 1 },
    ],
  })
})

it("takes the preview where the server has not answered, and leaves out what was put aside", () => {
  const previews = { good: { dueAt: inDays(14), intervalDays: 14, minutes: null } }
  const card = { id: "a", previews } as unknown as SittingCard
  const steps: Step[] = [
    { kind: "graded", reviewId: "r", rating: 3, before: card, after: undefined, atMs: 0 },
    { kind: "buried", before: { ...card, id: "b" }, atMs: 0 },
  ]
  expect(sumUpSitting({ steps }, now)).toMatchObject({ reviews: 1, comesBack: [{ when: "month", count: 1 }] })
})
