import { expect, it } from "vitest"
import { groupByAge } from "./group-by-age.ts"

it("splits into today, this week and months", () => {
  const now = new Date(2026, 10, 21, 9)
  const moments = [
    new Date(2026, 10, 21, 0, 5),
    new Date(2026, 10, 20, 23),
    new Date(2026, 10, 15, 1),
    new Date(2026, 10, 14, 23),
    new Date(2026, 9, 30),
    new Date(2026, 9, 2),
    new Date(2025, 9, 2),
  ]
  const groups = groupByAge(moments, (at) => at, now)
  expect(groups.map((group) => group.items.length)).toEqual([1, 2, 1, 2, 1])
  expect(groups.map((group) => group.age)).toEqual([
    "today",
    "week",
    new Date(2026, 10, 1),
    new Date(2026, 9, 1),
    new Date(2025, 9, 1),
  ])
})
