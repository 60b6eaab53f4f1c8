import fc from "fast-check"
import { expect, it } from "vitest"
import { linearScale, niceTicks } from "./plot-scale.ts"

it("ticks cover the range with equal, round steps", () => {
  fc.assert(
    fc.property(
      fc.double({ min: -1e6, max: 1e6, noNaN: true }),
      fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
      fc.integer({ min: 2, max: 10 }),
      (from, span, count) => {
        const ticks = niceTicks(from, from + span, count)
        expect(ticks.length).toBeGreaterThan(1)
        expect(ticks.length).toBeLessThanOrEqual(count + 2)
        expect(ticks[0]).toBeLessThanOrEqual(from + span * 1e-6)
        expect(ticks.at(-1)).toBeGreaterThanOrEqual(from + span * (1 - 1e-2))
      },
    ),
  )
  expect(niceTicks(0, 100)).toEqual([0, 50, 100])
  expect(niceTicks(75, 100, 6)).toEqual([75, 80, 85, 90, 95, 100])
})

it("scales, upside down too, and survives an empty range", () => {
  expect(linearScale(0, 10, 80, 20)(5)).toBe(50)
  expect(linearScale(3, 3, 0, 100)(3)).toBe(0)
})
