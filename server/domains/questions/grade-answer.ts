import { gradeTypedAnswer } from "./grade-typed-answer.ts"
import { isTyped, type Question } from "./question.ts"

export interface GivenAnswer {
  selectedOptionIds: readonly string[]
  typedAnswer: string | null
  /** For essays, which nobody but the learner can judge here: right or not by their own comparison. */
  selfGrade: boolean | null
}

export interface Grade {
  isCorrect: boolean
  /** Wrong, but so near that it is worth saying: a slip of a letter too many, half of a term. */
  isClose: boolean
}

/** Whether an answer is right. Several answers: all of the correct options and none of the others. */
export function gradeAnswer(question: Pick<Question, "type" | "options">, given: GivenAnswer): Grade {
  if (question.type === "essay") return { isCorrect: given.selfGrade === true, isClose: false }
  if (isTyped(question.type)) {
    const [answer = "", ...others] = question.options.map(({ text }) => text)
    // A figure is compared as a number: no slip of the keyboard makes 12 out of 21.
    const type = question.options.every(({ text }) => /^[^\p{L}]*\d/u.test(text)) ? "number" : undefined
    return gradeTypedAnswer(given.typedAnswer ?? "", { answer, acceptedAnswers: others, type })
  }
  const correct = question.options.filter(({ isCorrect }) => isCorrect).map(({ id }) => id)
  const selected = new Set(given.selectedOptionIds)
  return { isCorrect: selected.size === correct.length && correct.every((id) => selected.has(id)), isClose: false }
}
