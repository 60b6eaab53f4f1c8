import type { Tx } from "../../platform/database/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { ConflictError, NotFoundError } from "../../shared/errors.ts"
import { assertClientId } from "../../shared/ids.ts"
import { addDays } from "../../shared/study-day.ts"
import { findStudyClock } from "../accounts/index.ts"
import { citePassage } from "../library/index.ts"
import type { QuestionSource } from "../questions/index.ts"
import type { Card, Deck } from "./card.ts"
import { type CardChange, deleteCard, findCard, insertCards, updateCardText } from "./card-store.ts"
import {
  type DeckChange,
  deckDefaults,
  deleteDeck,
  ensureMaterialDeck,
  findDeck,
  insertDeck,
  updateDeck,
} from "./deck-store.ts"
import { reviewTimeOf } from "./review-time.ts"

type Needs = Pick<Deps, "db" | "clock">

/** Makes a deck; the same id again returns what is there. */
export async function createDeck(
  deps: Needs,
  userId: string,
  deck: { id: string; name: string } & DeckChange,
): Promise<Deck> {
  assertClientId(deck.id, deps.clock.now().getTime())
  return deps.db.asLearner(userId, async (tx) => {
    await insertDeck(tx, userId, { ...deckDefaults, ...deck })
    return getDeck(tx, userId, deck.id)
  })
}

/** @throws NotFoundError */
export async function changeDeck(deps: Needs, userId: string, id: string, change: DeckChange): Promise<Deck> {
  return deps.db.asLearner(userId, async (tx) => {
    await getDeck(tx, userId, id)
    await updateDeck(tx, userId, id, change, deps.clock.now())
    return getDeck(tx, userId, id)
  })
}

/** Removes a deck and its cards. @throws NotFoundError */
export async function removeDeck(deps: Needs, userId: string, id: string): Promise<void> {
  await deps.db.asLearner(userId, async (tx) => {
    if (!(await deleteDeck(tx, userId, id))) throw deckUnknown()
  })
}

export interface CardDraft {
  id: string
  deckId: string | null
  front: string
  back: string
  tags: string[]
  /** The passage it was made from; without a deck the card goes to that material's. */
  source: { ownerId: string; materialId: string; start: number; end: number } | null
}

/** Adds a flashcard; the same id again returns what is there. @throws NotFoundError when the deck is not the learner's */
export async function createCard(deps: Needs, userId: string, draft: CardDraft): Promise<Card> {
  const at = deps.clock.now()
  assertClientId(draft.id, at.getTime())
  return deps.db.asLearner(userId, async (tx) => {
    const source = draft.source === null ? null : await citePassage(tx, userId, draft.source)
    const deckId =
      draft.deckId === null ? await deckFor(tx, userId, source) : (await getDeck(tx, userId, draft.deckId)).id
    await insertCards(tx, userId, [{ ...draft, source, deckId, kind: "flashcard" }], at)
    return getCard(tx, userId, draft.id)
  })
}

/** @throws NotFoundError */
export async function changeCard(deps: Needs, userId: string, id: string, change: CardChange): Promise<Card> {
  return deps.db.asLearner(userId, async (tx) => {
    await getCard(tx, userId, id)
    if (change.deckId !== undefined) await getDeck(tx, userId, change.deckId)
    await updateCardText(tx, userId, id, change, deps.clock.now())
    return getCard(tx, userId, id)
  })
}

/** @throws NotFoundError */
export async function removeCard(deps: Needs, userId: string, id: string): Promise<void> {
  await deps.db.asLearner(userId, async (tx) => {
    if (!(await deleteCard(tx, userId, id))) throw cardUnknown()
  })
}

/** Puts a card off until the next study day. @throws NotFoundError */
export async function buryCard(deps: Needs, userId: string, id: string): Promise<void> {
  await deps.db.asLearner(userId, async (tx) => {
    await getCard(tx, userId, id)
    const { studyDay } = reviewTimeOf(deps.clock.now(), await findStudyClock(tx, userId))
    await updateCardText(tx, userId, id, { buriedUntil: addDays(studyDay, 1) }, deps.clock.now())
  })
}

async function deckFor(tx: Tx, userId: string, source: QuestionSource | null): Promise<string> {
  if (source === null) throw new ConflictError("deck-missing", "Choose a deck for this card.")
  return ensureMaterialDeck(tx, userId, {
    ownerId: source.ownerId,
    materialId: source.materialId,
    title: source.materialTitle,
  })
}

async function getDeck(tx: Tx, userId: string, id: string): Promise<Deck> {
  const deck = await findDeck(tx, userId, id)
  if (!deck) throw deckUnknown()
  return deck
}

async function getCard(tx: Tx, userId: string, id: string): Promise<Card> {
  const card = await findCard(tx, userId, id)
  if (!card) throw cardUnknown()
  return card
}

const deckUnknown = () => new NotFoundError("deck-unknown", "There is no such deck.")
const cardUnknown = () => new NotFoundError("card-unknown", "There is no such card.")
