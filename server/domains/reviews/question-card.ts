import type { Tx } from "../../platform/database/index.ts"
import { derivedId, idTimeMs } from "../../shared/ids.ts"
import { isTyped, type Question } from "../questions/index.ts"
import { findCardAbout, insertCards, linkQuestion, MISSED_POSITION, moveToFront, updateMemory } from "./card-store.ts"
import { ensureMaterialDeck, ensureMissedDeck } from "./deck-store.ts"

/**
 * A missed question comes back as a card, due now. Where a card about the same fact exists already, that one is made
 * due, or comes before all other new cards; one question, or fact, never becomes two cards. Returns the card's id.
 */
export async function ensureMissedQuestionCard(tx: Tx, userId: string, question: Question, at: Date): Promise<string> {
  const about = { questionId: question.id, materialId: question.source?.materialId ?? null, factKey: question.factKey }
  const existing = await findCardAbout(tx, userId, about)
  if (existing) {
    if (existing.questionId === null) await linkQuestion(tx, userId, existing.id, question.id)
    if (existing.state === "new") await moveToFront(tx, userId, existing.id, at)
    else if (existing.dueAt > at)
      await updateMemory(tx, userId, existing.id, { ...existing, dueAt: at }, existing.isLeech, at)
    return existing.id
  }
  const deckId = question.source
    ? await ensureMaterialDeck(tx, userId, {
        ownerId: question.source.ownerId,
        materialId: question.source.materialId,
        title: question.source.materialTitle,
      })
    : await ensureMissedDeck(tx, userId)
  const id = derivedId(idTimeMs(question.id), userId, question.id, "card")
  await insertCards(
    tx,
    userId,
    [
      {
        id,
        deckId,
        kind: "question",
        questionId: question.id,
        factKey: question.factKey,
        ...cardText(question),
        source: question.source,
        position: MISSED_POSITION,
      },
    ],
    at,
  )
  return id
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
