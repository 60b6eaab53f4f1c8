import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { backupsToKeep } from "./rotation.ts"

const DAY_MS = 86_400_000
const start = Date.parse("2026-01-01T03:00:00Z")
const days = (at: Date) => at.toISOString().slice(0, 10)
const months = (at: Date) => at.toISOString().slice(0, 7)
/** 1970-01-01 was a Thursday. */
const weeks = (at: Date) => Math.floor((at.getTime() / DAY_MS + 3) / 7)

const keeps = fc.record({
  daily: fc.integer({ min: 0, max: 14 }),
  weekly: fc.integer({ min: 0, max: 8 }),
  monthly: fc.integer({ min: 0, max: 24 }),
})
const shelves = fc
  .array(fc.integer({ min: 0, max: 900 * 24 }), { maxLength: 120 })
  .map((hours) => hours.map((hour) => ({ at: new Date(start + hour * 3_600_000) })))

describe("which backups stay", () => {
  it("never removes the newest, and keeps no more than asked for", () => {
    fc.assert(
      fc.property(shelves, keeps, (backups, keep) => {
        const kept = backupsToKeep(backups, keep)
        expect(kept.size).toBeLessThanOrEqual(Math.max(1, keep.daily + keep.weekly + keep.monthly))
        const newest = Math.max(...backups.map(({ at }) => at.getTime()))
        if (backups.length > 0) expect([...kept].map(({ at }) => at.getTime())).toContain(newest)
      }),
    )
  })

  it("keeps the newest of each of the last days, weeks and months that have one", () => {
    fc.assert(
      fc.property(shelves, keeps, (backups, keep) => {
        const kept = new Set([...backupsToKeep(backups, keep)].map(({ at }) => at.getTime()))
        const check = (count: number, periodOf: (at: Date) => string | number) => {
          const newest = new Map<string | number, number>()
          for (const { at } of backups) newest.set(periodOf(at), Math.max(newest.get(periodOf(at)) ?? 0, at.getTime()))
          const last = [...newest.values()].sort((a, b) => b - a).slice(0, count)
          for (const time of last) expect(kept).toContain(time)
        }
        check(keep.daily, days)
        check(keep.weekly, weeks)
        check(keep.monthly, months)
      }),
    )
  })

  it("changes nothing when it is asked again about what it kept", () => {
    fc.assert(
      fc.property(shelves, keeps, (backups, keep) => {
        const kept = backupsToKeep(backups, keep)
        expect(backupsToKeep([...kept], keep)).toEqual(kept)
      }),
    )
  })

  it("reaches as far back as promised when it runs day by day for three years", () => {
    const keep = { daily: 7, weekly: 4, monthly: 12 }
    let shelf: { at: Date }[] = []
    for (let day = 0; day < 1100; day += 1) {
      shelf = [...backupsToKeep([...shelf, { at: new Date(start + day * DAY_MS) }], keep)]
      if (day < 400) continue
      expect(new Set(shelf.map(({ at }) => days(at))).size).toBeGreaterThanOrEqual(7)
      expect(new Set(shelf.map(({ at }) => weeks(at))).size).toBeGreaterThanOrEqual(4)
      expect(new Set(shelf.map(({ at }) => months(at))).size).toBe(12)
    }
  })
})
