import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { addDays } from "../../shared/study-day.ts"
import { orderQueue, spread, takeInTurn } from "./build-queue.ts"
import { type CardMemory, newMemory, type Rating } from "./card.ts"
import { scheduleFsrs } from "./fsrs-scheduler.ts"
import { fuzzInterval, fuzzRange } from "./fuzz-interval.ts"
import { reviewTimeOf } from "./review-time.ts"
import { previewRatings, scheduleCard } from "./schedule-card.ts"
import { easeAfter, scheduleSm2 } from "./sm2-scheduler.ts"

const clock = { timeZone: "Europe/Berlin", dayStartHour: 4, dailyGoalMinutes: 30 }
const start = new Date("2026-03-02T09:00:00Z")
const at = (date: Date) => reviewTimeOf(date, clock)
const exact = { desiredRetention: 0.9, fuzzSeed: null }

/** Grades a card each time it is due and returns what the scheduler said. */
function follow(
  ratings: Rating[],
  schedule: (memory: CardMemory, rating: Rating, at: Date) => CardMemory,
): CardMemory[] {
  let memory = newMemory(start)
  let now = start
  return ratings.map((rating) => {
    memory = schedule(memory, rating, now)
    // The interval counts days; the hour of study stays the same.
    now =
      memory.intervalDays > 0 ? new Date(Math.max(memory.dueAt.getTime(), now.getTime()) + 6 * 3_600_000) : memory.dueAt
    return memory
  })
}

describe("FSRS-6", () => {
  it("gives the reference implementation's intervals", () => {
    const ratings = [3, 3, 3, 3, 3, 3, 1, 1, 3, 3, 3, 3, 3] as Rating[]
    const memories = follow(ratings, (memory, rating, now) => scheduleFsrs(memory, rating, at(now), exact))
    expect(memories.map(({ intervalDays }) => intervalDays)).toEqual([0, 2, 11, 46, 163, 498, 0, 0, 2, 4, 7, 12, 21])
  })

  it("gives the reference implementation's memory state", () => {
    let memory = newMemory(start)
    const days = [0, 0, 1, 3, 8, 21]
    let day = 0
    ;([1, 3, 3, 3, 3, 3] as Rating[]).forEach((rating, i) => {
      day += days[i] ?? 0
      memory = scheduleFsrs(memory, rating, at(new Date(start.getTime() + day * 86_400_000)), exact)
    })
    expect(memory.stability).toBeCloseTo(53.62691, 4)
    expect(memory.fsrsDifficulty).toBeCloseTo(6.3574867, 6)
  })

  it("comes due when a study day begins, also across a change of the clock", () => {
    const [, second] = follow([3, 3, 3], (memory, rating, now) => scheduleFsrs(memory, rating, at(now), exact))
    expect(second?.dueAt.toISOString()).toBe("2026-03-04T03:00:00.000Z")
  })
})

describe("SM-2", () => {
  it("moves the easiness as published", () => {
    expect([0, 1, 2, 3, 4, 5].map((quality) => Number(easeAfter(2.5, quality).toFixed(2)))).toEqual([
      1.7, 1.96, 2.18, 2.36, 2.5, 2.6,
    ])
    expect(easeAfter(1.3, 0)).toBe(1.3)
  })

  it("gives 1, 6, then interval times easiness", () => {
    const memories = follow([3, 3, 3, 3], (memory, rating, now) => scheduleSm2(memory, rating, at(now)))
    expect(memories.map(({ intervalDays }) => intervalDays)).toEqual([1, 6, 15, 38])
  })

  it("begins again after a lapse and repeats the same day until it is better", () => {
    const memories = follow([3, 3, 1, 2, 3, 3], (memory, rating, now) => scheduleSm2(memory, rating, at(now)))
    expect(memories.map(({ state }) => state)).toEqual([
      "review",
      "review",
      "relearning",
      "relearning",
      "review",
      "review",
    ])
    expect(memories.map(({ intervalDays }) => intervalDays)).toEqual([1, 6, 1, 1, 1, 1])
    expect(memories[2]).toMatchObject({ repetitions: 0, lapses: 1 })
    // The extra repetitions of the same day leave the easiness alone.
    expect(memories[4]?.ease).toBe(memories[2]?.ease)
  })
})

const ratingArb = fc.constantFrom<Rating>(1, 2, 3, 4)

describe("every scheduler", () => {
  it.each(["fsrs", "sm2"] as const)(
    "%s: a card is never due before it was reviewed, and better ratings never come back sooner",
    (scheduler) => {
      const deck = { scheduler, desiredRetention: 0.9 }
      fc.assert(
        fc.property(
          fc.array(ratingArb, { minLength: 1, maxLength: 25 }),
          fc.integer({ min: 0, max: 40 }),
          (ratings, lateDays) => {
            let card = { id: "card", ...newMemory(start) }
            let now = start
            for (const rating of ratings) {
              const time = at(now)
              const previews = previewRatings(card, deck, time)
              expect(previews.hard.dueAt <= previews.easy.dueAt).toBe(true)
              expect(previews.again.dueAt <= previews.good.dueAt).toBe(true)
              card = { ...card, ...scheduleCard(card, rating, deck, time) }
              expect(card.dueAt > now).toBe(true)
              expect(card.ease).toBeGreaterThanOrEqual(1.3)
              expect(Number.isInteger(card.intervalDays)).toBe(true)
              now = new Date(card.dueAt.getTime() + lateDays * 86_400_000)
            }
          },
        ),
        { numRuns: 60 },
      )
    },
  )

  it("does what its button said", () => {
    fc.assert(
      fc.property(fc.array(ratingArb, { maxLength: 8 }), ratingArb, (ratings, last) => {
        const deck = { scheduler: "fsrs", desiredRetention: 0.9 } as const
        let card = { id: "card", ...newMemory(start) }
        for (const rating of ratings) card = { ...card, ...scheduleCard(card, rating, deck, at(card.dueAt)) }
        const time = at(card.dueAt)
        const button = Object.values(previewRatings(card, deck, time))[last - 1]
        expect(scheduleCard(card, last, deck, time).dueAt).toEqual(button?.dueAt)
      }),
      { numRuns: 60 },
    )
  })
})

describe("fuzz", () => {
  it("stays within its range and uses all of it", () => {
    expect(fuzzRange(2)).toEqual({ least: 2, most: 2 })
    expect(fuzzRange(10)).toEqual({ least: 8, most: 12 })
    const seen = new Set(Array.from({ length: 400 }, (_, i) => fuzzInterval(10, `card:${i}`)))
    expect([...seen].sort((a, b) => a - b)).toEqual([8, 9, 10, 11, 12])
    expect(fuzzInterval(10, null)).toBe(10)
  })
})

describe("the queue", () => {
  it("spreads new cards evenly among reviews and loses none", () => {
    expect(spread(["1", "2", "3", "4", "5", "6"], ["a", "b"])).toEqual(["1", "2", "a", "3", "4", "b", "5", "6"])
    fc.assert(
      fc.property(fc.array(fc.nat()), fc.array(fc.nat()), (main, others) => {
        const mixed = spread(main, others)
        expect(mixed).toHaveLength(main.length + others.length)
      }),
    )
  })

  it("begins with what is being learned", () => {
    const card = (id: string) => ({ id }) as Parameters<typeof orderQueue>[0]["new"][number]
    const queue = orderQueue({ learning: [card("l")], missed: [card("m")], reviews: [card("r")], new: [card("n")] })
    expect(queue.map(({ id }) => id)).toEqual(["l", "m", "r", "n"])
  })

  it("takes new cards from every deck in turn", () => {
    expect(takeInTurn([["a1", "a2", "a3"], ["b1"], ["c1", "c2"]], 5)).toEqual(["a1", "b1", "c1", "a2", "c2"])
    expect(takeInTurn([["a1"], ["b1"]], 9)).toEqual(["a1", "b1"])
    expect(takeInTurn([["a1"]], 0)).toEqual([])
    expect(takeInTurn([["a1"]], -3)).toEqual([])
    expect(takeInTurn([], 3)).toEqual([])
  })

  it("belongs to the study day, not to midnight", () => {
    expect(at(new Date("2026-03-03T02:30:00Z")).studyDay).toBe("2026-03-02")
    expect(addDays(at(new Date("2026-03-03T03:30:00Z")).studyDay, 0)).toBe("2026-03-03")
  })
})
