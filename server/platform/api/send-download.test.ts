import fc from "fast-check"
import { expect, test } from "vitest"
import { dispositionOf, rangeOf } from "./send-download.ts"

test("understands one range of bytes", () => {
  expect(rangeOf("bytes=0-3", 10)).toEqual({ start: 0, end: 3 })
  expect(rangeOf("bytes=4-", 10)).toEqual({ start: 4, end: 9 })
  expect(rangeOf("bytes=-3", 10)).toEqual({ start: 7, end: 9 })
  expect(rangeOf("bytes=-30", 10)).toEqual({ start: 0, end: 9 })
  expect(rangeOf("bytes=8-99", 10)).toEqual({ start: 8, end: 9 })
})

test("answers all of it to what it does not understand", () => {
  for (const header of [undefined, "", "bytes=", "bytes=-", "bytes=3-1", "bytes=0-1,3-4", "items=0-3", "bytes=a-b"]) {
    expect(rangeOf(header, 10), header).toBeUndefined()
  }
})

test("refuses a range outside the file", () => {
  for (const header of ["bytes=10-", "bytes=99-100", "bytes=-0"])
    expect(rangeOf(header, 10), header).toBe("unsatisfiable")
  expect(rangeOf("bytes=0-", 0)).toBe("unsatisfiable")
})

test("a range always lies within the file", () => {
  fc.assert(
    fc.property(fc.string(), fc.nat(), fc.nat(), fc.nat(1000), (noise, a, b, size) => {
      for (const header of [noise, `bytes=${a}-${b}`, `bytes=${a}-`, `bytes=-${b}`]) {
        const range = rangeOf(header, size)
        if (range === undefined || range === "unsatisfiable") continue
        expect(range.start).toBeLessThanOrEqual(range.end)
        expect(range.start).toBeGreaterThanOrEqual(0)
        expect(range.end).toBeLessThan(size)
      }
    }),
  )
})

test("a file name cannot leave its header", () => {
  expect(dispositionOf("Kapitel 1 – Säuren.pdf")).toBe(
    "attachment; filename=\"Kapitel 1 _ S_uren.pdf\"; filename*=UTF-8''Kapitel%201%20%E2%80%93%20S%C3%A4uren.pdf",
  )
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (name) => {
      expect(dispositionOf(name)).toMatch(
        /^attachment; filename="[\x20-\x21\x23-\x5b\x5d-\x7e]+"; filename\*=UTF-8''[\w.~!$&+^`|%-]+$/,
      )
    }),
  )
})
