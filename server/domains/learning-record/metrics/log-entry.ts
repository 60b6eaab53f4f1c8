import type { InteractionKind, Rating } from "../interaction.ts"

/** An entry of the log as its followers see it. */
export interface LogEntry {
  userId: string
  id: string
  sequence: number
  kind: InteractionKind
  questionId: string | null
  topicId: string | null
  studyDay: string
  isCorrect: boolean | null
  selectedOptionIds: string[] | null
  confidence: number | null
  rating: Rating | null
  responseTimeMs: number | null
  durationMs: number
  xpEarned: number
  /** For an answer: true when the learner had not answered this question before. */
  isFirstTry: boolean
  /** Answers of the learner before this entry, and the right ones among them. */
  answeredBefore: number
  correctBefore: number
  /** For an undo: the review it took back; null when there was none, or it had been taken back already. */
  undone: UndoneReview | null
}

export type UndoneReview = Pick<LogEntry, "topicId" | "studyDay" | "rating" | "responseTimeMs" | "durationMs">
