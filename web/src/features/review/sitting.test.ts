import { expect, it } from "vitest"
import type { ReviewItem } from "./review-queries.ts"
import {
  beginSitting,
  grade,
  leftIn,
  needsRefill,
  refill,
  rewrite,
  type Sitting,
  setAside,
  settleGrade,
  takeBack,
  undoable,
} from "./sitting.ts"

const minute = 60_000

function item(id: string, more: Partial<ReviewItem> = {}): ReviewItem {
  const preview = (minutes: number | null, intervalDays: number) => ({ dueAt: "", minutes, intervalDays })
  return {
    id,
    state: "review",
    reviews: 3,
    dueAt: new Date(0).toISOString(),
    previews: { again: preview(10, 0), hard: preview(null, 2), good: preview(null, 5), easy: preview(null, 9) },
    ...more,
  } as ReviewItem
}

const ids = (sitting: Sitting) => ({
  current: sitting.current?.id,
  waiting: sitting.waiting.map(({ id }) => id),
  returning: sitting.returning.map(({ card }) => card.id),
})

it("goes on at once, and brings a forgotten card back when it is due", () => {
  let sitting = beginSitting([item("a"), item("b"), item("c")], 0)
  sitting = grade(sitting, "r1", 1, 0)
  expect(ids(sitting)).toEqual({ current: "b", waiting: ["c"], returning: ["a"] })
  sitting = grade(sitting, "r2", 3, minute)
  expect(ids(sitting)).toEqual({ current: "c", waiting: [], returning: ["a"] })
  expect(leftIn(sitting)).toBe(2)
  // Nothing else is left: it is shown ahead of its time.
  sitting = grade(sitting, "r3", 3, 2 * minute)
  expect(ids(sitting)).toEqual({ current: "a", waiting: [], returning: [] })
  sitting = grade(sitting, "r4", 3, 3 * minute)
  expect(sitting.current).toBeUndefined()
})

it("shows a card in learning before those that wait once it is due", () => {
  let sitting = grade(beginSitting([item("a"), item("b"), item("c")], 0), "r1", 1, 0)
  sitting = grade(sitting, "r2", 3, 11 * minute)
  expect(ids(sitting)).toEqual({ current: "a", waiting: ["c"], returning: [] })
})

it("takes the latest grade back, also of a card that has come back already", () => {
  const start = beginSitting([item("a"), item("b")], 0)
  const graded = grade(start, "r1", 1, 0)
  expect(takeBack(graded)).toEqual(start)
  const alone = grade(beginSitting([item("a")], 0), "r1", 1, 0)
  expect(alone.current?.id).toBe("a")
  expect(takeBack(alone)).toEqual(beginSitting([item("a")], 0))
})

it("takes back a suspension and not a burial", () => {
  const start = beginSitting([item("a"), item("b")], 0)
  expect(takeBack(setAside(start, "suspended", 0))).toEqual(start)
  const buried = setAside(start, "buried", 0)
  expect(undoable(buried)).toBeUndefined()
  expect(takeBack(buried)).toBe(buried)
})

it("follows the server where it schedules otherwise than the preview said", () => {
  const sitting = grade(beginSitting([item("a"), item("b")], 0), "r1", 1, 0)
  const settled = settleGrade(sitting, "r1", { ...item("a"), reviews: 4, state: "review" }, 0)
  expect(ids(settled).returning).toEqual([])
  const good = grade(beginSitting([item("a", { previews: null as never }), item("b")], 0), "r1", 3, 0)
  const learning = { ...item("a"), reviews: 4, state: "learning" as const, dueAt: new Date(10 * minute).toISOString() }
  expect(ids(settleGrade(good, "r1", learning, 0)).returning).toEqual(["a"])
})

it("does not let an old reply undo what was taken back", () => {
  const back = takeBack(grade(beginSitting([item("a"), item("b")], 0), "r1", 3, 0))
  expect(ids(settleGrade(back, "r1", { ...item("a"), reviews: 4 }, 0))).toEqual({
    current: "a",
    waiting: ["b"],
    returning: [],
  })
})

it("takes previews and new cards of a newer queue, and nothing of an older one", () => {
  const sitting = grade(beginSitting([item("a"), item("b")], 0), "r1", 1, 0)
  expect(needsRefill(sitting, false)).toBe(true)
  const stale = refill(sitting, [item("a"), item("b"), item("c")], 0)
  expect(stale.returning[0]?.card.previews).toBeNull()
  expect(ids(stale)).toEqual({ current: "b", waiting: ["c"], returning: ["a"] })
  const fresh = refill(sitting, [item("a", { reviews: 4 }), item("b")], 0)
  expect(fresh.returning[0]?.card.previews).not.toBeNull()
  expect(needsRefill(fresh, false)).toBe(false)
})

it("does not ask again what the server has not heard of yet", () => {
  const sitting = grade(beginSitting([item("a"), item("b")], 0), "r1", 3, 0)
  expect(ids(refill(sitting, [item("a"), item("b")], 0))).toEqual({ current: "b", waiting: [], returning: [] })
  const buried = setAside(beginSitting([item("a"), item("b")], 0), "buried", 0)
  expect(ids(refill(buried, [item("a"), item("b")], 0)).waiting).toEqual([])
})

it("shows an edited card as it reads now", () => {
  const sitting = rewrite(beginSitting([item("a")], 0), { id: "a", front: "new", back: "text", tags: [] })
  expect(sitting.current).toMatchObject({ front: "new", back: "text", reviews: 3 })
})
