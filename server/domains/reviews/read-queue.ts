import type { Tx } from "../../platform/database/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { NotFoundError } from "../../shared/errors.ts"
import { addDays, studyDayOf } from "../../shared/study-day.ts"
import { findStudyClock, type StudyClock } from "../accounts/index.ts"
import { groupByDeck, limitPerDeck, orderQueue, takeInTurn } from "./build-queue.ts"
import type { Card, Deck } from "./card.ts"
import { pageOfCards } from "./card-store.ts"
import { countDecks, findDeck, listDecks } from "./deck-store.ts"
import {
  countDoneOn,
  countWaiting,
  type DoneToday,
  findNextDue,
  hasHeldBack,
  listDue,
  listDueTimes,
  listNew,
  type WaitingCards,
} from "./review-store.ts"
import { dayStartIn, type ReviewTime, reviewTimeOf } from "./review-time.ts"
import { previewRatings, type RatingPreviews } from "./schedule-card.ts"

/** A card in learning that comes due within this time is shown early rather than ending the sitting. */
const LEARN_AHEAD_MS = 20 * 60_000
const MOST_CARDS = 500

export interface QueueCounts {
  new: number
  learning: number
  due: number
}

export interface ReviewQueue {
  items: (Card & { previews: RatingPreviews })[]
  counts: QueueCounts
  /** When the next card comes due, for an empty queue. */
  nextDueAt: Date | null
  studyDay: string
}

/**
 * What is to be reviewed now, of one deck or of all, within the daily limits. Questions that were missed are not held
 * back by the limit of new cards, but count for it. @throws NotFoundError
 */
export async function readQueue(
  deps: Pick<Deps, "db" | "clock">,
  userId: string,
  { deckId, limit }: { deckId: string | null; limit: number },
): Promise<ReviewQueue> {
  return deps.db.readAsLearner(userId, async (tx) => {
    const time = await timeNow(deps, tx, userId)
    const { cards, counts, decks } = await collect(tx, userId, deckId, time)
    const items = cards.slice(0, limit).flatMap((card) => {
      const deck = decks.get(card.deckId)
      return deck ? [{ ...card, previews: previewRatings(card, deck, time) }] : []
    })
    const nextDueAt = items.length > 0 ? null : await findNext(tx, userId, deckId, [...decks.values()], time)
    return { items, counts, nextDueAt, studyDay: time.studyDay }
  })
}

/** When the next card comes: by its own time, or with the next study day, when it was put off or its deck was done for today. */
async function findNext(tx: Tx, userId: string, deckId: string | null, decks: readonly Deck[], time: ReviewTime) {
  const tomorrow = dayStartIn(time, 1)
  const [next, isHeldBack] = await Promise.all([
    findNextDue(tx, userId, deckId, time.at),
    hasHeldBack(tx, userId, {
      newIn: decks.filter(({ newPerDay }) => newPerDay > 0).map(({ id }) => id),
      dueIn: decks.filter(({ reviewsPerDay }) => reviewsPerDay > 0).map(({ id }) => id),
      dayEnd: tomorrow,
    }),
  ])
  return isHeldBack && (next === null || next > tomorrow) ? tomorrow : next
}

/** How much is left for today, in all decks: as `readQueue` counts it, without reading the cards. */
export async function countQueue(tx: Tx, userId: string, time: ReviewTime): Promise<QueueCounts> {
  const { decks, left } = await readLimits(tx, userId, time)
  const waiting = await countWaiting(tx, userId, allowedNew(decks, left), {
    studyDay: time.studyDay,
    dayEnd: dayStartIn(time, 1),
    most: MOST_CARDS,
  })
  const sum = (count: (of: WaitingCards) => number) => waiting.reduce((total, of) => total + count(of), 0)
  const missed = Math.min(
    sum((of) => of.missed),
    MOST_CARDS,
  )
  const others = Math.min(
    sum((of) => of.others),
    Math.max(0, left.newInAll - missed),
  )
  return {
    new: missed + others,
    learning: sum((of) => of.learning),
    due: sum((of) => Math.min(of.due, left.reviewsIn(of.deckId))),
  }
}

/** The learner's decks, and what their daily limits leave. */
async function readLimits(tx: Tx, userId: string, time: ReviewTime) {
  const [decks, done] = await Promise.all([
    listDecks(tx, userId),
    countDoneOn(tx, userId, time.studyDay, dayStartIn(time, 0)),
  ])
  return { decks, left: limitsLeft(decks, done, time) }
}

function allowedNew(decks: Iterable<Deck>, left: LimitsLeft) {
  return [...decks].map(({ id }) => ({ deckId: id, allowed: Math.min(left.newIn(id), MOST_CARDS) }))
}

async function collect(tx: Tx, userId: string, deckId: string | null, time: ReviewTime) {
  const dayEnd = dayStartIn(time, 1)
  const { decks: all, left } = await readLimits(tx, userId, time)
  const decks = new Map(all.filter(({ id }) => deckId === null || id === deckId).map((deck) => [deck.id, deck]))
  if (deckId !== null && decks.size === 0) throw new NotFoundError("deck-unknown", "There is no such deck.")

  const filter = { userId, deckId, studyDay: time.studyDay, limit: MOST_CARDS }
  const [learningToday, reviews, fresh] = await Promise.all([
    listDue(tx, { ...filter, before: dayEnd, states: ["learning", "relearning"] }),
    listDue(tx, { ...filter, before: dayEnd, states: ["review"] }),
    listNew(tx, userId, allowedNew(decks.values(), left), { studyDay: time.studyDay, mostMissed: MOST_CARDS }),
  ])
  const allowedReviews = limitPerDeck(reviews, left.reviewsIn)
  const missed = fresh.missed.slice(0, MOST_CARDS)
  // Who chooses one deck wants its cards; all together keep to what a day bears.
  const newLeft = deckId === null ? left.newInAll : left.newIn(deckId)
  const newCards = takeInTurn(groupByDeck(fresh.others), newLeft - missed.length)
  const dueNow = learningToday.filter(({ dueAt }) => dueAt <= time.at)
  const soon = learningToday.filter(
    ({ dueAt }) => dueAt > time.at && dueAt.getTime() <= time.at.getTime() + LEARN_AHEAD_MS,
  )
  return {
    decks,
    // Those in learning that are not quite due wait at the end.
    cards: [...orderQueue({ learning: dueNow, missed, reviews: allowedReviews, new: newCards }), ...soon],
    counts: { new: missed.length + newCards.length, learning: learningToday.length, due: allowedReviews.length },
  }
}

/**
 * What the daily limits leave. All decks together show no more new cards than the learner has set, or else than the deck with the
 * highest limit: otherwise every material added another twenty a day, and each new card brings some eight reviews in the weeks after.
 */
function limitsLeft(decks: readonly Deck[], done: readonly DoneToday[], { clock }: ReviewTime) {
  const deckOf = new Map(decks.map((deck) => [deck.id, deck]))
  const doneIn = new Map(done.map((one) => [one.deckId, one]))
  const introduced = done.reduce((sum, one) => sum + one.introduced, 0)
  return {
    newInAll: (clock.newCardsPerDay ?? Math.max(0, ...decks.map(({ newPerDay }) => newPerDay))) - introduced,
    newIn: (id: string) => Math.max(0, (deckOf.get(id)?.newPerDay ?? 0) - (doneIn.get(id)?.introduced ?? 0)),
    reviewsIn: (id: string) => Math.max(0, (deckOf.get(id)?.reviewsPerDay ?? 0) - (doneIn.get(id)?.reviewed ?? 0)),
  }
}

type LimitsLeft = ReturnType<typeof limitsLeft>

export interface Forecast {
  items: { studyDay: string; due: number; isToday: boolean }[]
  /** Due before today and not done. They are part of today's figure. */
  overdue: number
}

/** Reviews that come due on this and the next study days, without those that today's answers will add and without new cards. */
export async function readForecast(tx: Tx, userId: string, time: ReviewTime, days: number): Promise<Forecast> {
  const dues = await listDueTimes(tx, userId, dayStartIn(time, days))
  const due = new Map<string, number>()
  let overdue = 0
  for (const { dueAt, count } of dues) {
    const day = studyDayOf(dueAt, time.clock.timeZone, time.clock.dayStartHour)
    if (day < time.studyDay) overdue += count
    const shown = day < time.studyDay ? time.studyDay : day
    due.set(shown, (due.get(shown) ?? 0) + count)
  }
  return {
    items: Array.from({ length: days }, (_, i) => {
      const studyDay = addDays(time.studyDay, i)
      return { studyDay, due: due.get(studyDay) ?? 0, isToday: i === 0 }
    }),
    overdue,
  }
}

/** How much is left for today, now. @param clock the learner's, when it is at hand */
export function readCounts(deps: Pick<Deps, "db" | "clock">, userId: string, clock?: StudyClock): Promise<QueueCounts> {
  return deps.db.readAsLearner(userId, async (tx) =>
    countQueue(tx, userId, reviewTimeOf(deps.clock.now(), clock ?? (await findStudyClock(tx, userId)))),
  )
}

/** The forecast for this and the next study days, seen from now. */
export function readForecastNow(deps: Pick<Deps, "db" | "clock">, userId: string, days: number): Promise<Forecast> {
  return deps.db.readAsLearner(userId, async (tx) => readForecast(tx, userId, await timeNow(deps, tx, userId), days))
}

async function timeNow(deps: Pick<Deps, "clock">, tx: Tx, userId: string): Promise<ReviewTime> {
  return reviewTimeOf(deps.clock.now(), await findStudyClock(tx, userId))
}

/** A page of a deck's cards, the newest first. @throws NotFoundError */
export function listCards(
  deps: Pick<Deps, "db">,
  userId: string,
  filter: Parameters<typeof pageOfCards>[2],
): Promise<Card[]> {
  return deps.db.readAsLearner(userId, async (tx) => {
    const [deck, cards] = await Promise.all([findDeck(tx, userId, filter.deckId), pageOfCards(tx, userId, filter)])
    if (!deck) throw new NotFoundError("deck-unknown", "There is no such deck.")
    return cards
  })
}

/** Decks with what a sitting with each alone would bring now, cards in learning that come again today among it. */
export async function readDecks(deps: Pick<Deps, "db" | "clock">, userId: string) {
  return deps.db.readAsLearner(userId, async (tx) => {
    const time = await timeNow(deps, tx, userId)
    const [decks, counts, done] = await Promise.all([
      listDecks(tx, userId),
      countDecks(tx, userId, time.studyDay, dayStartIn(time, 1)),
      countDoneOn(tx, userId, time.studyDay, dayStartIn(time, 0)),
    ])
    const left = limitsLeft(decks, done, time)
    const byDeck = new Map(counts.map((count) => [count.deckId, count]))
    return decks.map((deck) => {
      const { missed = 0, fresh = 0, learning = 0, due = 0, total = 0, suspended = 0 } = byDeck.get(deck.id) ?? {}
      const counts = {
        new: missed + Math.min(fresh, Math.max(0, left.newIn(deck.id) - missed)),
        learning,
        due: Math.min(due, left.reviewsIn(deck.id)),
        total,
        suspended,
      }
      return { ...deck, counts }
    })
  })
}
