import { copyRows, type Tx } from "../../platform/database/index.ts"
import type { CardMemory, Rating } from "./card.ts"
import { memoryRow } from "./card-store.ts"

/** A new deck of a new learner with its cards and everything that was reviewed. */
export interface DeckCopy {
  userId: string
  deckId: string
  name: string
  createdAt: Date
  cards: { id: string; front: string; back: string; memory: CardMemory }[]
  reviews: CopiedReview[]
}

export interface CopiedReview {
  id: string
  cardId: string
  rating: Rating
  before: CardMemory
  after: CardMemory
  elapsedDays: number
  responseTimeMs: number
  studyDay: string
  at: Date
}

/** Stores many decks with their cards and reviews by COPY. In a system transaction. */
export async function copyDecks(tx: Tx, decks: readonly DeckCopy[]): Promise<void> {
  await copyRows(
    tx,
    "decks",
    decks.map(({ userId, deckId, name, createdAt }) => ({
      user_id: userId,
      id: deckId,
      name,
      created_at: createdAt,
      updated_at: createdAt,
    })),
  )
  await copyRows(tx, "cards", cardRows(decks))
  await copyRows(tx, "review_log", reviewRows(decks))
}

function* cardRows(decks: readonly DeckCopy[]) {
  for (const { userId, deckId, cards, createdAt } of decks)
    for (const [position, { id, front, back, memory }] of cards.entries())
      yield {
        user_id: userId,
        id,
        deck_id: deckId,
        kind: "flashcard",
        front,
        back,
        position,
        ...memoryRow(memory),
        created_at: createdAt,
        updated_at: memory.lastReviewedAt ?? createdAt,
      }
}

function* reviewRows(decks: readonly DeckCopy[]) {
  for (const { userId, deckId, reviews } of decks)
    for (const { id, cardId, rating, before, after, elapsedDays, responseTimeMs, studyDay, at } of reviews)
      yield {
        user_id: userId,
        id,
        card_id: cardId,
        deck_id: deckId,
        scheduler: "fsrs",
        rating,
        state_before: before.state,
        state_after: after.state,
        card_before: before,
        interval_days: after.intervalDays,
        elapsed_days: elapsedDays,
        stability: after.stability,
        fsrs_difficulty: after.fsrsDifficulty,
        ease: after.ease,
        response_time_ms: responseTimeMs,
        study_day: studyDay,
        reviewed_at: at,
      }
}
