import { z } from "zod"
import { type App, cutPage, decodeCursor, idField, idParams, pageOf, pageQuery } from "../../platform/api/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { definedOnly } from "../../shared/defined-only.ts"
import { buryCard, changeCard, changeDeck, createCard, createDeck, removeCard, removeDeck } from "./edit-cards.ts"
import { gradeCard, undoReview } from "./grade-card.ts"
import { listCards, readCounts, readDecks, readForecastNow, readQueue } from "./read-queue.ts"
import {
  cardChangeSchema,
  cardSchema,
  cardsQuery,
  deckChangeSchema,
  deckSchema,
  deckWithCountsSchema,
  forecastSchema,
  gradedSchema,
  gradeSchema,
  newCardSchema,
  newDeckSchema,
  queueSchema,
  undoneSchema,
} from "./reviews.schema.ts"

const tags = ["reviews"]

export function routes(app: App, deps: Deps): void {
  deckRoutes(app, deps)
  cardRoutes(app, deps)
  reviewRoutes(app, deps)
}

function deckRoutes(app: App, deps: Deps): void {
  app.get(
    "/decks",
    {
      schema: {
        summary: "Your decks with what each holds for today",
        tags,
        response: { 200: z.object({ items: z.array(deckWithCountsSchema) }) },
      },
      config: { role: "student" },
    },
    async (request) => ({ items: await readDecks(deps, request.learner.userId) }),
  )

  app.post(
    "/decks",
    {
      schema: { summary: "Make a deck", tags, body: newDeckSchema, response: { 201: deckSchema } },
      config: { role: "student" },
    },
    async (request, reply) =>
      reply.code(201).send(await createDeck(deps, request.learner.userId, definedOnly(request.body))),
  )

  app.patch(
    "/decks/:id",
    {
      schema: {
        summary: "Change a deck",
        tags,
        params: idParams,
        body: deckChangeSchema,
        response: { 200: deckSchema },
      },
      config: { role: "student" },
    },
    (request) => changeDeck(deps, request.learner.userId, request.params.id, definedOnly(request.body)),
  )

  app.delete(
    "/decks/:id",
    {
      schema: { summary: "Delete a deck with its cards", tags, params: idParams, response: { 204: z.null() } },
      config: { role: "student" },
    },
    async (request, reply) => {
      await removeDeck(deps, request.learner.userId, request.params.id)
      return reply.code(204).send(null)
    },
  )

  app.get(
    "/decks/:id/cards",
    {
      schema: {
        summary: "Cards of a deck, the newest first",
        tags,
        params: idParams,
        querystring: pageQuery.extend(cardsQuery),
        response: { 200: pageOf(cardSchema) },
      },
      config: { role: "student" },
    },
    async (request) => {
      const { cursor, limit, q, state } = request.query
      const { userId } = request.learner
      const filter = { deckId: request.params.id, ...definedOnly({ text: q, state }) }
      const before = cursor === undefined ? null : decodeCursor(cursor)
      const rows = await listCards(deps, userId, { ...filter, before, limit: limit + 1 })
      return cutPage(rows, limit, ({ createdAt, id }) => ({ at: createdAt, id }))
    },
  )
}

function cardRoutes(app: App, deps: Deps): void {
  app.post(
    "/cards",
    {
      schema: { summary: "Add a flashcard", tags, body: newCardSchema, response: { 201: cardSchema } },
      config: { role: "student" },
    },
    async (request, reply) => {
      const { userId } = request.learner
      return reply.code(201).send(await createCard(deps, userId, request.body))
    },
  )

  app.patch(
    "/cards/:id",
    {
      schema: {
        summary: "Change a card",
        tags,
        params: idParams,
        body: cardChangeSchema,
        response: { 200: cardSchema },
      },
      config: { role: "student" },
    },
    (request) => changeCard(deps, request.learner.userId, request.params.id, definedOnly(request.body)),
  )

  app.delete(
    "/cards/:id",
    {
      schema: { summary: "Delete a card", tags, params: idParams, response: { 204: z.null() } },
      config: { role: "student" },
    },
    async (request, reply) => {
      await removeCard(deps, request.learner.userId, request.params.id)
      return reply.code(204).send(null)
    },
  )

  app.post(
    "/cards/:id/bury",
    {
      schema: { summary: "Put a card off until tomorrow", tags, params: idParams, response: { 204: z.null() } },
      config: { role: "student" },
    },
    async (request, reply) => {
      await buryCard(deps, request.learner.userId, request.params.id)
      return reply.code(204).send(null)
    },
  )
}

function reviewRoutes(app: App, deps: Deps): void {
  app.get(
    "/reviews/queue",
    {
      schema: {
        summary: "What is to be reviewed now, within the decks' daily limits",
        tags,
        querystring: z.object({
          deckId: idField.optional(),
          limit: z.coerce.number().int().min(1).max(200).default(50),
        }),
        response: { 200: queueSchema },
      },
      config: { role: "student" },
    },
    (request) =>
      readQueue(deps, request.learner.userId, { deckId: request.query.deckId ?? null, limit: request.query.limit }),
  )

  app.post(
    "/reviews",
    {
      schema: { summary: "Grade a card", tags, body: gradeSchema, response: { 200: gradedSchema } },
      config: { role: "student" },
    },
    async (request) => {
      const { userId } = request.learner
      const { reviewedAt, ...review } = request.body
      const { clock, ...graded } = await gradeCard(deps, userId, {
        ...review,
        ...(reviewedAt === undefined ? {} : { reviewedAt: new Date(reviewedAt) }),
      })
      return { ...graded, counts: await readCounts(deps, userId, clock) }
    },
  )

  app.post(
    "/reviews/undo",
    {
      schema: {
        summary: "Take back a review of today: the given one or the latest",
        tags,
        body: z.object({ interactionId: idField, reviewId: idField.optional() }),
        response: { 200: undoneSchema },
      },
      config: { role: "student" },
    },
    async (request) => {
      const { userId } = request.learner
      const card = await undoReview(deps, userId, definedOnly(request.body))
      return { card, counts: await readCounts(deps, userId) }
    },
  )

  app.get(
    "/reviews/forecast",
    {
      schema: {
        summary: "Reviews that come due on this and the next study days",
        tags,
        querystring: z.object({ days: z.coerce.number().int().min(1).max(365).default(7) }),
        response: { 200: forecastSchema },
      },
      config: { role: "student" },
    },
    (request) => readForecastNow(deps, request.learner.userId, request.query.days),
  )
}
