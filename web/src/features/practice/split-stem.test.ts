import { expect, it } from "vitest"
import { splitStem } from "./split-stem.ts"

it("parts a vignette from what it asks", () => {
  expect(splitStem("A man of 58 takes furosemide. Potassium is 3.4 mmol/L. Which change explains this best?")).toEqual({
    vignette: "A man of 58 takes furosemide. Potassium is 3.4 mmol/L.",
    ask: "Which change explains this best?",
  })
})

it("takes the last of several questions", () => {
  expect(splitStem("Was it the dose? Nobody knows. What would you check?").ask).toBe("What would you check?")
})

it("leaves a single question, a statement and a gap whole", () => {
  for (const stem of [
    "Which valve closes first?",
    "The mitral valve closes first.",
    "The _____ valve closes. It is loud.",
  ])
    expect(splitStem(stem)).toEqual({ vignette: "", ask: stem })
})

it("takes a question in a paragraph of its own", () => {
  expect(splitStem("Sodium 128 mmol/L, potassium 5.9 mmol/L\n\nwhich hormone is missing?")).toEqual({
    vignette: "Sodium 128 mmol/L, potassium 5.9 mmol/L",
    ask: "which hormone is missing?",
  })
})
