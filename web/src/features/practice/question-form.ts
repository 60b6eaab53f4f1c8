import type { Difficulty, Question, QuestionType } from "./practice-queries.ts"
import { words } from "./question-words.ts"

export interface OptionForm {
  /** "a", "b" …: kept when options are moved or removed, since answers refer to it. */
  id: string
  text: string
  isCorrect: boolean
  rationale: string
}

/** A question as it is being written: every field a text. */
export interface QuestionForm {
  type: QuestionType
  stem: string
  options: OptionForm[]
  hint: string
  difficulty: Difficulty
  topicId: string
  correct: string
  pathophysiology: string
  clinicalRelevance: string
  /** One a line. */
  references: string
}

export const mostOptions = 9

export const isTypedType = (type: QuestionType): boolean => type === "cloze" || type === "short-answer"
export const hasOptions = (type: QuestionType): boolean => !isTypedType(type) && type !== "essay"

function optionAt(index: number, more: Partial<OptionForm> = {}): OptionForm {
  return { id: String.fromCharCode(97 + index), text: "", isCorrect: false, rationale: "", ...more }
}

export function emptyForm(): QuestionForm {
  return {
    type: "single-best-answer",
    stem: "",
    options: [0, 1, 2, 3].map((index) => optionAt(index, { isCorrect: index === 0 })),
    hint: "",
    difficulty: "medium",
    topicId: "",
    correct: "",
    pathophysiology: "",
    clinicalRelevance: "",
    references: "",
  }
}

export function formOf(question: Question): QuestionForm {
  const { explanation } = question
  return {
    type: question.type,
    stem: question.stem,
    options: question.options.map((option) => ({ ...option, rationale: option.rationale ?? "" })),
    hint: question.hint ?? "",
    difficulty: question.difficulty,
    topicId: question.topicId ?? "",
    correct: explanation?.correct ?? "",
    pathophysiology: explanation?.pathophysiology ?? "",
    clinicalRelevance: explanation?.clinicalRelevance ?? "",
    references: explanation?.references.join("\n") ?? "",
  }
}

/** Another type keeps what still makes sense: choices keep their texts, typed answers what was correct. */
export function withType(form: QuestionForm, type: QuestionType): QuestionForm {
  const filled = form.options.filter(({ text }) => text.trim() !== "")
  if (type === "essay") return { ...form, type, options: [] }
  if (isTypedType(type)) {
    const correct = filled.filter(({ isCorrect }) => isCorrect)
    const options = correct.length > 0 ? correct : [optionAt(0)]
    return { ...form, type, options: options.map((option) => ({ ...option, isCorrect: true })) }
  }
  if (type === "true-false") {
    const isFalse = form.options[1]?.isCorrect === true && form.options[0]?.isCorrect !== true
    return {
      ...form,
      type,
      options: [
        optionAt(0, { text: words.true, isCorrect: !isFalse }),
        optionAt(1, { text: words.false, isCorrect: isFalse }),
      ],
    }
  }
  let options = form.type === "true-false" ? [] : form.options
  while (options.length < 4) options = addOption({ ...form, options }).options
  if (!options.some(({ isCorrect }) => isCorrect)) options = options.map((one, i) => ({ ...one, isCorrect: i === 0 }))
  if (type === "single-best-answer") {
    const first = options.findIndex(({ isCorrect }) => isCorrect)
    options = options.map((option, index) => ({ ...option, isCorrect: index === first }))
  }
  return { ...form, type, options }
}

export function addOption(form: QuestionForm): QuestionForm {
  const taken = new Set(form.options.map(({ id }) => id))
  const index = Array.from({ length: 26 }, (_, i) => i).find((i) => !taken.has(String.fromCharCode(97 + i))) ?? 26
  return { ...form, options: [...form.options, optionAt(index, { isCorrect: isTypedType(form.type) })] }
}

/** Marks an option: the only correct one, or one of several. */
export function markCorrect(form: QuestionForm, id: string): QuestionForm {
  const isSeveral = form.type === "multiple-answer"
  return {
    ...form,
    options: form.options.map((option) => ({
      ...option,
      isCorrect: isSeveral ? (option.id === id ? !option.isCorrect : option.isCorrect) : option.id === id,
    })),
  }
}

const orNull = (text: string): string | null => text.trim() || null

/** The question as the server takes it. `before` keeps what has no field here. */
export function questionOf(form: QuestionForm, before?: Question) {
  const references = form.references
    .split("\n")
    .map((line) => line.trim())
    .filter(Boolean)
  const explanation = {
    correct: form.correct.trim(),
    incorrect: before?.explanation?.incorrect ?? {},
    pathophysiology: orNull(form.pathophysiology),
    clinicalRelevance: orNull(form.clinicalRelevance),
    references,
  }
  const isExplained =
    explanation.correct !== "" ||
    explanation.pathophysiology !== null ||
    explanation.clinicalRelevance !== null ||
    references.length > 0 ||
    Object.keys(explanation.incorrect).length > 0
  return {
    type: form.type,
    stem: form.stem.trim(),
    options: form.options.map((option) => ({
      id: option.id,
      text: option.text.trim(),
      isCorrect: option.isCorrect,
      rationale: orNull(option.rationale),
    })),
    hint: orNull(form.hint),
    difficulty: form.difficulty,
    topicId: orNull(form.topicId),
    explanation: isExplained ? explanation : null,
  }
}
