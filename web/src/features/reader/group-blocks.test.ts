import fc from "fast-check"
import { expect, it } from "vitest"
import { cellsOf, groupBlocks, hasOwnLabel, headingLevels } from "./group-blocks.ts"

it("puts items that follow each other into one list", () => {
  const kinds = ["paragraph", "list-item", "list-item", "heading", "list-item"] as const
  const groups = groupBlocks(kinds.map((kind, index) => ({ kind, start: index * 10, end: index * 10 + 9 })))
  expect(groups.map((group) => (group.kind === "list" ? group.items.length : group.block.kind))).toEqual([
    "paragraph",
    2,
    "heading",
    1,
  ])
})

it.each([
  ["2. Second", true],
  ["(b) second", true],
  ["iv) fourth", true],
  ["• bullet", true],
  ["A sentence about a cell.", false],
  ["0.9 % saline", false],
])("label of %s: %s", (text, has) => expect(hasOwnLabel(text)).toBe(has))

it("gives each cell its own place in the text", () => {
  const cell = fc.string({ maxLength: 5 }).map((text) => text.replace(/[|\n]/g, ""))
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 1, maxLength: 3 }), { minLength: 1, maxLength: 3 }),
      fc.nat(),
      (rows, start) => {
        const text = rows.map((row) => row.join(" | ")).join("\n")
        for (const row of cellsOf(text, start))
          for (const one of row) expect(text.startsWith(one.text, one.start - start)).toBe(true)
        expect(
          cellsOf(text, start)
            .map((row) => row.map((one) => one.text).join(" | "))
            .join("\n"),
        ).toBe(text)
      },
    ),
  )
})

it("never goes down more than one level at once", () => {
  expect(headingLevels([1, 2, 3, 1])).toEqual([2, 3, 4, 2])
  expect(headingLevels([3, 3, 1, 3])).toEqual([2, 3, 2, 3])
})
