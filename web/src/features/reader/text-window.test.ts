import fc from "fast-check"
import { expect, it } from "vitest"
import { extend, openAt, sectionAt, stepDown, stepUp, type TextWindow } from "./text-window.ts"

const outline = fc.array(fc.integer({ min: 1, max: 40_000 }), { minLength: 1, maxLength: 60 }).map((lengths) => {
  let at = 0
  return lengths.map((length) => {
    at += length
    return { start: at - length, end: at }
  })
})

it("reaches every section from anywhere, without a hole, and stays within bounds", () => {
  fc.assert(
    fc.property(outline, fc.nat(), fc.array(fc.boolean(), { maxLength: 40 }), (sections, start, turns) => {
      let window: TextWindow = openAt(sections, start % sections.length)
      const wrong: TextWindow[] = []
      for (const isDown of [
        ...turns,
        ...Array(sections.length).fill(true),
        ...Array(sections.length * 2).fill(false),
      ]) {
        const added = isDown ? stepDown(sections, window) : stepUp(sections, window)
        if (!added) continue
        const next = extend(sections, window, added)
        const isJoined = isDown ? added.from === window.to + 1 : added.to === window.from - 1
        const isKept = isDown ? next.to === added.to : next.from === added.from
        const overlaps = next.from <= window.to && next.to >= window.from
        if (!isJoined || !isKept || !overlaps || next.from < 0 || next.to >= sections.length) wrong.push(next)
        window = next
      }
      expect(wrong).toEqual([])
      expect(window.from).toBe(0)
    }),
  )
})

it("takes the far end off the page in a long book", () => {
  const sections = Array.from({ length: 400 }, (_, index) => ({ start: index * 4000, end: (index + 1) * 4000 }))
  let window = openAt(sections, 0)
  for (let added = stepDown(sections, window); added; added = stepDown(sections, window))
    window = extend(sections, window, added)
  expect(window.to).toBe(399)
  expect(window.to - window.from).toBeLessThan(60)
})

it("finds the section of an offset", () => {
  const sections = [
    { start: 0, end: 10 },
    { start: 10, end: 30 },
  ]
  expect([0, 9, 10, 29, 99].map((offset) => sectionAt(sections, offset))).toEqual([0, 0, 1, 1, 1])
})
