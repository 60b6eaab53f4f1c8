import type { QuestionSource } from "../questions/index.ts"

export type CardState = "new" | "learning" | "review" | "relearning"
export type SchedulerName = "fsrs" | "sm2"
/** Again, Hard, Good, Easy. */
export type Rating = 1 | 2 | 3 | 4

/** What a scheduler knows about a card and moves. The rest of a card is its text. */
export interface CardMemory {
  state: CardState
  /** From then on the card is asked. For reviews the start of a study day. */
  dueAt: Date
  /** Whole days; 0 while learning. */
  intervalDays: number
  /** SM-2: easiness factor, ≥ 1.3. */
  ease: number
  /** FSRS: days after which recall has fallen to 90 %; null before the first review. */
  stability: number | null
  /** FSRS: 1–10. */
  fsrsDifficulty: number | null
  /** FSRS: index of the short step the card is at. */
  learningStep: number
  /** SM-2: successful repetitions in a row. */
  repetitions: number
  reviews: number
  lapses: number
  lastReviewedAt: Date | null
}

export interface Card extends CardMemory {
  id: string
  deckId: string
  kind: "flashcard" | "question"
  questionId: string | null
  factKey: string | null
  front: string
  back: string
  tags: string[]
  source: QuestionSource | null
  isSuspended: boolean
  /** Lapsed so often that it should be rewritten rather than repeated. */
  isLeech: boolean
  /** Not asked before this study day. */
  buriedUntil: string | null
  createdAt: Date
}

export interface Deck {
  id: string
  name: string
  description: string | null
  materialOwnerId: string | null
  materialId: string | null
  scheduler: SchedulerName
  desiredRetention: number
  newPerDay: number
  reviewsPerDay: number
  isMissedQuestions: boolean
}

/** A card that was never reviewed. */
export function newMemory(at: Date): CardMemory {
  return {
    state: "new",
    dueAt: at,
    intervalDays: 0,
    ease: 2.5,
    stability: null,
    fsrsDifficulty: null,
    learningStep: 0,
    repetitions: 0,
    reviews: 0,
    lapses: 0,
    lastReviewedAt: null,
  }
}

/** Names of all that a scheduler knows about a card. */
export const memoryNames = Object.keys(newMemory(new Date(0)))

/** Lapses after which a card counts as a leech. */
export const LEECH_LAPSES = 8
