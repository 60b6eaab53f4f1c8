import fc from "fast-check"
import { expect, test } from "vitest"
import { reAnchor } from "./re-anchor.ts"

const text = "The heart pumps blood. The mitral valve closes first. The heart rests. The mitral valve opens again."

test("finds the nearest of several occurrences", () => {
  const quote = "The mitral valve"
  const second = text.lastIndexOf(quote)
  const anchor = { quote, start: second, end: second + quote.length, charCount: text.length }
  expect(reAnchor(text, anchor)).toEqual({ start: second, end: second + quote.length, isAnchored: true })
  expect(reAnchor(text, { ...anchor, start: 10 }).start).toBe(text.indexOf(quote))
})

test("forgives other white space, and text that was added inside", () => {
  const loose = reAnchor("Intro.\n\nThe mitral\nvalve closes\nfirst.", {
    quote: "mitral valve closes first",
    start: 4,
    end: 29,
    charCount: 30,
  })
  expect(loose).toEqual({ start: 12, end: 37, isAnchored: true })
  const quote = "The heart pumps blood. The mitral valve closes first."
  const grown = text.replace("closes first", "snaps shut at once")
  expect(reAnchor(grown, { quote, start: 0, end: quote.length, charCount: text.length })).toMatchObject({
    start: 0,
    isAnchored: true,
  })
})

test("says when the quote is gone, and stays inside the text", () => {
  fc.assert(
    fc.property(
      fc.string({ minLength: 1 }),
      fc.string({ minLength: 1 }),
      fc.nat(500),
      fc.nat(500),
      (next, quote, start, charCount) => {
        const found = reAnchor(next, { quote, start, end: start + quote.length, charCount: Math.max(charCount, start) })
        expect(found.start).toBeGreaterThanOrEqual(0)
        expect(found.end).toBeGreaterThan(found.start)
        expect(found.end).toBeLessThanOrEqual(next.length)
        if (next.includes(quote)) expect(found.isAnchored).toBe(true)
      },
    ),
  )
  expect(reAnchor("Nothing of it.", { quote: "mitral", start: 50, end: 56, charCount: 100 }).isAnchored).toBe(false)
})
