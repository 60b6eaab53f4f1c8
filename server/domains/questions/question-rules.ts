import type { FieldFault } from "../../shared/errors.ts"
import { isTyped, type QuestionOption, type QuestionType } from "./question.ts"

/** What is wrong with a question, in words, before the database refuses it. Empty when nothing is. */
export function faultsOfQuestion(question: {
  type: QuestionType
  stem: string
  options: readonly QuestionOption[]
}): FieldFault[] {
  const { type, stem, options } = question
  const faults: FieldFault[] = []
  const correct = options.filter(({ isCorrect }) => isCorrect).length
  if (stem.trim() === "") faults.push({ path: "stem", message: "Write the question." })
  if (type === "cloze" && !stem.includes("_____")) {
    faults.push({ path: "stem", message: "Mark the gap with five underscores: _____" })
  }
  options.forEach((option, index) => {
    if (option.text.trim() === "")
      faults.push({ path: `options.${index}.text`, message: "Write this option or remove it." })
  })
  if (new Set(options.map(({ id }) => id)).size < options.length) {
    faults.push({ path: "options", message: "Two options have the same id." })
  }
  // What was not written yet says nothing.
  const texts = options.map(({ text }) => text.trim().toLowerCase()).filter((text) => text !== "")
  if (new Set(texts).size < texts.length) {
    faults.push({ path: "options", message: "Two options say the same." })
  }
  if (type === "essay") {
    if (options.length > 0) faults.push({ path: "options", message: "An essay has no options." })
  } else if (isTyped(type)) {
    if (correct < 1 || correct < options.length) {
      faults.push({ path: "options", message: "Give at least one accepted answer; all of them count as correct." })
    }
  } else {
    if (options.length < 2) faults.push({ path: "options", message: "Give at least two options." })
    if (type === "true-false" && options.length !== 2)
      faults.push({ path: "options", message: "True or false has two options." })
    if (correct === 0) faults.push({ path: "options", message: "Mark the correct option." })
    if (type !== "multiple-answer" && correct > 1) {
      faults.push({
        path: "options",
        message: "Mark one correct option only, or make it a question with several answers.",
      })
    }
  }
  return faults
}
