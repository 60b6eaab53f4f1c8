import { expect, it } from "vitest"
import { tidyAfter, tidyBefore } from "./passage-context.ts"

it("begins at a whole paragraph or sentence", () => {
  expect(tidyBefore("nd of one.\n\nA whole one. ")).toBe("A whole one. ")
  expect(tidyBefore("nd of a sentence. The next begins here, ")).toBe("The next begins here, ")
  expect(tidyBefore("in the middle of a long sentence ")).toBe("")
})

it("ends at a whole paragraph or sentence", () => {
  expect(tidyAfter(" and so on. The next one is cut he")).toBe(" and so on.")
  expect(tidyAfter(" ends here.\n\nAnother paragraph beg")).toBe(" ends here.")
  expect(tidyAfter(" goes on without an e")).toBe("")
})
