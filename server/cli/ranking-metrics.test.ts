import { describe, expect, it } from "vitest"
import { averagePrecision, ndcg, rankingMetrics, recall, reciprocalRank } from "./ranking-metrics.ts"

const relevant = new Map([
  ["a", 2],
  ["b", 1],
])

describe("metrics of a ranking", () => {
  it("is best when the highest grades come first", () => {
    expect(ndcg(["a", "b", "x"], relevant, 10)).toBe(1)
    expect(ndcg(["b", "a"], relevant, 10)).toBeCloseTo((1 + 2 / Math.log2(3)) / (2 + 1 / Math.log2(3)))
    expect(ndcg(["x", "a"], relevant, 1)).toBe(0)
  })

  it("counts what is found, and where first", () => {
    expect(recall(["x", "b", "y"], relevant, 2)).toBe(0.5)
    expect(recall(["x", "b", "a"], relevant, 2)).toBe(0.5)
    expect(reciprocalRank(["x", "b"], relevant, 10)).toBe(0.5)
    expect(reciprocalRank(["x", "b"], relevant, 1)).toBe(0)
  })

  it("takes what is missing from the ranking as never found", () => {
    expect(averagePrecision(["a", "x", "b"], relevant)).toBeCloseTo((1 + 2 / 3) / 2)
    expect(averagePrecision(["a"], relevant)).toBe(0.5)
    expect(averagePrecision([], relevant)).toBe(0)
  })

  it("is a mean over queries", () => {
    const metrics = rankingMetrics([
      { ranking: ["a", "b"], relevant },
      { ranking: ["x"], relevant },
    ])
    expect(metrics).toEqual({ "ndcg@10": 0.5, "recall@10": 0.5, "mrr@10": 0.5, map: 0.5 })
  })
})
