import { expect, it } from "vitest"
import { leafDensityOf } from "./index-density.ts"

it("is the share of the leaves that the entries fill", () => {
  // 32 bytes of key: 8 + 32 = 40, with the line pointer 44. A leaf holds (8192 − 40) / 44 = 185 of them.
  expect(leafDensityOf({ tuples: 185 * 99, pages: 100, keyBytes: 32 })).toBeCloseTo(0.998, 2)
  expect(leafDensityOf({ tuples: 185 * 20, pages: 100, keyBytes: 32 })).toBeCloseTo(0.2, 1)
})

it("does not exceed 1 where equal keys share their place, and says nothing of what it cannot tell", () => {
  expect(leafDensityOf({ tuples: 1_000_000, pages: 10, keyBytes: 8 })).toBe(1)
  expect(leafDensityOf({ tuples: 0, pages: 100, keyBytes: 32 })).toBe(0)
  expect(leafDensityOf({ tuples: 5, pages: 1, keyBytes: 8 })).toBeUndefined()
  expect(leafDensityOf(undefined)).toBeUndefined()
})
