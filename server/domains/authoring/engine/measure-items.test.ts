import { expect, test } from "vitest"
import type { AuthoringResult, GeneratedItem } from "./authoring-types.ts"
import { isAnswerable, isShownByDefault, measureItems } from "./measure-items.ts"
import { sampleInput } from "./sample-input.ts"

const PARAGRAPH = "Some words stand here. The kidney filters (Figure 2)\nplasma at a steady rate. More words follow."
const input = sampleInput(["# Kidneys", PARAGRAPH])
const start = input.text.indexOf("The kidney")
const quote = "The kidney filters (Figure 2)\nplasma at a steady rate."
const evidence = { start, end: start + quote.length, quote }
const blank = "The _____ filters plasma at a steady rate."

test("an item is answerable when its answer and what is asked stand in its evidence", () => {
  expect(isAnswerable({ prompt: blank, answer: "kidney", evidence }, input.text)).toBe(true)
  expect(isAnswerable({ prompt: "What filters plasma?", answer: "Kidney", evidence }, input.text)).toBe(true)
  expect(isAnswerable({ prompt: "What filters plasma?", answer: "liver", evidence }, input.text)).toBe(false)
  expect(isAnswerable({ prompt: "The _____ makes plasma.", answer: "kidney", evidence }, input.text)).toBe(false)
  const card = { prompt: "Which?", answer: "kidney", evidence }
  expect(isAnswerable({ ...card, definition: "filters plasma" }, input.text)).toBe(true)
  expect(isAnswerable({ ...card, definition: "plasma filters" }, input.text)).toBe(false)
  const shifted = { ...evidence, start: start - 1 }
  expect(isAnswerable({ prompt: blank, answer: "kidney", evidence: shifted }, input.text)).toBe(false)
})

test("measures what learners are shown; what scored low, drafts and summaries are counted apart", () => {
  const item: GeneratedItem = {
    type: "cloze",
    status: "ready",
    sectionIndex: 0,
    prompt: blank,
    answer: "kidney",
    acceptedAnswers: ["kidney"],
    term: "kidney",
    evidence,
    score: 1,
    quality: 0.7,
    difficulty: 3,
    factKey: "a",
    rules: { plain: true },
  }
  const items: GeneratedItem[] = [
    item,
    { ...item, factKey: "b", answer: "liver", acceptedAnswers: ["liver"] },
    { ...item, factKey: "c", score: 0.9 },
    { ...item, factKey: "d", type: "multiple-choice", status: "draft" },
    { ...item, factKey: "e", type: "summary" },
  ]
  expect(items.map(isShownByDefault)).toEqual([true, true, false, false, false])
  const result: AuthoringResult = {
    items,
    keyTerms: [],
    rejected: { vague: 1, long: 3 },
    ruleCounts: { plain: { asked: 4, passed: 3 } },
    sectionSummaries: [],
    coverage: "full",
  }
  const measured = measureItems(input, result, ["kidneys", "ureter"])
  expect(measured).toMatchObject({
    shown: 2,
    byType: { cloze: 2 },
    drafts: 2,
    summaries: 1,
    sections: 0,
    coveredSectionShare: null,
    answerableShare: 0.5,
    rulesPassed: { plain: { asked: 4, share: 0.75 } },
    keyTermCoverage: 0.5,
    faults: [],
  })
  expect(Object.keys(measured.rejected)).toEqual(["long", "vague"])
  expect(measured.notAnswerable.map(({ answer }) => answer)).toEqual(["liver"])
})
