import fc from "fast-check"
import { expect, it } from "vitest"
import { searchWords } from "./search-words.ts"

it("asks for words that begin with what was typed", () => {
  expect(searchWords("Ada love")).toBe("'ada':* & 'love':*")
  expect(searchWords("ada.l+x@example.org")).toBe("'ada':* & 'l':* & 'x':* & 'example':* & 'org':*")
  expect(searchWords("O'Brien")).toBe("'o':* & 'brien':*")
})

it("leaves no quote and no operator outside of quotes, whatever was typed", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), (text) => {
      expect(searchWords(text)).toMatch(/^'[^']+'(:\*)?( & '[^']+':\*)*$/u)
    }),
  )
})
