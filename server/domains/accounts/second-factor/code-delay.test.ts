import fc from "fast-check"
import { expect, test } from "vitest"
import { delayOfNextCode } from "./code-delay.ts"

const at = new Date("2026-11-21T08:00:00Z")
const minutes = (wrong: number) => delayOfNextCode(wrong, at, at) / 60_000

test("the wait doubles from the fifth wrong code on, up to an hour", () => {
  expect([0, 1, 4, 5, 6, 7, 8, 9, 10, 11, 12, 1000].map(minutes)).toEqual([0, 0, 0, 1, 2, 4, 8, 16, 32, 60, 60, 60])
})

test("it ends by itself", () => {
  const later = (ms: number) => new Date(at.getTime() + ms)
  expect(delayOfNextCode(6, at, later(119_999))).toBe(1)
  expect(delayOfNextCode(6, at, later(120_000))).toBe(0)
  expect(delayOfNextCode(9, null, at)).toBe(0)
})

test("who guesses without pause gets 33 tries on the first day and 24 on each later one", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 500 }), fc.integer({ min: 0, max: 7_200_000 }), (wrong, sinceMs) => {
      const delay = delayOfNextCode(wrong, at, new Date(at.getTime() + sinceMs))
      expect(delay).toBeGreaterThanOrEqual(0)
      expect(delay).toBeLessThanOrEqual(3_600_000)
    }),
  )
  const triesOnDay: number[] = [0, 0]
  let [now, wrong] = [0, 0]
  while (now < 2 * 86_400_000) {
    const day = Math.floor(now / 86_400_000)
    triesOnDay[day] = (triesOnDay[day] ?? 0) + 1
    wrong += 1
    now += delayOfNextCode(wrong, at, at)
  }
  expect(triesOnDay).toEqual([33, 24])
})
