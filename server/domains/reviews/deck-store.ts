import { type RawBuilder, type Selectable, sql } from "kysely"
import type { Tables, Tx } from "../../platform/database/index.ts"
import { derivedId, idTimeMs } from "../../shared/ids.ts"
import { shorten } from "../../shared/text.ts"
import type { Deck } from "./card.ts"

export async function listDecks(tx: Tx, userId: string): Promise<Deck[]> {
  const rows = await tx
    .selectFrom("decks")
    .selectAll()
    .where("user_id", "=", userId)
    .orderBy("name")
    .orderBy("id")
    .execute()
  return rows.map(deckOf)
}

/** `id` may be an expression, so that a card's deck can be read together with the card. */
export async function findDeck(tx: Tx, userId: string, id: string | RawBuilder<string>): Promise<Deck | undefined> {
  const row = await tx
    .selectFrom("decks")
    .selectAll()
    .where("user_id", "=", userId)
    .where("id", "=", id)
    .executeTakeFirst()
  return row && deckOf(row)
}

/** Stores a deck; the same id again is without effect. */
export async function insertDeck(tx: Tx, userId: string, deck: Deck): Promise<void> {
  await tx
    .insertInto("decks")
    .values({
      user_id: userId,
      id: deck.id,
      name: deck.name,
      description: deck.description,
      material_owner_id: deck.materialOwnerId,
      material_id: deck.materialId,
      scheduler: deck.scheduler,
      desired_retention: deck.desiredRetention,
      new_per_day: deck.newPerDay,
      reviews_per_day: deck.reviewsPerDay,
      is_missed_questions: deck.isMissedQuestions,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export type DeckChange = Partial<
  Pick<Deck, "name" | "description" | "scheduler" | "desiredRetention" | "newPerDay" | "reviewsPerDay">
>

export async function updateDeck(tx: Tx, userId: string, id: string, change: DeckChange, at: Date): Promise<void> {
  await tx
    .updateTable("decks")
    .set({
      updated_at: at,
      ...(change.name === undefined ? {} : { name: change.name }),
      ...(change.description === undefined ? {} : { description: change.description }),
      ...(change.scheduler === undefined ? {} : { scheduler: change.scheduler }),
      ...(change.desiredRetention === undefined ? {} : { desired_retention: change.desiredRetention }),
      ...(change.newPerDay === undefined ? {} : { new_per_day: change.newPerDay }),
      ...(change.reviewsPerDay === undefined ? {} : { reviews_per_day: change.reviewsPerDay }),
    })
    .where("user_id", "=", userId)
    .where("id", "=", id)
    .execute()
}

/** Removes a deck with its cards. What was reviewed stays in the log. */
export async function deleteDeck(tx: Tx, userId: string, id: string): Promise<boolean> {
  const result = await tx.deleteFrom("decks").where("user_id", "=", userId).where("id", "=", id).executeTakeFirst()
  return result.numDeletedRows > 0n
}

export const deckDefaults = {
  description: null,
  materialOwnerId: null,
  materialId: null,
  scheduler: "fsrs",
  desiredRetention: 0.9,
  // Ten new cards bring some eighty reviews a day in the long run: about 20 of the 30 minutes that the daily goal begins with.
  newPerDay: 10,
  reviewsPerDay: 200,
  isMissedQuestions: false,
} as const

export function materialDeckId(userId: string, materialId: string): string {
  return derivedId(idTimeMs(materialId), userId, materialId, "deck")
}

export function missedDeckId(userId: string): string {
  return derivedId(idTimeMs(userId), userId, "missed-questions")
}

/** The deck of a material, made when there is none. Returns its id. */
export async function ensureMaterialDeck(
  tx: Tx,
  userId: string,
  material: { ownerId: string; materialId: string; title: string },
): Promise<string> {
  const id = materialDeckId(userId, material.materialId)
  await insertDeck(tx, userId, {
    ...deckDefaults,
    id,
    name: shorten(material.title.trim() || "Untitled", 200),
    materialOwnerId: material.ownerId,
    materialId: material.materialId,
  })
  return id
}

/** The deck for missed questions that come from no material. Returns its id. */
export async function ensureMissedDeck(tx: Tx, userId: string): Promise<string> {
  const id = missedDeckId(userId)
  await insertDeck(tx, userId, { ...deckDefaults, id, name: "Missed questions", isMissedQuestions: true })
  return id
}

export interface DeckCounts {
  deckId: string
  /** New, and their question was missed. */
  missed: number
  /** All other new ones. */
  fresh: number
  learning: number
  /** In review and due by the end of this study day. */
  due: number
  total: number
  suspended: number
}

/** What each deck holds, the daily limits not applied. `dayEnd` is the start of the next study day. */
export async function countDecks(tx: Tx, userId: string, studyDay: string, dayEnd: Date): Promise<DeckCounts[]> {
  const { rows } = await sql<DeckCounts>`
    select deck_id as "deckId",
      count(*) filter (where asked and state = 'new' and position < 0)::int as missed,
      count(*) filter (where asked and state = 'new' and position >= 0)::int as fresh,
      count(*) filter (where asked and state in ('learning', 'relearning') and due_at < ${dayEnd})::int as learning,
      count(*) filter (where asked and state = 'review' and due_at < ${dayEnd})::int as due,
      count(*)::int as total,
      count(*) filter (where is_suspended)::int as suspended
    from (select *, not is_suspended and (buried_until is null or buried_until <= ${studyDay}::date) as asked
          from cards where user_id = ${userId} and not is_retired) c
    group by deck_id`.execute(tx)
  return rows
}

function deckOf(row: Selectable<Tables["decks"]>): Deck {
  return {
    id: row.id,
    name: row.name,
    description: row.description,
    materialOwnerId: row.material_owner_id,
    materialId: row.material_id,
    scheduler: row.scheduler,
    desiredRetention: row.desired_retention,
    newPerDay: row.new_per_day,
    reviewsPerDay: row.reviews_per_day,
    isMissedQuestions: row.is_missed_questions,
  }
}
