import { type RawBuilder, type Selectable, sql } from "kysely"
import type { Tables, Tx } from "../../platform/database/index.ts"
import type { MovedFact, QuestionSource } from "../questions/index.ts"
import type { Card, CardMemory, CardState } from "./card.ts"

const INSERT_BATCH = 200

/** A card to be stored; new, due at once. `position` is its place among the new cards of its deck, from 0. */
export type NewCard = Pick<Card, "id" | "deckId" | "kind" | "front" | "back"> &
  Partial<Pick<Card, "questionId" | "factKey" | "tags" | "source">> & { position?: number }

/** Place of a new card whose question was missed: before all others, and not held back by a daily limit. */
export const MISSED_POSITION = -1

/** Stores cards. One whose id or fact is there already is left as it is. Returns how many are new. */
export async function insertCards(tx: Tx, userId: string, cards: readonly NewCard[], at: Date): Promise<number> {
  let inserted = 0
  for (let from = 0; from < cards.length; from += INSERT_BATCH) {
    const result = await tx
      .insertInto("cards")
      .values(
        cards.slice(from, from + INSERT_BATCH).map((card, i) => ({
          user_id: userId,
          id: card.id,
          deck_id: card.deckId,
          kind: card.kind,
          question_id: card.questionId ?? null,
          fact_key: card.factKey ?? null,
          front: card.front,
          back: card.back,
          tags: card.tags ?? [],
          ...sourceRow(card.source ?? null),
          due_at: at,
          created_at: at,
          position: card.position ?? from + i,
        })),
      )
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst()
    inserted += Number(result.numInsertedOrUpdatedRows ?? 0n)
  }
  return inserted
}

function sourceRow(source: QuestionSource | null) {
  return {
    material_owner_id: source?.ownerId ?? null,
    material_id: source?.materialId ?? null,
    material_title: source?.materialTitle ?? null,
    section_index: source?.sectionIndex ?? null,
    heading_path: source?.headingPath ?? null,
    char_start: source?.start ?? null,
    char_end: source?.end ?? null,
    page_number: source?.pageNumber ?? null,
    quote: source?.quote ?? null,
  }
}

export async function findCard(tx: Tx, userId: string, id: string): Promise<Card | undefined> {
  const row = await tx
    .selectFrom("cards")
    .selectAll()
    .where("user_id", "=", userId)
    .where("id", "=", id)
    .executeTakeFirst()
  return row && cardOf(row)
}

/** Holds the card until the transaction ends: two grades of it come one after the other. */
export async function lockCard(tx: Tx, userId: string, id: string): Promise<Card | undefined> {
  const row = await tx
    .selectFrom("cards")
    .selectAll()
    .where("user_id", "=", userId)
    .where("id", "=", id)
    .forUpdate()
    .executeTakeFirst()
  return row && cardOf(row)
}

/** The deck of a card, as an expression: another query can ask for it in the same round trip. */
export function deckIdOf(userId: string, cardId: string): RawBuilder<string> {
  return sql<string>`(select deck_id from cards where user_id = ${userId} and id = ${cardId})`
}

/** The card about a question: made from it, or from the same fact of the same material. */
export async function findCardAbout(
  tx: Tx,
  userId: string,
  about: { questionId: string; materialId: string | null; factKey: string | null },
): Promise<Card | undefined> {
  const row = await tx
    .selectFrom("cards")
    .selectAll()
    .where("user_id", "=", userId)
    .where((eb) =>
      eb.or([
        eb("question_id", "=", about.questionId),
        eb.and([eb("material_id", "=", about.materialId), eb("fact_key", "=", about.factKey)]),
      ]),
    )
    .orderBy(sql`question_id = ${about.questionId}`, "desc")
    .limit(1)
    .executeTakeFirst()
  return row && cardOf(row)
}

/** Cards by the question they are about. */
export async function listQuestionCardIds(
  tx: Tx,
  userId: string,
  questionIds: readonly string[],
): Promise<Map<string, string>> {
  if (questionIds.length === 0) return new Map()
  const rows = await tx
    .selectFrom("cards")
    .select(["id", "question_id"])
    .where("user_id", "=", userId)
    .where("question_id", "in", [...questionIds])
    .execute()
  return new Map(rows.flatMap(({ id, question_id }) => (question_id === null ? [] : [[question_id, id]])))
}

export async function linkQuestion(tx: Tx, userId: string, cardId: string, questionId: string): Promise<void> {
  await tx
    .updateTable("cards")
    .set({ question_id: questionId })
    .where("user_id", "=", userId)
    .where("id", "=", cardId)
    .execute()
}

/** Lets a new card be met before all others: its question was just missed. */
export async function moveToFront(tx: Tx, userId: string, cardId: string, at: Date): Promise<void> {
  await tx
    .updateTable("cards")
    .set({ position: MISSED_POSITION, buried_until: null, updated_at: at })
    .where("user_id", "=", userId)
    .where("id", "=", cardId)
    .where("state", "=", "new")
    .execute()
}

export async function updateMemory(
  tx: Tx,
  userId: string,
  id: string,
  memory: CardMemory,
  isLeech: boolean,
  at: Date,
): Promise<void> {
  await tx
    .updateTable("cards")
    .set({ ...memoryRow(memory), is_leech: isLeech, buried_until: null, updated_at: at })
    .where("user_id", "=", userId)
    .where("id", "=", id)
    .execute()
}

/** What is known about a card, as its row keeps it. */
export function memoryRow(memory: CardMemory) {
  return {
    state: memory.state,
    due_at: memory.dueAt,
    interval_days: memory.intervalDays,
    ease: memory.ease,
    stability: memory.stability,
    fsrs_difficulty: memory.fsrsDifficulty,
    learning_step: memory.learningStep,
    repetitions: memory.repetitions,
    reviews: memory.reviews,
    lapses: memory.lapses,
    last_reviewed_at: memory.lastReviewedAt,
  }
}

export interface CardChange {
  front?: string
  back?: string
  tags?: string[]
  deckId?: string
  isSuspended?: boolean
  buriedUntil?: string | null
}

export async function updateCardText(tx: Tx, userId: string, id: string, change: CardChange, at: Date): Promise<void> {
  await tx
    .updateTable("cards")
    .set({
      updated_at: at,
      ...(change.front === undefined ? {} : { front: change.front }),
      ...(change.back === undefined ? {} : { back: change.back }),
      ...(change.tags === undefined ? {} : { tags: change.tags }),
      ...(change.deckId === undefined ? {} : { deck_id: change.deckId }),
      ...(change.isSuspended === undefined ? {} : { is_suspended: change.isSuspended }),
      ...(change.buriedUntil === undefined ? {} : { buried_until: change.buriedUntil }),
    })
    .where("user_id", "=", userId)
    .where("id", "=", id)
    .execute()
}

export async function deleteCard(tx: Tx, userId: string, id: string): Promise<boolean> {
  const result = await tx.deleteFrom("cards").where("user_id", "=", userId).where("id", "=", id).executeTakeFirst()
  return result.numDeletedRows > 0n
}

/** A page of a deck's cards, the newest first. */
export async function pageOfCards(
  tx: Tx,
  userId: string,
  filter: {
    deckId: string
    text?: string
    state?: CardState | "suspended"
    before: { at: Date; id: string } | null
    limit: number
  },
): Promise<Card[]> {
  let query = tx.selectFrom("cards").selectAll().where("user_id", "=", userId).where("deck_id", "=", filter.deckId)
  if (filter.state === "suspended") query = query.where("is_suspended", "=", true)
  else if (filter.state) query = query.where("state", "=", filter.state)
  if (filter.text) {
    const pattern = `%${filter.text.replace(/[\\%_]/g, "\\$&")}%`
    query = query.where((eb) => eb.or([eb("front", "ilike", pattern), eb("back", "ilike", pattern)]))
  }
  if (filter.before) query = query.where(sql<boolean>`(created_at, id) < (${filter.before.at}, ${filter.before.id})`)
  const rows = await query.orderBy("created_at", "desc").orderBy("id", "desc").limit(filter.limit).execute()
  return rows.map(cardOf)
}

/** Puts the cards of a material away, or back. They keep what is known about them. */
export async function setMaterialCardsRetired(
  tx: Tx,
  userId: string,
  materialId: string,
  isRetired: boolean,
): Promise<number> {
  const result = await tx
    .updateTable("cards")
    .set({ is_retired: isRetired })
    .where("user_id", "=", userId)
    .where("material_id", "=", materialId)
    .executeTakeFirst()
  return Number(result.numUpdatedRows)
}

/** Points a material's cards to where their passages stand now. Those whose fact is gone are put away. */
export async function moveMaterialCards(
  tx: Tx,
  userId: string,
  materialId: string,
  facts: readonly MovedFact[],
): Promise<void> {
  await sql`
    update cards c set section_index = f."sectionIndex", heading_path = f."headingPath", char_start = f.start, char_end = f."end",
      page_number = f."pageNumber", quote = f.quote, is_retired = false
    from jsonb_to_recordset(${JSON.stringify(facts)}::jsonb) as f("factKey" text, "sectionIndex" int, "headingPath" text[], start int, "end" int, "pageNumber" int, quote text)
    where c.user_id = ${userId} and c.material_id = ${materialId} and c.fact_key = f."factKey"
      and (c.char_start, c.char_end, c.is_retired) is distinct from (f.start, f."end", false)`.execute(tx)
  await tx
    .updateTable("cards")
    .set({ is_retired: true })
    .where("user_id", "=", userId)
    .where("material_id", "=", materialId)
    .where(sql<boolean>`fact_key is not null and not fact_key = any(${facts.map(({ factKey }) => factKey)}::text[])`)
    .execute()
}

/** Cards of a material that were never graded. Returns how many went. */
export async function deleteUnseenCards(tx: Tx, userId: string, materialId: string): Promise<number> {
  const result = await tx
    .deleteFrom("cards")
    .where("user_id", "=", userId)
    .where("material_id", "=", materialId)
    .where("reviews", "=", 0)
    .executeTakeFirst()
  return Number(result.numDeletedRows)
}

export async function countMaterialCards(tx: Tx, userId: string, materialId: string): Promise<number> {
  const row = await tx
    .selectFrom("cards")
    .select(sql<number>`count(*)::int`.as("count"))
    .where("user_id", "=", userId)
    .where("material_id", "=", materialId)
    .where("is_retired", "=", false)
    .executeTakeFirstOrThrow()
  return row.count
}

export function cardOf(row: Selectable<Tables["cards"]>): Card {
  return {
    id: row.id,
    deckId: row.deck_id,
    kind: row.kind,
    questionId: row.question_id,
    factKey: row.fact_key,
    front: row.front,
    back: row.back,
    tags: row.tags,
    source: sourceOf(row),
    state: row.state,
    dueAt: row.due_at,
    intervalDays: row.interval_days,
    ease: row.ease,
    stability: row.stability,
    fsrsDifficulty: row.fsrs_difficulty,
    learningStep: row.learning_step,
    repetitions: row.repetitions,
    reviews: row.reviews,
    lapses: row.lapses,
    lastReviewedAt: row.last_reviewed_at,
    isSuspended: row.is_suspended,
    isLeech: row.is_leech,
    buriedUntil: row.buried_until,
    createdAt: row.created_at,
  }
}

function sourceOf(row: Selectable<Tables["cards"]>): QuestionSource | null {
  const { material_owner_id: ownerId, material_id: materialId, char_start: start, char_end: end } = row
  if (ownerId === null || materialId === null || start === null || end === null) return null
  return {
    ownerId,
    materialId,
    materialTitle: row.material_title ?? "",
    sectionIndex: row.section_index,
    headingPath: row.heading_path ?? [],
    start,
    end,
    pageNumber: row.page_number,
    quote: row.quote ?? "",
  }
}
