import fc from "fast-check"
import { expect, it } from "vitest"
import { chooseExcerpt, cutAtMarks } from "./excerpt.ts"

const text = "The heart pumps blood. It has four valves. The mitral valve has two leaflets. The aorta is wide."

function marksOf(word: string) {
  return [...text.matchAll(new RegExp(word, "g"))].map(({ index }) => ({ start: index, end: index + word.length }))
}

it("takes the sentence with the words", () => {
  const { start, end } = chooseExcerpt(text, marksOf("mitral"), 40)
  expect(text.slice(start, end)).toBe("The mitral valve has two leaflets.")
})

it("takes neighbours that have them too, and what still fits after them", () => {
  const { start, end } = chooseExcerpt(text, marksOf("valve"), 60)
  expect(text.slice(start, end)).toBe("It has four valves. The mitral valve has two leaflets.")
  expect(chooseExcerpt(text, marksOf("valve"), 75).end).toBe(text.length)
})

it("shows the beginning where nothing is marked", () => {
  const { start, end } = chooseExcerpt(text, [], 30)
  expect(text.slice(start, end)).toBe("The heart pumps blood.")
})

it("stays within the text, and cutting loses no character", () => {
  const range = fc.tuple(fc.nat(120), fc.nat(20)).map(([start, length]) => ({ start, end: start + length }))
  fc.assert(
    fc.property(fc.string({ maxLength: 120 }), fc.array(range, { maxLength: 6 }), (any, ranges) => {
      const marks = ranges.filter(({ end }) => end <= any.length).sort((a, b) => a.start - b.start || a.end - b.end)
      const chosen = chooseExcerpt(any, marks, 40)
      expect(chosen.start).toBeGreaterThanOrEqual(0)
      expect(chosen.end).toBeLessThanOrEqual(any.length)
      const parts = cutAtMarks(any, chosen, marks)
      expect(parts.map((part) => part.text).join("")).toBe(any.slice(chosen.start, Math.max(chosen.start, chosen.end)))
    }),
  )
})
