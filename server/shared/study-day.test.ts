import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { addDays, daysBetween, startOfStudyDay, studyDayOf, weekdayOf } from "./study-day.ts"

const zones = [
  "UTC",
  "Europe/Berlin",
  "America/New_York",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
  "Pacific/Apia",
  "America/Sao_Paulo",
  "Africa/Cairo",
]
const moment = fc.date({ min: new Date("2012-01-02"), max: new Date("2040-01-01"), noInvalidDate: true })
const hour = fc.integer({ min: 0, max: 23 })

describe("studyDayOf", () => {
  it.each([
    ["2026-03-01T03:59:59Z", "UTC", 4, "2026-02-28"],
    ["2026-03-01T04:00:00Z", "UTC", 4, "2026-03-01"],
    ["2026-03-01T00:00:00Z", "UTC", 0, "2026-03-01"],
    ["2026-02-28T23:59:59.999Z", "UTC", 0, "2026-02-28"],
    ["2026-07-01T01:59:59Z", "Europe/Berlin", 4, "2026-06-30"],
    ["2026-07-01T02:00:00Z", "Europe/Berlin", 4, "2026-07-01"],
    ["2026-01-01T08:59:59Z", "America/New_York", 4, "2025-12-31"],
    // Clocks go forward at 2:00 in Berlin: 4:00 comes an hour earlier than the day before.
    ["2026-03-29T01:59:59Z", "Europe/Berlin", 4, "2026-03-28"],
    ["2026-03-29T02:00:00Z", "Europe/Berlin", 4, "2026-03-29"],
    // And back in October, an hour later.
    ["2026-10-25T02:59:59Z", "Europe/Berlin", 4, "2026-10-24"],
    ["2026-10-25T03:00:00Z", "Europe/Berlin", 4, "2026-10-25"],
    ["2024-02-29T12:00:00Z", "UTC", 4, "2024-02-29"],
    // Within one hour: St John's went back at a minute past midnight, into the day before.
    ["2010-11-07T02:29:59Z", "America/St_Johns", 0, "2010-11-06"],
    ["2010-11-07T02:30:59Z", "America/St_Johns", 0, "2010-11-07"],
    ["2010-11-07T02:31:00Z", "America/St_Johns", 0, "2010-11-06"],
    ["2010-11-07T03:30:00Z", "America/St_Johns", 0, "2010-11-07"],
  ])("%s in %s from %i:00 is %s", (at, zone, dayStartHour, day) => {
    expect(studyDayOf(new Date(at), zone, dayStartHour)).toBe(day)
  })

  it("refuses an unknown time zone", () => {
    expect(() => studyDayOf(new Date(), "Mars/Olympus", 4)).toThrow(
      expect.objectContaining({ type: "time-zone-unknown" }),
    )
  })
})

describe("startOfStudyDay", () => {
  it.each([
    ["2026-03-01", "UTC", 4, "2026-03-01T04:00:00.000Z"],
    ["2026-03-29", "Europe/Berlin", 4, "2026-03-29T02:00:00.000Z"],
    // 2:00 does not exist on that day: the day begins at 3:00 summer time.
    ["2026-03-29", "Europe/Berlin", 2, "2026-03-29T01:00:00.000Z"],
    // 2:00 comes twice: the first.
    ["2026-10-25", "Europe/Berlin", 2, "2026-10-25T00:00:00.000Z"],
    // Midnight does not exist.
    ["2024-04-26", "Africa/Cairo", 0, "2024-04-25T22:00:00.000Z"],
    // Lord Howe moves by half an hour.
    ["2026-10-04", "Australia/Lord_Howe", 2, "2026-10-03T15:30:00.000Z"],
  ])("of %s in %s at %i:00 is %s", (day, zone, dayStartHour, at) => {
    expect(startOfStudyDay(day, zone, dayStartHour).toISOString()).toBe(at)
  })

  it("begins the day that studyDayOf names, and the moment before is the day before", () => {
    fc.assert(
      fc.property(moment, fc.constantFrom(...zones), hour, (at, zone, dayStartHour) => {
        const day = studyDayOf(at, zone, dayStartHour)
        const start = startOfStudyDay(day, zone, dayStartHour)
        expect(start.getTime()).toBeLessThanOrEqual(at.getTime())
        expect(studyDayOf(start, zone, dayStartHour)).toBe(day)
        expect(studyDayOf(new Date(start.getTime() - 1), zone, dayStartHour)).toBe(addDays(day, -1))
        expect(startOfStudyDay(addDays(day, 1), zone, dayStartHour).getTime()).toBeGreaterThan(at.getTime())
      }),
      { numRuns: 500 },
    )
  })
})

describe("days", () => {
  it("add up", () => {
    fc.assert(
      fc.property(moment, fc.integer({ min: -5000, max: 5000 }), (at, n) => {
        const day = at.toISOString().slice(0, 10)
        expect(daysBetween(day, addDays(day, n))).toBe(n)
        expect(weekdayOf(day)).toBe(at.getUTCDay())
      }),
    )
  })

  it.each(["2026-02-30", "2026-1-1", "", "2026-13-01"])("refuses %j", (day) => {
    expect(() => addDays(day, 1)).toThrow(RangeError)
  })
})
