import { expect, it } from "vitest"
import { markedParagraphs, tidyAfter, tidyBefore, withoutHeading } from "./passage-context.ts"

it("begins at a whole paragraph or sentence", () => {
  expect(tidyBefore("nd of one.\n\nA whole one. ", "Buffers")).toBe("A whole one. ")
  expect(tidyBefore("nd of a sentence. The next begins here, ", undefined)).toBe("The next begins here, ")
  expect(tidyBefore("in the middle of a long sentence ", undefined)).toBe("")
})

it("ends at a whole paragraph or sentence", () => {
  expect(tidyAfter(" and so on. The next one is cut he")).toBe(" and so on.")
  expect(tidyAfter(" ends here.\n\nAnother paragraph beg")).toBe(" ends here.")
  expect(tidyAfter(" goes on without an e")).toBe("")
})

it("marks the passage within its paragraphs", () => {
  expect(markedParagraphs("First.\n\nSecond ", "marked.\n\nAlso marked.", " Rest.\n\nLast.")).toEqual([
    [{ text: "First.", isMarked: false }],
    [
      { text: "Second ", isMarked: false },
      { text: "marked.", isMarked: true },
    ],
    [
      { text: "Also marked.", isMarked: true },
      { text: " Rest.", isMarked: false },
    ],
    [{ text: "Last.", isMarked: false }],
  ])
  expect(markedParagraphs("", "only", "")).toEqual([[{ text: "only", isMarked: true }]])
})

it("leaves out the heading and the section before it", () => {
  expect(tidyBefore("The last of it.\n\nBuffers\n\nA buffer is a pair. ", "Buffers")).toBe("A buffer is a pair. ")
  expect(tidyBefore("The last of it.\n\nBuffers\n\n", "Buffers")).toBe("")
  expect(tidyBefore("Buffers\n\nOne. ", "Buffers")).toBe("One. ")
  expect(withoutHeading("Buffers\n\nA buffer is a pair.", "Buffers")).toBe("A buffer is a pair.")
  expect(withoutHeading("Buffers resist change.", "Buffers")).toBe("Buffers resist change.")
})
