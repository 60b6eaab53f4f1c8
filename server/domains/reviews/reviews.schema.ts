import { z } from "zod"
import { idField, ownWords, timeField } from "../../platform/api/index.ts"
import { recordOutcomeSchema } from "../learning-record/index.ts"
import { sourceSchema } from "../questions/index.ts"

const count = z.number().int().min(0)
const nameField = z.string().trim().min(1, "Give the deck a name.").max(200)
const sideField = (side: string) => z.string().trim().min(1, `Write the ${side} of the card.`).max(20_000)
const tagsField = z.array(z.string().trim().min(1).max(100)).max(50)
const stateField = z.enum(["new", "learning", "review", "relearning"])
const schedulerField = z.enum(["fsrs", "sm2"])

/** All other decks were named by learners, or after their materials. */
const named = { at: "name", isOurs: (deck: Readonly<Record<string, unknown>>) => deck.isMissedQuestions === true }

export const deckSchema = ownWords(
  z
    .object({
      id: idField,
      name: z.string(),
      description: z.string().nullable(),
      materialOwnerId: idField.nullable(),
      materialId: idField.nullable(),
      scheduler: schedulerField,
      desiredRetention: z.number(),
      newPerDay: count,
      reviewsPerDay: count,
      isMissedQuestions: z.boolean(),
    })
    .meta({ id: "Deck" }),
  named,
)

export const deckWithCountsSchema = ownWords(
  deckSchema
    .extend({
      counts: z
        .object({ new: count, learning: count, due: count, total: count, suspended: count })
        .describe("new, learning and due: what reviewing this deck alone would bring today"),
    })
    .meta({ id: "DeckWithCounts" }),
  named,
)

export const deckChangeSchema = z.object({
  name: nameField.optional(),
  description: z.string().max(2000).nullable().optional(),
  scheduler: schedulerField.optional(),
  desiredRetention: z
    .number()
    .min(0.7)
    .max(0.99)
    .optional()
    .describe("probability of recall at which a card comes back"),
  newPerDay: count
    .max(9999)
    .optional()
    .describe("all decks together show no more new cards a day than the deck with the highest limit"),
  reviewsPerDay: count.max(9999).optional(),
})

export const newDeckSchema = deckChangeSchema.extend({ id: idField, name: nameField })

export const cardSchema = z
  .object({
    id: idField,
    deckId: idField,
    kind: z.enum(["flashcard", "question"]),
    questionId: idField.nullable(),
    front: z.string(),
    back: z.string(),
    tags: z.array(z.string()),
    source: sourceSchema.nullable(),
    state: stateField,
    dueAt: timeField,
    intervalDays: z.number(),
    reviews: count,
    lapses: count,
    lastReviewedAt: timeField.nullable(),
    isSuspended: z.boolean(),
    isLeech: z.boolean().describe("lapsed so often that it is better rewritten"),
    createdAt: timeField,
  })
  .meta({ id: "Card" })

export const newCardSchema = z.object({
  id: idField,
  deckId: idField.nullable().default(null).describe("without one the card goes to the deck of its source's material"),
  front: sideField("front"),
  back: sideField("back"),
  tags: tagsField.default([]),
  source: z
    .object({ ownerId: idField, materialId: idField, start: z.number().int().min(0), end: z.number().int().min(1) })
    .nullable()
    .default(null),
})

export const cardChangeSchema = z.object({
  front: sideField("front").optional(),
  back: sideField("back").optional(),
  tags: tagsField.optional(),
  deckId: idField.optional(),
  isSuspended: z.boolean().optional(),
})

const previewSchema = z.object({
  dueAt: timeField,
  intervalDays: z.number().describe("0 when the card comes again today"),
  minutes: z.number().int().nullable().describe("until then, when it comes again today"),
})

const reviewItemSchema = cardSchema
  .extend({
    previews: z.object({ again: previewSchema, hard: previewSchema, good: previewSchema, easy: previewSchema }),
  })
  .meta({ id: "ReviewItem" })

export const queueCountsSchema = z.object({ new: count, learning: count, due: count }).meta({ id: "QueueCounts" })

export const queueSchema = z.object({
  items: z.array(reviewItemSchema),
  counts: queueCountsSchema,
  nextDueAt: timeField.nullable().describe("when the next card comes due, for an empty queue"),
  studyDay: z.iso.date(),
})

export const gradeSchema = z.object({
  id: idField.describe("of the review, made by the client: sending it again counts once"),
  cardId: idField,
  rating: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]).describe("Again, Hard, Good, Easy"),
  responseTimeMs: z.number().int().min(0).max(86_400_000),
  reviewedAt: z.iso.datetime().optional().describe("for what was reviewed offline; default now"),
})

export const gradedSchema = z.object({ card: cardSchema, record: recordOutcomeSchema, counts: queueCountsSchema })
export const undoneSchema = z.object({ card: cardSchema, counts: queueCountsSchema })

export const forecastSchema = z
  .object({
    items: z.array(z.object({ studyDay: z.iso.date(), due: count, isToday: z.boolean() })),
    overdue: count,
  })
  .meta({ id: "Forecast" })

export const cardsQuery = {
  q: z.string().max(200).optional(),
  state: z.enum(["new", "learning", "review", "relearning", "suspended"]).optional(),
}
