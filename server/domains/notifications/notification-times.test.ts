import fc from "fast-check"
import { expect, test } from "vitest"
import { weekdayOf } from "../../shared/study-day.ts"
import { nextTime } from "./notification-kinds.ts"

const HOUR_MS = 3_600_000
const zones = ["UTC", "Europe/Berlin", "America/New_York", "Asia/Kathmandu", "Pacific/Chatham", "Australia/Lord_Howe"]

const wallClock = (at: Date, timeZone: string) => {
  const parts = new Intl.DateTimeFormat("en-CA", {
    timeZone,
    hourCycle: "h23",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
    hour: "2-digit",
  }).formatToParts(at)
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? ""
  return { day: `${part("year")}-${part("month")}-${part("day")}`, hour: Number(part("hour")) }
}

test("comes next at the hour by the learner's clock, and on their day of the week", () => {
  fc.assert(
    fc.property(
      fc.date({ min: new Date("2026-01-01"), max: new Date("2028-01-01"), noInvalidDate: true }),
      fc.nat(23),
      fc.option(fc.nat(6)),
      fc.constantFrom(...zones),
      (after, hour, weekday, timeZone) => {
        const at = nextTime(after, { hour, weekday }, timeZone)
        expect(at.getTime()).toBeGreaterThan(after.getTime())
        // A day may have 25 hours.
        expect(at.getTime() - after.getTime()).toBeLessThanOrEqual((weekday === null ? 25 : 7 * 24 + 1) * HOUR_MS)
        const shown = wallClock(at, timeZone)
        if (weekday !== null) expect(weekdayOf(shown.day)).toBe(weekday)
        // The hour that is skipped in spring is made up right after the gap.
        expect([hour, hour + 1]).toContain(shown.hour)
      },
    ),
  )
})

test("keeps to the wall clock when the clocks change", () => {
  const daily = { hour: 18, weekday: null }
  const berlin = (after: string, time: Parameters<typeof nextTime>[1] = daily) =>
    nextTime(new Date(after), time, "Europe/Berlin").toISOString()
  expect(berlin("2026-03-28T12:00:00Z")).toBe("2026-03-28T17:00:00.000Z")
  expect(berlin("2026-03-28T17:00:00Z")).toBe("2026-03-29T16:00:00.000Z")
  // 02:00 does not exist on that day.
  expect(berlin("2026-03-28T12:00:00Z", { hour: 2, weekday: null })).toBe("2026-03-29T01:00:00.000Z")
  // Mondays only: from just after one to the next.
  expect(berlin("2026-11-23T08:00:00Z", { hour: 9, weekday: 1 })).toBe("2026-11-30T08:00:00.000Z")
})
