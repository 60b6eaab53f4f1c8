import fc from "fast-check"
import { expect, test } from "vitest"
import { WordNumbers } from "./word-numbers.ts"
import { words } from "./words.ts"

const AWKWARD = fc.array(
  fc.constantFrom(
    "a",
    "Z",
    "9",
    "'",
    "’",
    "“",
    "–",
    "…",
    "\u00a0",
    "†",
    " ",
    "-",
    "é",
    "ß",
    "β",
    "細",
    "胞",
    "\u{1D400}",
    "\u0301",
    "ﬁ",
    "\n",
    "_",
    "x".repeat(45),
  ),
  { maxLength: 30 },
)

test("reads exactly the words that words() reads", () => {
  const numbers = new WordNumbers()
  fc.assert(
    fc.property(
      fc.oneof(
        fc.string({ unit: "binary" }),
        AWKWARD.map((parts) => parts.join("")),
      ),
      (text) => {
        expect(numbers.read(text).map((number) => numbers.words[number])).toEqual(words(text))
      },
    ),
    { numRuns: 200 },
  )
})

test("tells many thousand words apart and gives each the number it had before", () => {
  const numbers = new WordNumbers()
  const many = Array.from({ length: 20_000 }, (_, i) => `w${i.toString(36)}`)
  const first = numbers.read(many.join(" "))
  expect(new Set(first).size).toBe(many.length)
  expect(numbers.read(many.join(", ").toUpperCase())).toEqual(first)
  expect(first.map((number) => numbers.words[number])).toEqual(many)
})
