import type { Tx } from "../../platform/database/index.ts"
import { derivedId, idTimeMs } from "../../shared/ids.ts"
import { isTyped, type Question } from "../questions/index.ts"
import type { Card } from "./card.ts"
import { findCardAbout, insertCards, linkQuestion, MISSED_POSITION, moveToFront, updateMemory } from "./card-store.ts"
import { ensureMaterialDeck, ensureMissedDeck, materialDeckId, missedDeckId } from "./deck-store.ts"

/** The card that a missed question comes back as. */
export interface MissedCard {
  id: string
  /** Makes it or makes it due. All it sends leaves at once, so that what the caller sends next travels along. */
  bringBack(): Promise<void>
}

/**
 * A missed question comes back as a card, due now. Where a card about the same fact exists already, that one is made
 * due, or comes before all other new cards; one question, or fact, never becomes two cards. Returns the card's id.
 */
export async function ensureMissedQuestionCard(tx: Tx, userId: string, question: Question, at: Date): Promise<string> {
  const { id, bringBack } = await findMissedCard(tx, userId, question, at)
  await bringBack()
  return id
}

/** The same in two steps: nothing is written before `bringBack`. */
export async function findMissedCard(tx: Tx, userId: string, question: Question, at: Date): Promise<MissedCard> {
  const about = { questionId: question.id, materialId: question.source?.materialId ?? null, factKey: question.factKey }
  const existing = await findCardAbout(tx, userId, about)
  if (existing) return { id: existing.id, bringBack: () => makeDue(tx, userId, existing, question.id, at) }
  const id = derivedId(idTimeMs(question.id), userId, question.id, "card")
  return { id, bringBack: () => makeCard(tx, userId, id, question, at) }
}

async function makeDue(tx: Tx, userId: string, card: Card, questionId: string, at: Date): Promise<void> {
  await Promise.all([
    card.questionId === null && linkQuestion(tx, userId, card.id, questionId),
    card.state === "new" && moveToFront(tx, userId, card.id, at),
    card.state !== "new" &&
      card.dueAt > at &&
      updateMemory(tx, userId, card.id, { ...card, dueAt: at }, card.isLeech, at),
  ])
}

async function makeCard(tx: Tx, userId: string, id: string, question: Question, at: Date): Promise<void> {
  const { source, factKey } = question
  const deckId = source ? materialDeckId(userId, source.materialId) : missedDeckId(userId)
  const card = {
    ...{ id, deckId, kind: "question" as const, questionId: question.id, factKey, source },
    ...cardText(question),
    position: MISSED_POSITION,
  }
  await Promise.all([
    source ? ensureMaterialDeck(tx, userId, { ...source, title: source.materialTitle }) : ensureMissedDeck(tx, userId),
    insertCards(tx, userId, [card], at),
  ])
}

/** Front: the stem with its options. Back: what is right, and why. */
function cardText(question: Question): { front: string; back: string } {
  const letterOf = (i: number) => String.fromCharCode(65 + i)
  const isChoice = !isTyped(question.type)
  const options = question.options.map(({ text }, i) => `${letterOf(i)}. ${text}`)
  const right = question.options.flatMap(({ isCorrect, text }, i) =>
    isCorrect ? [isChoice ? `${letterOf(i)}. ${text}` : text] : [],
  )
  // A typed answer is shown in its first form; the others are only accepted.
  const answer = isChoice ? right.join("\n") : (right[0] ?? "")
  return {
    front: isChoice ? `${question.stem}\n\n${options.join("\n")}` : question.stem,
    back: [answer, question.explanation?.correct ?? ""].filter((part) => part !== "").join("\n\n") || question.stem,
  }
}
