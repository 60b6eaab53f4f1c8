import fc from "fast-check"
import { expect, test } from "vitest"
import { MAX_WORD_LENGTH, words } from "./words.ts"

test.each([
  ["Long-term potentiation, and/or IL-2", ["long", "term", "potentiation", "and", "or", "il", "2"]],
  ["The patient's eyes: “don’t” … o'clock'", ["the", "patient's", "eyes", "don't", "o'clock"]],
  ["the heart–lung machine—it’s old", ["the", "heart", "lung", "machine", "it's", "old"]],
  ["β-catenin and TNFα, 5 µg", ["beta", "catenin", "and", "tnf", "alpha", "5", "mu", "g"]],
  ["η καρδιά χτυπά", ["eta", "καρδια", "χτυπα"]],
  ["Müller’s naïve ﬁbers, Straße, CO₂", ["muller's", "naive", "fibers", "strasse", "co2"]],
  ["心臓はポンプ", ["心臓", "臓は", "はポ", "ポン", "ンプ"]],
  ["Сердце качает кровь", ["сердце", "качает", "кровь"]],
  ["القلب يضخ", ["القلب", "يضخ"]],
  ["hindi की बात", ["hindi", "की", "बात"]],
  ["!!! … — 🫀", []],
  ["", []],
])("the words of %j", (text, expected) => expect(words(text)).toEqual(expected))

test("are lower case, never empty, never long, and free of what a database refuses", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
      for (const word of words(text)) {
        expect(word.length).toBeGreaterThan(0)
        expect(word.length).toBeLessThanOrEqual(MAX_WORD_LENGTH)
        expect(word).toBe(word.toLowerCase())
        expect(word.isWellFormed()).toBe(true)
        expect(word).not.toMatch(/[\0\s]/)
      }
    }),
  )
})
