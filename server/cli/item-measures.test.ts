import { expect, test } from "vitest"
import { isAnswerable, measureItems } from "./item-measures.ts"

const text = "Some words. The kidney filters\nplasma at a steady rate. More words."
const evidence = { start: 12, end: 55, quote: text.slice(12, 55) }

test("an item is answerable when its answer stands in its evidence and restores the sentence", () => {
  expect(isAnswerable({ prompt: "The _____ filters plasma at a steady rate.", answer: "kidney", evidence }, text)).toBe(
    true,
  )
  expect(isAnswerable({ prompt: "What filters plasma?", answer: "Kidney", evidence }, text)).toBe(true)
  expect(isAnswerable({ prompt: "What filters plasma?", answer: "liver", evidence }, text)).toBe(false)
  expect(isAnswerable({ prompt: "The _____ makes plasma at a steady rate.", answer: "kidney", evidence }, text)).toBe(
    false,
  )
  const shifted = { ...evidence, start: 11 }
  expect(isAnswerable({ prompt: "What filters plasma?", answer: "kidney", evidence: shifted }, text)).toBe(false)
})

test("measures ready items per thousand words; drafts and summaries are counted apart", () => {
  const item = {
    sectionIndex: 0,
    prompt: "What filters plasma?",
    answer: "kidney",
    acceptedAnswers: ["kidney"],
    term: "kidney",
    evidence,
    score: 1,
    quality: 0.7,
    difficulty: 3,
    factKey: "a",
  }
  const items = [
    { ...item, type: "definition", status: "ready", rules: { plain: true, short: true } },
    { ...item, type: "cloze", status: "ready", answer: "liver", rules: { plain: true } },
    { ...item, type: "multiple-choice", status: "draft", rules: { plain: false } },
    { ...item, type: "summary", status: "ready", rules: {} },
  ] as const
  const result = { items: [...items], keyTerms: [], rejected: { vague: 1, long: 3 }, sectionSummaries: [] }
  const measured = measureItems({ ...result, coverage: "full" }, text, 500)
  expect(measured).toMatchObject({
    items: 4,
    byType: { cloze: 1, definition: 1, "multiple-choice (draft)": 1, summary: 1 },
    ready: 2,
    readyPerThousandWords: 4,
    answerableShare: 0.5,
    rulesPassed: { plain: { asked: 3, share: 0.667 }, short: { asked: 1, share: 1 } },
  })
  expect(Object.keys(measured.rejected)).toEqual(["long", "vague"])
  expect(measured.notAnswerable.map(({ answer }) => answer)).toEqual(["liver"])
})
