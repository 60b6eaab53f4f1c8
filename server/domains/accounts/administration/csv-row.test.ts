import fc from "fast-check"
import { expect, it } from "vitest"
import { csvRow } from "./csv-row.ts"

it("writes lines a reader of RFC 4180 understands", () => {
  expect(csvRow(["a", 'b "c", d', null, "e\nf"])).toBe('a,"b ""c"", d",,"e\nf"\r\n')
})

it("lets no cell begin a formula", () => {
  for (const cell of ["=1+1", "+49", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", '=HYPERLINK("http://x")'])
    expect(csvRow([cell]), cell).toMatch(/^"?'/)
  fc.assert(
    fc.property(fc.string({ maxLength: 20 }), (text) => {
      expect(csvRow([text]).replace(/^"/, "")).not.toMatch(/^\s*[=+\-@]/)
    }),
  )
})
