import { expect, it } from "vitest"
import { fixedClock } from "./clock.ts"

it("a fixed clock stands still until it is moved", () => {
  const clock = fixedClock("2026-03-01T10:00:00Z")
  clock.now().setFullYear(1999)
  expect(clock.now()).toEqual(new Date("2026-03-01T10:00:00Z"))
  clock.advance(1500)
  expect(clock.now()).toEqual(new Date("2026-03-01T10:00:01.500Z"))
  clock.set("2027-01-01")
  expect(clock.now()).toEqual(new Date("2027-01-01"))
  expect(() => clock.set("nonsense")).toThrow(RangeError)
  expect(() => fixedClock("nonsense")).toThrow(RangeError)
})
