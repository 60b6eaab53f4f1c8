import { type Selectable, sql } from "kysely"
import type { Tables, Tx } from "../../platform/database/index.ts"
import { type Card, type CardMemory, type CardState, type Deck, memoryNames, type Rating } from "./card.ts"
import { cardOf } from "./card-store.ts"

export interface Review {
  id: string
  cardId: string
  deckId: string
  rating: Rating
  /** The card's memory before, for taking the review back. */
  before: CardMemory
  undoneAt: Date | null
}

export interface NewReview {
  id: string
  card: Card
  deck: Deck
  rating: Rating
  after: CardMemory
  elapsedDays: number
  responseTimeMs: number
  studyDay: string
  at: Date
}

export async function insertReview(tx: Tx, userId: string, review: NewReview): Promise<void> {
  const { card, after } = review
  await tx
    .insertInto("review_log")
    .values({
      user_id: userId,
      id: review.id,
      card_id: card.id,
      deck_id: card.deckId,
      scheduler: review.deck.scheduler,
      rating: review.rating,
      state_before: card.state,
      state_after: after.state,
      card_before: JSON.stringify(card, memoryNames),
      interval_days: after.intervalDays,
      elapsed_days: review.elapsedDays,
      stability: after.stability,
      fsrs_difficulty: after.fsrsDifficulty,
      ease: after.ease,
      response_time_ms: review.responseTimeMs,
      study_day: review.studyDay,
      reviewed_at: review.at,
    })
    .execute()
}

export async function findReview(tx: Tx, userId: string, id: string): Promise<Review | undefined> {
  const row = await tx
    .selectFrom("review_log")
    .selectAll()
    .where("user_id", "=", userId)
    .where("id", "=", id)
    .executeTakeFirst()
  return row && reviewOf(row)
}

/** The latest review that stands, of one card or of all, on a study day. */
export async function findLatestReview(
  tx: Tx,
  userId: string,
  where: { studyDay: string; cardId?: string },
): Promise<Review | undefined> {
  let query = tx
    .selectFrom("review_log")
    .selectAll()
    .where("user_id", "=", userId)
    .where("study_day", "=", where.studyDay)
    .where("undone_at", "is", null)
  if (where.cardId !== undefined) query = query.where("card_id", "=", where.cardId)
  const row = await query.orderBy("id", "desc").limit(1).executeTakeFirst()
  return row && reviewOf(row)
}

export async function markUndone(tx: Tx, userId: string, id: string, at: Date): Promise<void> {
  await tx.updateTable("review_log").set({ undone_at: at }).where("user_id", "=", userId).where("id", "=", id).execute()
}

function reviewOf(row: {
  id: string
  card_id: string
  deck_id: string
  rating: number
  card_before: CardMemory
  undone_at: Date | null
}): Review {
  const { lastReviewedAt, dueAt } = row.card_before
  return {
    id: row.id,
    cardId: row.card_id,
    deckId: row.deck_id,
    rating: row.rating as Rating,
    before: {
      ...row.card_before,
      dueAt: new Date(dueAt),
      lastReviewedAt: lastReviewedAt === null ? null : new Date(lastReviewedAt),
    },
    undoneAt: row.undone_at,
  }
}

export interface DoneToday {
  deckId: string
  /** Cards seen for the first time. */
  introduced: number
  /** Cards that had been due for review. */
  reviewed: number
}

/** What was done in each deck on a study day; reviews taken back are not counted. `dayStart` is when that day began. */
export async function countDoneOn(tx: Tx, userId: string, studyDay: string, dayStart: Date): Promise<DoneToday[]> {
  const { rows } = await sql<DoneToday>`
    select deck_id as "deckId",
      count(distinct card_id) filter (where state_before = 'new')::int as introduced,
      count(distinct card_id) filter (where state_before = 'review')::int as reviewed
    from review_log
    where user_id = ${userId} and id >= app.uuid_floor(${dayStart}) and study_day = ${studyDay} and undone_at is null
    group by deck_id`.execute(tx)
  return rows
}

export interface DueFilter {
  userId: string
  deckId: string | null
  studyDay: string
  /** Due before this moment. */
  before: Date
  states: readonly CardState[]
  limit: number
}

/** Cards that are due, the longest overdue first. */
export async function listDue(tx: Tx, filter: DueFilter): Promise<Card[]> {
  let query = tx
    .selectFrom("cards")
    .selectAll()
    .where("user_id", "=", filter.userId)
    .where("is_suspended", "=", false)
    .where("is_retired", "=", false)
    .where("state", "<>", "new")
    .where("state", "in", [...filter.states])
    .where("due_at", "<", filter.before)
    .where((eb) => eb.or([eb("buried_until", "is", null), eb("buried_until", "<=", filter.studyDay)]))
  if (filter.deckId !== null) query = query.where("deck_id", "=", filter.deckId)
  return (await query.orderBy("due_at").orderBy("id").limit(filter.limit).execute()).map(cardOf)
}

/**
 * New cards of the given decks, each in its deck's order: those of missed questions, at most `mostMissed` of a deck, and of
 * the others as many as the deck is allowed.
 */
export async function listNew(
  tx: Tx,
  userId: string,
  decks: readonly { deckId: string; allowed: number }[],
  filter: { studyDay: string; mostMissed: number },
): Promise<{ missed: Card[]; others: Card[] }> {
  if (decks.length === 0) return { missed: [], others: [] }
  const newOf = (which: ReturnType<typeof sql>, limit: ReturnType<typeof sql>) => sql`
    (select * from cards
     where user_id = ${userId} and deck_id = deck.id and state = 'new' and not is_suspended and not is_retired
       and (buried_until is null or buried_until <= ${filter.studyDay}::date) and ${which}
     order by position, id limit ${limit})`
  const { rows } = await sql<Selectable<Tables["cards"]>>`
    select card.* from unnest(${decks.map(({ deckId }) => deckId)}::uuid[], ${decks.map(({ allowed }) => allowed)}::int[])
      with ordinality as deck (id, allowed, place)
    cross join lateral (
      ${newOf(sql`position < 0`, sql`${filter.mostMissed}::int`)}
      union all
      ${newOf(sql`position >= 0`, sql`deck.allowed`)}
    ) card
    order by deck.place, card.position, card.id`.execute(tx)
  return {
    missed: rows.filter(({ position }) => position < 0).map(cardOf),
    others: rows.filter(({ position }) => position >= 0).map(cardOf),
  }
}

/** How many cards of a deck wait; of each kind no more than `most` are counted. */
export interface WaitingCards {
  deckId: string
  learning: number
  due: number
  missed: number
  /** No more than the deck is allowed. */
  others: number
}

/** How many cards `listDue` (before the day's end) and `listNew` would list, by deck. */
export async function countWaiting(
  tx: Tx,
  userId: string,
  decks: readonly { deckId: string; allowed: number }[],
  filter: { studyDay: string; dayEnd: Date; most: number },
): Promise<WaitingCards[]> {
  const isAsked = sql`not is_suspended and not is_retired and (buried_until is null or buried_until <= ${filter.studyDay}::date)`
  const dueOf = (states: ReturnType<typeof sql>) => sql`
    (select deck_id from cards
     where user_id = ${userId} and state <> 'new' and state in ${states} and due_at < ${filter.dayEnd} and ${isAsked}
     order by due_at, id limit ${filter.most})`
  const newOf = (which: ReturnType<typeof sql>, limit: ReturnType<typeof sql>) => sql`
    (select count(*) from (select from cards
     where user_id = ${userId} and deck_id = deck.id and state = 'new' and ${isAsked} and ${which} limit ${limit}) c)`
  const { rows } = await sql<WaitingCards>`
    with due as (
      select deck_id, count(*) filter (where is_learning) as learning, count(*) filter (where not is_learning) as due
      from (select deck_id, true as is_learning from ${dueOf(sql`('learning', 'relearning')`)} l
            union all select deck_id, false from ${dueOf(sql`('review')`)} r) d
      group by deck_id)
    select deck.id as "deckId", coalesce(due.learning, 0)::int as learning, coalesce(due.due, 0)::int as due,
      ${newOf(sql`position < 0`, sql`${filter.most}::int`)}::int as missed,
      ${newOf(sql`position >= 0`, sql`deck.allowed`)}::int as others
    from unnest(${decks.map(({ deckId }) => deckId)}::uuid[], ${decks.map(({ allowed }) => allowed)}::int[]) as deck (id, allowed)
    left join due on due.deck_id = deck.id`.execute(tx)
  return rows
}

/** When cards in review come due, up to a moment: one row for each different time. Without new cards. */
export async function listDueTimes(tx: Tx, userId: string, before: Date): Promise<{ dueAt: Date; count: number }[]> {
  const { rows } = await sql<{ dueAt: Date; count: number }>`
    select due_at as "dueAt", count(*)::int as count from cards
    where user_id = ${userId} and state <> 'new' and not is_suspended and not is_retired and due_at < ${before}
    group by due_at order by due_at`.execute(tx)
  return rows
}

/** The next moment after `after` at which a card that was seen before comes due; null when there is none. */
export async function findNextDue(tx: Tx, userId: string, deckId: string | null, after: Date): Promise<Date | null> {
  let query = tx
    .selectFrom("cards")
    .select("due_at")
    .where("user_id", "=", userId)
    .where("state", "<>", "new")
    .where("is_suspended", "=", false)
    .where("is_retired", "=", false)
    .where("due_at", ">=", after)
  if (deckId !== null) query = query.where("deck_id", "=", deckId)
  const row = await query.orderBy("due_at").limit(1).executeTakeFirst()
  return row?.due_at ?? null
}

/**
 * Whether anything waits for the next study day: new cards in the decks `newIn`, or cards due before `dayEnd` in the decks
 * `dueIn`, which were put off or are more than the limit lets through today.
 */
export async function hasHeldBack(
  tx: Tx,
  userId: string,
  where: { newIn: readonly string[]; dueIn: readonly string[]; dayEnd: Date },
): Promise<boolean> {
  const { rows } = await sql<{ isThere: boolean }>`
    select exists (
      select from cards where user_id = ${userId} and deck_id = any(${[...where.newIn]}::uuid[]) and state = 'new'
        and not is_suspended and not is_retired
    ) or exists (
      select from cards where user_id = ${userId} and deck_id = any(${[...where.dueIn]}::uuid[]) and state <> 'new'
        and not is_suspended and not is_retired and due_at < ${where.dayEnd}
    ) as "isThere"`.execute(tx)
  return rows[0]?.isThere ?? false
}
