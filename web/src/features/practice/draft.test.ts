import { expect, it } from "vitest"
import { answerOf, changeDraft, type Draft, isAnswered, isKept, nextOpen } from "./draft.ts"
import type { PracticeItem } from "./practice-queries.ts"

const draft: Draft = { selected: ["a"], struck: ["b"], typed: "", interactionId: "sent" }

it("chooses one or several, and what is chosen is no longer struck out", () => {
  expect(changeDraft(draft, { kind: "select", optionId: "b", isSeveral: false })).toEqual({
    selected: ["b"],
    struck: [],
    typed: "",
  })
  expect(changeDraft(draft, { kind: "select", optionId: "b", isSeveral: true }).selected).toEqual(["a", "b"])
  expect(changeDraft(draft, { kind: "select", optionId: "a", isSeveral: true }).selected).toEqual([])
})

it("strikes out and restores; what is struck out is not chosen", () => {
  const struck = changeDraft(draft, { kind: "strike", optionId: "a" })
  expect(struck).toMatchObject({ selected: [], struck: ["b", "a"] })
  expect(changeDraft(struck, { kind: "strike", optionId: "a" }).struck).toEqual(["b"])
})

it("gives a changed answer a new id, and leaves it for a hint", () => {
  expect(changeDraft(draft, { kind: "confidence", value: 3 }).interactionId).toBeUndefined()
  expect(changeDraft(draft, { kind: "hint" }).interactionId).toBe("sent")
})

it("takes confidence back when the same figure is chosen again", () => {
  const sure = changeDraft(draft, { kind: "confidence", value: 4 })
  expect(sure.confidence).toBe(4)
  expect(changeDraft(sure, { kind: "confidence", value: 4 }).confidence).toBeUndefined()
})

it("knows when there is something to hand in, and sends only what belongs to the type", () => {
  expect(isAnswered({ ...draft, typed: " " }, "cloze")).toBe(false)
  expect(isAnswered(draft, "true-false")).toBe(true)
  expect(answerOf({ ...draft, typed: "bicarbonate", isRight: true }, "cloze")).toEqual({
    selectedOptionIds: [],
    typedAnswer: "bicarbonate",
    confidence: null,
    selfGrade: null,
  })
})

it("goes on to the next open question and then round to those left out", () => {
  const items = [1, 2, 3].map((position) => ({ position })) as PracticeItem[]
  expect(nextOpen(items, 3, ({ position }) => position !== 3)).toBe(1)
  expect(nextOpen(items, 2, () => true)).toBe(2)
  expect(nextOpen(items, 2, () => false)).toBeUndefined()
})

it("knows whether the server has an answer as it is now", () => {
  const item = {
    question: { type: "multiple-answer" },
    answer: { selectedOptionIds: ["b", "a"], typedAnswer: null, confidence: null },
  } as unknown as PracticeItem
  expect(isKept({ ...draft, selected: ["a", "b"] }, item)).toBe(true)
  expect(isKept({ ...draft, selected: ["a"] }, item)).toBe(false)
  expect(isKept({ ...draft, selected: ["a", "b"], confidence: 2 }, item)).toBe(false)
  expect(isKept(draft, { ...item, answer: null })).toBe(false)
})
