import type { Difficulty } from "../learning-record/index.ts"

export const questionTypes = [
  "single-best-answer",
  "multiple-answer",
  "true-false",
  "short-answer",
  "essay",
  "cloze",
] as const
export type QuestionType = (typeof questionTypes)[number]
export const difficulties = ["easy", "medium", "hard", "nbme"] as const

/**
 * One option of a choice question. For typed answers (short answer, cloze) each option is an accepted answer, all of
 * them correct, the first being the one that is shown. An essay has none.
 */
export interface QuestionOption {
  /** "a", "b", … stable across edits: attempts refer to it. */
  id: string
  text: string
  isCorrect: boolean
  rationale: string | null
}

export interface Explanation {
  correct: string
  /** By option id; for typed answers by the mistaken answer. */
  incorrect: Record<string, string>
  pathophysiology: string | null
  clinicalRelevance: string | null
  references: string[]
}

/** The passage a question rests on: a range of a material's canonical text. */
export interface QuestionSource {
  ownerId: string
  materialId: string
  materialTitle: string
  sectionIndex: number | null
  headingPath: string[]
  start: number
  end: number
  pageNumber: number | null
  quote: string
}

export type QuestionOrigin = "hand-written" | "generated" | "imported"

export interface Question {
  id: string
  /** Null: the bank, for everybody. */
  ownerId: string | null
  type: QuestionType
  stem: string
  options: QuestionOption[]
  hint: string | null
  difficulty: Difficulty
  points: number
  subjectId: string | null
  topicId: string | null
  topicName: string | null
  subtopic: string | null
  origin: QuestionOrigin
  generator: string | null
  qualityScore: number | null
  source: QuestionSource | null
  factKey: string | null
  explanation: Explanation | null
  isDraft: boolean
  isVerified: boolean
  isFlagged: boolean
  flagReason: string | null
  isActive: boolean
  version: number
  createdAt: Date
  updatedAt: Date
}

/** A question to be stored. `id` and everything that says what it asks; the rest has defaults. */
export type NewQuestion = Pick<Question, "id" | "ownerId" | "type" | "stem" | "options" | "difficulty" | "origin"> &
  Partial<
    Pick<
      Question,
      | "hint"
      | "points"
      | "subjectId"
      | "topicId"
      | "subtopic"
      | "generator"
      | "qualityScore"
      | "source"
      | "factKey"
      | "explanation"
      | "isDraft"
      | "isVerified"
    >
  > & { authorId?: string | null }

/** Whether the answer is typed rather than chosen. */
export function isTyped(type: QuestionType): boolean {
  return type === "short-answer" || type === "cloze" || type === "essay"
}
