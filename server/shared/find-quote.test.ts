import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { findQuote } from "./find-quote.ts"

const text = "The heart-lung machine (HLM) takes over.\nIts “pump” moves 5 litres/min."

describe("findQuote", () => {
  it("finds a quote whose spaces, hyphens and quotation marks were changed", () => {
    const range = findQuote(text, 'heart lung machine (HLM)  takes over. Its "pump" moves')
    expect(range && text.slice(range.start, range.end)).toBe("heart-lung machine (HLM) takes over.\nIts “pump” moves")
  })

  it("finds nothing where a word or a figure was changed", () => {
    expect(findQuote(text, "Its pump moves 6 litres/min")).toBeNull()
    expect(findQuote(text, "The heart-lung device takes over")).toBeNull()
  })

  it("does not take a few letters for a proof", () => {
    expect(findQuote(text, "The heart")).toBeNull()
  })

  it("finds every part of a text that has letters enough, and only there", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", minLength: 30, maxLength: 120 }),
        fc.nat(20),
        fc.integer({ min: 15, max: 60 }),
        (whole, from, length) => {
          const quote = whole.slice(from, from + length)
          const range = findQuote(whole, quote)
          if (range === null) return
          const letters = (part: string) =>
            part
              .normalize("NFKD")
              .toLowerCase()
              .replace(/[^\p{L}\p{N}]/gu, "")
          expect(letters(whole.slice(range.start, range.end))).toBe(letters(quote))
        },
      ),
    )
  })
})
