import type { Tx } from "../../platform/database/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { ConflictError, InvalidError, NotFoundError } from "../../shared/errors.ts"
import { assertClientId, CLIENT_ID_MAX_AGE_MS } from "../../shared/ids.ts"
import { findStudyClock, type StudyClock } from "../accounts/index.ts"
import { holdRecord, type RecordOutcome, recordInteraction } from "../learning-record/index.ts"
import type { Card, Rating } from "./card.ts"
import { deckIdOf, findCard, lockCard, updateMemory } from "./card-store.ts"
import { findDeck } from "./deck-store.ts"
import { findLatestReview, findReview, insertReview, markUndone } from "./review-store.ts"
import { elapsedDays, reviewTimeOf } from "./review-time.ts"
import { isLeech, scheduleCard } from "./schedule-card.ts"

export interface GradeRequest {
  /** Of the review, made by the client: sending it again counts once. */
  id: string
  cardId: string
  rating: Rating
  responseTimeMs: number
  /** When it was graded, for what was reviewed offline. Default: now. */
  reviewedAt?: Date
}

export interface GradeOutcome {
  card: Card
  record: RecordOutcome
  /** The learner's, as it was read for it. */
  clock: StudyClock
}

/**
 * Grades a card: schedules it, logs the review and records it. The same id again changes nothing. Two round trips: hold and
 * read all that is concerned, write everything and commit.
 * @throws NotFoundError; InvalidError for a time that cannot be
 */
export async function gradeCard(
  deps: Pick<Deps, "db" | "clock" | "events">,
  userId: string,
  request: GradeRequest,
): Promise<GradeOutcome> {
  const now = deps.clock.now()
  assertClientId(request.id, now.getTime())
  const at = checkedTime(request.reviewedAt, now)
  const outcome = await deps.db.asLearner(userId, (tx) => gradeWithin(deps, tx, userId, request, at), {
    keepsPlans: true,
  })
  deps.events.publish(userId, { type: "due" })
  return outcome
}

async function gradeWithin(
  deps: Pick<Deps, "clock">,
  tx: Tx,
  userId: string,
  request: Omit<GradeRequest, "reviewedAt">,
  at: Date,
): Promise<GradeOutcome> {
  const about = { interactionId: request.id, questionId: null, topicId: null, sessionId: null, undoesId: null }
  const [card, known, deck, held] = await Promise.all([
    lockCard(tx, userId, request.cardId),
    findReview(tx, userId, request.id),
    findDeck(tx, userId, deckIdOf(userId, request.cardId)),
    holdRecord(tx, userId, about, at),
  ])
  if (!card)
    throw new NotFoundError("card-unknown", "There is no such card. It may have been deleted on another device.")
  const interaction = {
    kind: "review" as const,
    id: request.id,
    cardId: card.id,
    rating: request.rating,
    responseTimeMs: request.responseTimeMs,
    ...(card.questionId === null ? {} : { questionId: card.questionId }),
    ...(card.source === null ? {} : { materialOwnerId: card.source.ownerId, materialId: card.source.materialId }),
  }
  const { clock } = held
  if (known) return { card, record: await recordInteraction(deps, tx, userId, interaction, { at, held }), clock }

  if (!deck) throw new NotFoundError("deck-unknown", "The deck of this card is gone.")
  const time = reviewTimeOf(at, clock)
  const after = scheduleCard(card, request.rating, deck, time)
  // What is started together travels together; COMMIT goes with the record.
  const [, , record] = await Promise.all([
    insertReview(tx, userId, {
      id: request.id,
      card,
      deck,
      rating: request.rating,
      after,
      elapsedDays: card.lastReviewedAt === null ? 0 : elapsedDays(time, card.lastReviewedAt),
      responseTimeMs: request.responseTimeMs,
      studyDay: time.studyDay,
      at,
    }),
    updateMemory(tx, userId, card.id, after, isLeech(after), at),
    recordInteraction(deps, tx, userId, interaction, { at, held, isLast: true }),
  ])
  return { card: { ...card, ...after, isLeech: isLeech(after), buriedUntil: null }, record, clock }
}

/**
 * Takes back a review of today: the given one or the latest. The card is as it was before.
 * @throws NotFoundError of type `nothing-to-undo`; ConflictError when the card was reviewed again since
 */
export async function undoReview(
  deps: Pick<Deps, "db" | "clock" | "events">,
  userId: string,
  request: { interactionId: string; reviewId?: string },
): Promise<Card> {
  const at = deps.clock.now()
  assertClientId(request.interactionId, at.getTime())
  const card = await deps.db.asLearner(userId, async (tx) => {
    const { studyDay } = reviewTimeOf(at, await findStudyClock(tx, userId))
    const review = request.reviewId
      ? await findReview(tx, userId, request.reviewId)
      : await findLatestReview(tx, userId, { studyDay })
    if (!review) throw new NotFoundError("nothing-to-undo", "There is no review of today to take back.")
    const locked = await lockCard(tx, userId, review.cardId)
    if (!locked) throw new NotFoundError("card-unknown", "This card was deleted.")
    const latest = await findLatestReview(tx, userId, { studyDay, cardId: review.cardId })
    // Already taken back: a repeated request, which changes nothing.
    if (review.undoneAt === null) {
      if (latest?.id !== review.id) {
        throw new ConflictError(
          "reviewed-since",
          "This card was reviewed again since then. Take back the later review first.",
        )
      }
      await updateMemory(tx, userId, locked.id, review.before, isLeech(review.before), at)
      await markUndone(tx, userId, review.id, at)
    }
    await recordInteraction(deps, tx, userId, { kind: "undo", id: request.interactionId, undoesId: review.id })
    return (await findCard(tx, userId, locked.id)) ?? locked
  })
  deps.events.publish(userId, { type: "due" })
  return card
}

/** How far a device's clock may be ahead. */
const MOST_AHEAD_MS = 5 * 60_000

function checkedTime(reviewedAt: Date | undefined, now: Date): Date {
  if (reviewedAt === undefined) return now
  const age = now.getTime() - reviewedAt.getTime()
  if (age < -MOST_AHEAD_MS || age > CLIENT_ID_MAX_AGE_MS) {
    throw new InvalidError(
      "reviewed-at-invalid",
      "The time of this review is in the future or more than 90 days ago. Check the clock of your device.",
    )
  }
  return reviewedAt > now ? now : reviewedAt
}
