import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { auc, logLoss, type Prediction, rmseBins } from "./recall-metrics.ts"

function predicted(probability: number, isRecalled: boolean, bin: Partial<Prediction> = {}): Prediction {
  return { probability, isRecalled, elapsedDays: 1, reviewNumber: 2, lapses: 0, ...bin }
}

describe("log loss", () => {
  test("is the mean of −ln of what was said about what happened", () => {
    // −ln 0.9 = 0.10536, −ln 0.2 = 1.60944, −ln 0.5 = 0.69315; mean 0.80265
    expect(logLoss([predicted(0.9, true), predicted(0.8, false), predicted(0.5, true)])).toBeCloseTo(0.80265, 5)
  })
  test("stays finite when a certain prediction was wrong", () => {
    expect(logLoss([predicted(1, false)])).toBeCloseTo(36.0437, 3)
    expect(logLoss([predicted(0, false)])).toBeCloseTo(0, 10)
  })
})

describe("RMSE(bins)", () => {
  test("compares mean prediction and share recalled in each bin, weighted by its size", () => {
    const inOneBin = [predicted(0.9, true), predicted(0.7, false), predicted(0.8, true)]
    // Mean prediction 0.8, recalled 2/3: difference 0.13333.
    expect(rmseBins(inOneBin)).toBeCloseTo(0.13333, 5)
    // A second bin of one: difference 0.5. √((3 · 0.13333² + 1 · 0.5²) / 4) = 0.27538
    expect(rmseBins([...inOneBin, predicted(0.5, true, { elapsedDays: 30 })])).toBeCloseTo(0.27538, 5)
  })
  test("puts apart what differs in interval, reviews or lapses by a power, and nothing else", () => {
    const bins = (one: Partial<Prediction>, other: Partial<Prediction>) =>
      rmseBins([predicted(1, false, one), predicted(0, true, other)]) === 0 ? "together" : "apart"
    expect(bins({ elapsedDays: 1 }, { elapsedDays: 3 })).toBe("together")
    expect(bins({ elapsedDays: 3 }, { elapsedDays: 4 })).toBe("apart")
    expect(bins({ elapsedDays: 4 }, { elapsedDays: 13 })).toBe("together")
    expect(bins({ reviewNumber: 2 }, { reviewNumber: 3 })).toBe("together")
    expect(bins({ reviewNumber: 3 }, { reviewNumber: 4 })).toBe("apart")
    expect(bins({ lapses: 0 }, { lapses: 1 })).toBe("apart")
    expect(bins({ lapses: 2 }, { lapses: 1 })).toBe("apart")
    expect(bins({ lapses: 3 }, { lapses: 5 })).toBe("together")
  })
})

describe("AUC", () => {
  test("is the share of pairs in the right order, ties half", () => {
    // Pairs (recalled, forgotten): .9>.4, .9>.6, .5>.4, .5<.6 → 3 of 4.
    expect(auc([predicted(0.9, true), predicted(0.5, true), predicted(0.4, false), predicted(0.6, false)])).toBe(0.75)
    expect(auc([predicted(0.5, true), predicted(0.5, false)])).toBe(0.5)
    expect(auc([predicted(0.5, true)])).toBeNull()
  })
  test("agrees with counting all pairs", () => {
    const some = fc.array(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.boolean()), { minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(some, (outcomes) => {
        const predictions = outcomes.map(([tenths, isRecalled]) => predicted(tenths / 10, isRecalled))
        const good = predictions.filter(({ isRecalled }) => isRecalled)
        const bad = predictions.filter(({ isRecalled }) => !isRecalled)
        const points = good.flatMap((one) =>
          bad.map((other) => (Math.sign(one.probability - other.probability) + 1) / 2),
        )
        const counted = points.length === 0 ? null : points.reduce((sum, point) => sum + point, 0) / points.length
        const found = auc(predictions)
        if (counted === null) expect(found).toBeNull()
        else expect(found).toBeCloseTo(counted, 10)
      }),
    )
  })
})
