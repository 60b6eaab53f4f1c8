import { describe, expect, it } from "vitest"
import { gradeAnswer } from "./grade-answer.ts"
import type { QuestionOption, QuestionType } from "./question.ts"
import { faultsOfQuestion } from "./question-rules.ts"
import { growTopicTrees } from "./topic-tree.ts"

const options = (...marks: boolean[]): QuestionOption[] =>
  marks.map((isCorrect, i) => ({ id: "abcdef"[i] ?? "z", text: `Option ${i}`, isCorrect, rationale: null }))

describe("faultsOfQuestion", () => {
  const faults = (type: QuestionType, its: QuestionOption[], stem = "Which one?") =>
    faultsOfQuestion({ type, stem, options: its }).map(({ path }) => path)

  it.each<[QuestionType, QuestionOption[], string]>([
    ["single-best-answer", options(true, false), "Which one?"],
    ["multiple-answer", options(true, true, false), "Which ones?"],
    ["true-false", options(true, false), "Is it so?"],
    ["short-answer", options(true, true), "What is it called?"],
    ["cloze", options(true), "It is called _____."],
    ["essay", [], "Explain it."],
  ])("accepts a whole %s", (type, its, stem) => {
    expect(faults(type, its, stem)).toEqual([])
  })

  it.each<[string, QuestionType, QuestionOption[], string[]]>([
    ["one option", "single-best-answer", options(true), ["options"]],
    ["no right option", "single-best-answer", options(false, false), ["options"]],
    [
      "options that are not written yet, which say nothing, not the same",
      "single-best-answer",
      options(true, false).map((option) => ({ ...option, text: " " })),
      ["options.0.text", "options.1.text"],
    ],
    ["two right options", "single-best-answer", options(true, true), ["options"]],
    ["three options", "true-false", options(true, false, false), ["options"]],
    ["a wrong accepted answer", "short-answer", options(true, false), ["options"]],
    ["no gap", "cloze", options(true), ["stem"]],
    ["an essay with options", "essay", options(true), ["options"]],
    [
      "an option that is said twice",
      "single-best-answer",
      [...options(true), { id: "b", text: "option 0 ", isCorrect: false, rationale: null }],
      ["options"],
    ],
  ])("names %s", (_what, type, its, paths) => {
    expect(faults(type, its)).toEqual(paths)
  })
})

describe("gradeAnswer", () => {
  const given = (selectedOptionIds: string[], typedAnswer: string | null = null) => ({
    selectedOptionIds,
    typedAnswer,
    selfGrade: null,
  })

  it("wants all right options and none of the others", () => {
    const question = { type: "multiple-answer" as const, options: options(true, true, false) }
    expect(
      [["a", "b"], ["b", "a", "a"], ["a"], ["a", "b", "c"], []].map(
        (ids) => gradeAnswer(question, given(ids)).isCorrect,
      ),
    ).toEqual([true, true, false, false, false])
  })

  it("compares figures as numbers", () => {
    const question = {
      type: "cloze" as const,
      options: [{ id: "a", text: "120 ml", isCorrect: true, rationale: null }],
    }
    expect(gradeAnswer(question, given([], "120 mL")).isCorrect).toBe(true)
    expect(gradeAnswer(question, given([], "102 ml")).isCorrect).toBe(false)
  })

  it("takes the learner's word for an essay", () => {
    const question = { type: "essay" as const, options: [] }
    expect(gradeAnswer(question, { ...given([]), selfGrade: true }).isCorrect).toBe(true)
    expect(gradeAnswer(question, given([])).isCorrect).toBe(false)
  })
})

describe("growTopicTrees", () => {
  const topic = (id: string, parentId: string | null, questionCount: number, subjectId: string | null = "s") => ({
    id,
    parentId,
    questionCount,
    subjectId,
    materialId: subjectId === null ? "m" : null,
    sectionIndex: null,
    name: id,
    position: 0,
  })

  it("adds up questions from the leaves and keeps own topics apart", () => {
    const forest = growTopicTrees(
      [{ id: "s", slug: "s", name: "Subject" }],
      [
        topic("leaf", "branch", 3),
        topic("branch", "root", 2),
        topic("root", null, 1),
        topic("mine", null, 7, null),
        topic("orphan", "hidden", 5),
      ],
    )
    expect(forest.items[0]?.topics.map(({ id, questionCount }) => [id, questionCount])).toEqual([
      ["root", 6],
      ["orphan", 5],
    ])
    expect(forest.own.map(({ id, questionCount }) => [id, questionCount])).toEqual([["mine", 7]])
  })
})
