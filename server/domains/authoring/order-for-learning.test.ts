import { describe, expect, test } from "vitest"
import { orderForLearning } from "./order-for-learning.ts"

const section = (index: number, parentIndex: number | null, wordCount: number) => ({
  index,
  parentIndex,
  title: `Section ${index}`,
  wordCount,
})
const asset = (start: number, score: number, sectionIndex: number | null) => ({
  score,
  sectionIndex,
  evidence: { start, end: start + 1, quote: "", pageNumber: null },
})

describe("orderForLearning", () => {
  test("a book goes chapter by chapter, each with its best first, in reading order where equally good", () => {
    const chapters = [section(0, null, 9000), section(2, null, 9000)]
    const sections = [...chapters, section(1, 0, 500)].sort((a, b) => a.index - b.index)
    const assets = [asset(90, 3, 2), asset(1, 1, 0), asset(20, 2, 1), asset(10, 2, 0)]
    expect(orderForLearning(assets, sections, chapters).map(({ evidence }) => evidence.start)).toEqual([10, 20, 1, 90])
  })

  test("a short text begins with its best, wherever it stands", () => {
    const sections = [section(0, null, 900), section(1, null, 900)]
    const assets = [asset(1, 1, 0), asset(20, 1.5, null), asset(90, 3, 1)]
    expect(orderForLearning(assets, sections, sections).map(({ score }) => score)).toEqual([3, 1.5, 1])
  })
})
