import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { isBackupDue, isDrillDue } from "./backup-run.ts"

const at = (text: string) => new Date(`2026-11-${text}:00Z`)
const runs = (good: string | null, begun = good) => ({
  good: good === null ? null : at(good),
  begun: begun === null ? null : at(begun),
})

describe("the daily backup", () => {
  it.each([
    ["was never made", runs(null), "21T12:00", true],
    ["was made at its hour", runs("21T03:00"), "21T12:00", false],
    ["was made yesterday, and the hour has come", runs("20T03:10"), "21T03:00", true],
    ["was made yesterday, and the hour has not come", runs("20T03:10"), "21T02:59", false],
    ["was made by hand before the hour", runs("21T02:00"), "21T03:00", true],
    ["was missed for days", runs("18T03:00"), "21T01:00", true],
    ["has just failed", runs("20T03:00", "21T03:00"), "21T03:30", false],
    ["failed an hour ago", runs("20T03:00", "21T03:00"), "21T04:00", true],
  ])("that %s", (_what, last, now, due) => {
    expect(isBackupDue(last, at(now), 3)).toBe(due)
  })

  it("is made once a day, whenever one looks", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 1, max: 50 }), (hour, minutes) => {
        let good: Date | null = null
        let made = 0
        for (let now = at("01T00:00").getTime(); now < at("15T00:00").getTime(); now += minutes * 60_000) {
          const moment = new Date(now)
          if (!isBackupDue({ good, begun: good }, moment, hour)) continue
          good = moment
          made += 1
        }
        // And one at the very start.
        expect(made).toBeGreaterThanOrEqual(14)
        expect(made).toBeLessThanOrEqual(15)
      }),
    )
  })
})

describe("a drill", () => {
  it.each([
    ["never without a backup", runs(null), runs(null), 7, false],
    ["when there was none yet", runs(null), runs("20T03:00"), 7, true],
    ["when the last one is old", runs("13T03:00"), runs("20T03:00"), 7, true],
    ["not while it is young", runs("15T03:00"), runs("20T03:00"), 7, false],
    ["not when switched off", runs(null), runs("20T03:00"), 0, false],
    ["not at once after a failure", runs(null, "21T11:30"), runs("20T03:00"), 7, false],
  ])("is due %s", (_what, drills, backups, days, due) => {
    expect(isDrillDue(drills, backups, at("21T12:00"), days)).toBe(due)
  })
})
