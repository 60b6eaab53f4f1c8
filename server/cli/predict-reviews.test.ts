import { existsSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { describe, expect, test } from "vitest"
import { predictReviews } from "./predict-reviews.ts"
import { auc, logLoss, rmseBins } from "./recall-metrics.ts"
import { readReviewLog } from "./review-log.ts"

const clock = { timeZone: "UTC", dayStartHour: 4, dailyGoalMinutes: 30 }

function log(...rows: string[]): string {
  return ["card_id,review_rating,review_time,review_duration", ...rows].join("\n")
}

test("reads a log in the order of time and says which line is none", () => {
  const reviews = readReviewLog(log("7,1,2026-01-02T10:00:00+00:00,1", "8,4,2026-01-01T10:00:00+00:00,2", ""))
  expect(reviews).toEqual([
    { cardId: "8", rating: 4, at: new Date("2026-01-01T10:00:00Z") },
    { cardId: "7", rating: 1, at: new Date("2026-01-02T10:00:00Z") },
  ])
  expect(() => readReviewLog(log("7,5,2026-01-02T10:00:00Z,1"))).toThrow("Line 2")
  expect(() => readReviewLog(log("7,3,2026-01-02T10:00:00Z,1", "7,3,yesterday,1"))).toThrow("Line 3")
  expect(() => readReviewLog("a,b\n1,2")).toThrow("card_id")
})

test("predicts what follows on a later study day, and counts reviews and lapses as the benchmark does", () => {
  const { fsrs, sm2, constant } = predictReviews(
    readReviewLog(
      log(
        "1,3,2026-01-01T10:00:00Z,1",
        // The same study day, although the next date: moves the memory, is not predicted.
        "1,3,2026-01-02T03:00:00Z,1",
        "1,1,2026-01-03T10:00:00Z,1",
        "1,3,2026-01-03T10:10:00Z,1",
        "1,3,2026-01-04T10:00:00Z,1",
      ),
    ),
    clock,
  )
  const shape = fsrs.map(({ probability: _, ...rest }) => rest)
  expect(shape).toEqual([
    { isRecalled: false, elapsedDays: 2, reviewNumber: 2, lapses: 0 },
    { isRecalled: true, elapsedDays: 1, reviewNumber: 3, lapses: 1 },
  ])
  for (const { probability } of fsrs) expect(probability).toBeGreaterThan(0.5)
  // SM-2's second interval is six days only on a later day; the first is one: 0.9² and 0.9.
  expect(sm2.map(({ probability }) => probability).map((p) => Math.round(p * 1e6) / 1e6)).toEqual([
    Math.round(0.9 ** (2 / 6) * 1e6) / 1e6,
    0.9,
  ])
  expect(constant.map(({ probability }) => probability)).toEqual([0.5, 0.5])
})

const real = join(import.meta.dirname, "../../../shared/fixtures/reviews/josh.csv")

describe.skipIf(!existsSync(real))("on a real log (skipped where ../shared/fixtures/reviews is absent)", () => {
  test("FSRS-6 predicts better than SM-2 and than any constant", () => {
    const { fsrs, sm2, constant } = predictReviews(readReviewLog(readFileSync(real, "utf8")), clock)
    expect(fsrs.length).toBeGreaterThan(5_000)
    expect(logLoss(fsrs)).toBeLessThan(Math.min(logLoss(sm2), logLoss(constant)))
    expect(rmseBins(fsrs)).toBeLessThan(Math.min(rmseBins(sm2), rmseBins(constant)))
    expect(auc(fsrs)).toBeGreaterThan(auc(sm2) ?? 1)
    expect(auc(constant)).toBe(0.5)
  })
})
