import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { LogEntry } from "../../learning-record/index.ts"
import { countStatistics, SCORED_AFTER, startOfTimeStep, timeStepOf } from "./count-statistics.ts"
import { LEAST_LEARNERS, LEAST_SCORED, statisticsOf } from "./statistics-of.ts"

const questionId = "01890000-0000-7000-8000-0000000000f1"

/** A first try by a learner who had `before` right of 20 answers. */
const first = (isCorrect: boolean, before = 10, more: Partial<LogEntry> = {}): LogEntry => ({
  userId: "01890000-0000-7000-8000-000000000001",
  id: "01890000-0000-7000-8000-0000000000e1",
  sequence: 21,
  kind: "answer",
  questionId,
  topicId: null,
  studyDay: "2026-11-20",
  isCorrect,
  selectedOptionIds: [isCorrect ? "a" : "b"],
  confidence: null,
  rating: null,
  responseTimeMs: 8_000,
  durationMs: 8_000,
  xpEarned: 10,
  isFirstTry: true,
  answeredBefore: 20,
  correctBefore: before,
  undone: null,
  ...more,
})

const statistics = (entries: readonly LogEntry[]) => {
  const { sums, counts } = countStatistics(entries)
  return statisticsOf(sums[0], counts)
}

describe("statistics of a question", () => {
  it("say nothing while a few learners could be made out", () => {
    const few = Array.from({ length: LEAST_LEARNERS - 1 }, () => first(true))
    // Trying again and again makes nobody more of a crowd.
    const again = Array.from({ length: 50 }, () => first(true, 10, { isFirstTry: false }))
    expect(statistics([...few, ...again])).toBeUndefined()
    expect(statistics([...few, first(true)])).toBeDefined()
  })

  it("take how hard it is from first tries alone", () => {
    const tries = [first(true), first(false), first(false), first(false), first(false)]
    const again = [0, 1, 2, 3].map(() => first(true, 10, { isFirstTry: false, selectedOptionIds: ["a"] }))
    expect(statistics([...tries, ...again])).toMatchObject({
      answered: 9,
      learners: 5,
      facility: 0.2,
      shareCorrect: 5 / 9,
      choices: [
        { optionId: "a", count: 1 },
        { optionId: "b", count: 4 },
      ],
    })
  })

  it("give the correlation between being right and how much was right before", () => {
    // By the textbook's formula on the same numbers.
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.boolean(), fc.integer({ min: 0, max: 20 })), { minLength: LEAST_SCORED, maxLength: 60 }),
        (tries) => {
          const found = statistics(tries.map(([isCorrect, before]) => first(isCorrect, before)))?.discrimination
          const expected = pearson(tries.map(([isCorrect, before]) => [isCorrect ? 1 : 0, before / 20]))
          if (expected === null) expect(found).toBeNull()
          else expect(found).toBeCloseTo(expected, 8)
        },
      ),
    )
    const apart = Array.from({ length: 30 }, (_, n) => first(n >= 15, n >= 15 ? 18 : 4))
    expect(statistics(apart)?.discrimination).toBeCloseTo(1)
  })

  it("leave out of it who has answered too little to be judged by it", () => {
    const new_ = Array.from({ length: 40 }, (_, n) => first(n % 2 === 0, n % 7, { answeredBefore: SCORED_AFTER - 1 }))
    expect(statistics(new_)?.discrimination).toBeNull()
  })

  it("give the median time to within a tenth", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 300, max: 600_000 }), { minLength: 5, maxLength: 99 }), (times) => {
        const found = statistics(times.map((responseTimeMs) => first(true, 10, { responseTimeMs })))?.medianMs ?? 0
        const sorted = times.toSorted((a, b) => a - b)
        const [low = 0, high = 0] = [sorted[Math.ceil(times.length / 2) - 1], sorted[Math.floor(times.length / 2)]]
        // The step that holds the median is known, the place within it is not.
        expect(found).toBeGreaterThanOrEqual(startOfTimeStep(timeStepOf(low)) - 1)
        expect(found).toBeLessThanOrEqual(startOfTimeStep(timeStepOf(high) + 1) + 1)
      }),
    )
    expect(startOfTimeStep(timeStepOf(9_000) + 1) / startOfTimeStep(timeStepOf(9_000))).toBeCloseTo(1.19, 2)
  })
})

function pearson(pairs: readonly [number, number][]): number | null {
  const n = pairs.length
  const mean = (of: (pair: [number, number]) => number) => pairs.reduce((sum, pair) => sum + of(pair), 0) / n
  const [meanX, meanY] = [mean(([x]) => x), mean(([, y]) => y)]
  const covariance = mean(([x, y]) => (x - meanX) * (y - meanY))
  const spread = Math.sqrt(mean(([x]) => (x - meanX) ** 2) * mean(([, y]) => (y - meanY) ** 2))
  return spread < 1e-12 ? null : covariance / spread
}
