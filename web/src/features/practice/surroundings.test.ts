import { expect, it } from "vitest"
import { textAfter, textBefore } from "./surroundings.ts"

it("keeps to the paragraph of the passage", () => {
  expect(textBefore("Another matter.\n\nHeading\n\nThe heart also defends itself. ")).toBe(
    "The heart also defends itself.",
  )
  expect(textAfter(". The peptide widens vessels.\n\nReading a blood gas\n\n1. Look at the pH")).toBe(
    ". The peptide widens vessels.",
  )
  expect([textBefore(""), textAfter("")]).toEqual(["", ""])
})

it("cuts a long paragraph at a sentence", () => {
  const long = "This sentence says something about the nephron and its segments. ".repeat(8)
  expect(textBefore(long)).toMatch(/^This sentence .*segments\.$/)
  expect(textBefore(long).length).toBeLessThan(261)
  expect(textAfter(` ${long}`)).toMatch(/^ This .*segments\.$/)
  expect(textAfter("word ".repeat(100))).toBe("")
})
