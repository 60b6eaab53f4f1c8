import fc from "fast-check"
import { expect, it } from "vitest"
import { newId } from "../../shared/ids.ts"
import { addMonths, monthOf, monthsBetween, parseRange } from "./partition-months.ts"

it("months follow each other without a gap, over the turn of the year", () => {
  expect(
    monthsBetween(new Date("2026-11-30T23:59:59Z"), new Date("2027-02-01T00:00:00Z")).map(({ label }) => label),
  ).toEqual(["2026_11", "2026_12", "2027_01", "2027_02"])
  fc.assert(
    fc.property(
      fc.date({ min: new Date("1990-01-01"), max: new Date("2100-01-01"), noInvalidDate: true }),
      fc.integer({ min: -40, max: 40 }),
      (at, n) => {
        const month = monthOf(at)
        expect(month.start <= at && at < month.end).toBe(true)
        expect(addMonths(month, 1).start).toEqual(month.end)
        expect(addMonths(addMonths(month, n), -n)).toEqual(month)
      },
    ),
  )
})

it("bounds are read as the catalogue prints them", () => {
  const from = new Date("2026-11-01T00:00:00Z")
  const to = new Date("2026-12-01T00:00:00Z")
  const [low, high] = [newId(from.getTime()), newId(to.getTime())]
  expect(parseRange(`FOR VALUES FROM ('${low}') TO ('${high}')`)).toEqual({ from, to })
  expect(parseRange("FOR VALUES FROM ('2026-11-01') TO ('2026-12-01')")).toEqual({ from, to })
  expect(parseRange("FOR VALUES FROM (MINVALUE) TO ('2026-12-01')")).toBeUndefined()
  expect(parseRange("DEFAULT")).toBeUndefined()
})
