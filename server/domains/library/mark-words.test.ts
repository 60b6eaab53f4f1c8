import { expect, test } from "vitest"
import { markWords } from "./mark-words.ts"

const marked = (text: string, query: string) => markWords(text, query).map(({ start, end }) => text.slice(start, end))

test("marks the words a query asks for in all their forms, and no others", () => {
  expect(marked("Valves close. The valve of the heart.", "how do valves close?")).toEqual(["Valves", "close", "valve"])
  expect(marked("β-blockers slow the heart", "beta blocker")).toEqual(["β", "blockers"])
  expect(marked("Die Herzklappen schließen sich, jede Klappe", "Wie schließt sich eine Klappe?")).toEqual([
    "Herzklappen",
    "schließen",
    "Klappe",
  ])
  expect(marked("The heart", "the")).toEqual(["The"])
  expect(marked("The heart", "?!")).toEqual([])
})
