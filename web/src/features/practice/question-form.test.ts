import { expect, it } from "vitest"
import type { Question } from "./practice-queries.ts"
import { addOption, emptyForm, formOf, markCorrect, type QuestionForm, questionOf, withType } from "./question-form.ts"

const written: QuestionForm = {
  ...emptyForm(),
  stem: " Which valve closes first? ",
  options: [
    { id: "a", text: "Aortic", isCorrect: false, rationale: "" },
    { id: "b", text: "Mitral ", isCorrect: true, rationale: "It closes first." },
  ],
}

it("trims, and sends nothing for what was left empty", () => {
  expect(questionOf(written)).toMatchObject({
    stem: "Which valve closes first?",
    options: [
      { id: "a", text: "Aortic", isCorrect: false, rationale: null },
      { id: "b", text: "Mitral", isCorrect: true, rationale: "It closes first." },
    ],
    hint: null,
    topicId: null,
    explanation: null,
  })
  expect(questionOf({ ...written, references: "Guyton\n\n Boron " }).explanation?.references).toEqual([
    "Guyton",
    "Boron",
  ])
})

it("keeps what makes sense when the type changes", () => {
  expect(withType(written, "cloze").options).toEqual([{ ...written.options[1], isCorrect: true }])
  expect(withType(written, "true-false").options.map(({ text, isCorrect }) => [text, isCorrect])).toEqual([
    ["True", false],
    ["False", true],
  ])
  expect(withType(written, "essay").options).toEqual([])
  const several = markCorrect(withType(written, "multiple-answer"), "a")
  expect(several.options.filter(({ isCorrect }) => isCorrect)).toHaveLength(2)
  expect(withType(several, "single-best-answer").options.filter(({ isCorrect }) => isCorrect)).toHaveLength(1)
  expect(withType(withType(written, "essay"), "single-best-answer").options).toHaveLength(4)
})

it("gives a new option an id that no other has", () => {
  const form = { ...written, options: written.options.filter(({ id }) => id === "b") }
  expect(addOption(addOption(form)).options.map(({ id }) => id)).toEqual(["b", "a", "c"])
})

it("reads and writes a question without loss", () => {
  const question = {
    ...questionOf({ ...written, correct: "Because.", references: "Guyton" }),
    explanation: {
      correct: "Because.",
      incorrect: { a: "It closes second." },
      pathophysiology: null,
      clinicalRelevance: null,
      references: ["Guyton"],
    },
  } as unknown as Question
  expect(questionOf(formOf(question), question)).toEqual({
    type: question.type,
    stem: question.stem,
    options: question.options,
    hint: null,
    difficulty: question.difficulty,
    topicId: null,
    explanation: question.explanation,
  })
})
