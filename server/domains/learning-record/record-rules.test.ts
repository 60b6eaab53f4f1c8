import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { addDays } from "../../shared/study-day.ts"
import { masteryLevelOf } from "./mastery-rules.ts"
import { continueStreak, type Streak, standingStreak } from "./streak-rules.ts"
import { levelOf, xpOfAnswer, xpOfLevel, xpOfReview, xpOfStreakDay } from "./xp-rules.ts"

describe("XP and levels", () => {
  it("pays what was decided", () => {
    expect((["easy", "medium", "hard", "nbme"] as const).map((difficulty) => xpOfAnswer(difficulty, true))).toEqual([
      10, 15, 20, 25,
    ])
    expect(xpOfAnswer("nbme", false)).toBe(2)
    expect([1, 2, 3, 4].map((rating) => xpOfReview(rating as 1))).toEqual([1, 5, 5, 5])
    expect([1, 9, 10, 11, 300].map(xpOfStreakDay)).toEqual([5, 45, 50, 50, 50])
  })

  it("begins level n at 25·n·(n−1) XP", () => {
    expect([1, 2, 3, 4, 5].map(xpOfLevel)).toEqual([0, 50, 150, 300, 500])
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200_000 }), (level) => {
        expect(levelOf(xpOfLevel(level))).toBe(level)
        expect(levelOf(xpOfLevel(level + 1) - 1)).toBe(level)
      }),
    )
    expect(levelOf(-30)).toBe(1)
  })
})

describe("mastery", () => {
  it.each([
    [4, 4, "novice"],
    [5, 1, "novice"],
    [5, 2, "beginner"],
    [10, 6, "intermediate"],
    [20, 15, "advanced"],
    [19, 19, "advanced"],
    [20, 17, "advanced"],
    [20, 18, "expert"],
  ] as const)("%i answered, %i right: %s", (answered, correct, level) => {
    expect(masteryLevelOf(answered, correct)).toBe(level)
  })
})

describe("streaks", () => {
  const none: Streak = { current: 0, longest: 0, freezes: 0, lastStudyDay: null }
  const study = (days: string[], from = none) => days.reduce((streak, day) => continueStreak(streak, day).streak, from)
  const daysFrom = (day: string, count: number) => Array.from({ length: count }, (_, i) => addDays(day, i))

  it("counts days in a row, once each", () => {
    expect(study(["2026-03-01", "2026-03-01", "2026-03-02"])).toMatchObject({ current: 2, longest: 2 })
  })

  it("begins anew after a missed day without a freeze", () => {
    expect(study(["2026-03-01", "2026-03-02", "2026-03-04"])).toMatchObject({ current: 1, longest: 2 })
  })

  it("earns a freeze with the seventh day and spends it on a missed one", () => {
    const week = study(daysFrom("2026-03-01", 7))
    expect(week).toMatchObject({ current: 7, freezes: 1 })
    const step = continueStreak(week, "2026-03-09")
    expect(step).toMatchObject({ frozenDays: ["2026-03-08"], streak: { current: 8, freezes: 0 } })
  })

  it("keeps two freezes at most", () => {
    expect(study(daysFrom("2026-03-01", 35))).toMatchObject({ current: 35, freezes: 2 })
  })

  it("spends no freeze where they cannot cover every missed day", () => {
    const week = study(daysFrom("2026-03-01", 7))
    expect(continueStreak(week, "2026-03-10").streak).toMatchObject({ current: 1, freezes: 1 })
  })

  it("is not moved by a day that comes late", () => {
    const streak = study(["2026-03-05"])
    expect(continueStreak(streak, "2026-03-01")).toMatchObject({ streak, isNewDay: false })
  })

  it("stands until it can no longer be continued", () => {
    const streak = study(["2026-03-04", "2026-03-05"])
    expect(["2026-03-05", "2026-03-06", "2026-03-07"].map((today) => standingStreak(streak, today))).toEqual([2, 2, 0])
  })
})
