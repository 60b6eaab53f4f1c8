import fc from "fast-check"
import { expect, it } from "vitest"
import { cutIntoPieces, type MarginItem, type Mark } from "./text-pieces.ts"

const range = fc.tuple(fc.nat(160), fc.nat(40)).map(([start, length]) => ({ start, end: start + length }))
const mark: fc.Arbitrary<Mark> = fc.oneof(
  range.map((one) => ({ ...one, kind: "emphasis" as const })),
  range.map((one) => ({ ...one, kind: "cited" as const })),
  fc.tuple(range, fc.constantFrom("a", "b", "c")).map(([one, noteId]) => ({ ...one, kind: "note" as const, noteId })),
)
const item: fc.Arbitrary<MarginItem> = fc
  .tuple(fc.nat(160), fc.nat(9))
  .map(([at, number]) => ({ at, kind: "page" as const, number }))

it("loses and moves no character, and says of each what its marks say", () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 80, unit: fc.constantFrom("a", "b", " ", "\n", "é", "\ud83d", "\ude00") }),
      fc.nat(100),
      fc.array(mark, { maxLength: 6 }),
      fc.array(item, { maxLength: 3 }),
      (text, start, marks, items) => {
        const pieces = cutIntoPieces(text, start, marks, items)
        expect(pieces.map((piece) => piece.text).join("")).toBe(text)
        const wrong = pieces.filter((piece, index) => {
          const over = (test: (one: Mark) => boolean, place: number): boolean =>
            marks.some((one) => test(one) && one.start <= place && place < one.end)
          const isRight = (place: number): boolean =>
            piece.isCited === over(({ kind }) => kind === "cited", place) &&
            piece.isEmphasis === over(({ kind }) => kind === "emphasis", place) &&
            (piece.noteId !== undefined) === over(({ kind }) => kind === "note", place)
          const places = Array.from({ length: piece.text.length }, (_, at) => piece.start + at)
          const follows = piece.start === (pieces[index - 1]?.end ?? start)
          return !follows || places.length === 0 || piece.end !== piece.start + places.length || !places.every(isRight)
        })
        expect(wrong).toEqual([])
        const shown = pieces.flatMap((piece) => piece.marginItems)
        expect(shown).toHaveLength(items.filter((one) => one.at >= start && one.at < start + text.length).length)
        expect(pieces.every((piece) => piece.marginItems.every(({ at }) => at === piece.start))).toBe(true)
      },
    ),
  )
})

it("means the inner of two notes", () => {
  const pieces = cutIntoPieces("one two three", 10, [
    { kind: "note", noteId: "outer", start: 10, end: 23 },
    { kind: "note", noteId: "inner", start: 14, end: 17 },
  ])
  expect(pieces.map(({ text, noteId }) => [text, noteId])).toEqual([
    ["one ", "outer"],
    ["two", "inner"],
    [" three", "outer"],
  ])
})
