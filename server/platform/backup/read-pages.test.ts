import fc from "fast-check"
import { expect, it } from "vitest"
import { pageRanges } from "./read-pages.ts"

const placeOf = (tid: string): number => {
  const [page, item] = tid.slice(1, -1).split(",").map(Number)
  return (page ?? 0) * 1000 + (item ?? 0)
}

it("covers every row of a heap exactly once, however large its values are", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 4_000_000_000 }), (pages, bytes) => {
      const ranges = [...pageRanges({ pages, bytes })]
      const gaps = ranges.filter(({ from }, at) => placeOf(from) !== (at === 0 ? 0 : placeOf(ranges[at - 1]?.to ?? "")))
      const empty = ranges.filter(({ from, to }) => placeOf(to) <= placeOf(from))
      expect({ gaps, empty, end: placeOf(ranges.at(-1)?.to ?? "") }).toEqual({ gaps: [], empty: [], end: pages * 1000 })
    }),
  )
})

it("reads many small pages at once, and few rows where each is large", () => {
  expect([...pageRanges({ pages: 1000, bytes: 1000 * 8192 })]).toHaveLength(4)
  expect([...pageRanges({ pages: 1, bytes: 200_000_000 })].length).toBeGreaterThan(100)
})
