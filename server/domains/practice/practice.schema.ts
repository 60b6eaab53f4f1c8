import { z } from "zod"
import { idField, timeField } from "../../platform/api/index.ts"
import { recordOutcomeSchema } from "../learning-record/index.ts"
import { difficultyField, explanationSchema, questionTypeField, sourceSchema } from "../questions/index.ts"
import { practiceModes } from "./practice-session.ts"

const statusField = z.enum(["active", "paused", "completed", "abandoned"])
const count = z.number().int().min(0)

export const practiceFilterSchema = z.object({
  materialIds: z.array(idField).max(200).optional(),
  topicIds: z.array(idField).max(200).optional().describe("a topic stands for itself and all below it"),
  difficulties: z.array(difficultyField).max(4).optional(),
  types: z.array(questionTypeField).max(6).optional(),
  only: z.enum(["all", "unseen", "missed", "flagged"]).optional(),
})

export const newSessionSchema = practiceFilterSchema.extend({
  id: idField.describe("made by the client: sending it again starts nothing new"),
  mode: z.enum(practiceModes),
  count: z.number().int().min(1).max(100),
  minutes: z.number().int().min(1).max(600).optional().describe("timed: for all questions; default 90 seconds each"),
})

export const availableSchema = z.object({
  count,
  byDifficulty: z.object({ easy: count, medium: count, hard: count, nbme: count }),
})

const feedbackSchema = z
  .object({
    isCorrect: z.boolean(),
    isClose: z.boolean().describe("typed answers: wrong, but nearly right"),
    correctOptionIds: z.array(z.string()),
    acceptedAnswers: z.array(z.string()),
    rationales: z.record(z.string(), z.string()).describe("by option id"),
    explanation: explanationSchema.nullable(),
    source: sourceSchema.nullable(),
    xpEarned: z.number().int(),
    cardId: idField.nullable().describe("the card a missed question has become"),
  })
  .meta({ id: "Feedback" })

export const practiceItemSchema = z
  .object({
    position: z.number().int(),
    questionId: idField,
    question: z.object({
      type: questionTypeField,
      stem: z.string(),
      options: z.array(z.object({ id: z.string(), text: z.string() })),
      hint: z.string().nullable(),
      difficulty: difficultyField,
      topicName: z.string().nullable(),
      materialTitle: z.string().nullable(),
    }),
    isFlagged: z.boolean(),
    isSkipped: z.boolean(),
    answer: z
      .object({
        selectedOptionIds: z.array(z.string()),
        typedAnswer: z.string().nullable(),
        confidence: z.number().int().nullable(),
        responseTimeMs: z.number().int().nullable(),
        isCorrect: z.boolean().nullable().describe("null until it may be told"),
        feedback: feedbackSchema.nullable(),
      })
      .nullable(),
  })
  .meta({ id: "PracticeItem" })

export const practiceSessionSummarySchema = z
  .object({
    id: idField,
    mode: z.enum(practiceModes),
    status: statusField,
    filter: practiceFilterSchema,
    totalQuestions: count,
    answeredCount: count,
    correctCount: count.describe("0 until a timed session is over"),
    xpEarned: z.number().int(),
    timeLimitMs: count.nullable(),
    activeMs: count,
    remainingMs: count.nullable(),
    startedAt: timeField,
    completedAt: timeField.nullable(),
  })
  .meta({ id: "PracticeSessionSummary" })

export const practiceSessionSchema = practiceSessionSummarySchema
  .extend({ items: z.array(practiceItemSchema) })
  .meta({ id: "PracticeSession" })

export const answerSchema = z.object({
  interactionId: idField.describe("made by the client: sending it again counts once"),
  position: z.number().int().min(1),
  selectedOptionIds: z.array(z.string().max(20)).max(26).default([]),
  typedAnswer: z.string().max(20_000).nullable().default(null),
  confidence: z.number().int().min(1).max(5).nullable().default(null),
  responseTimeMs: z.number().int().min(0).max(86_400_000),
  selfGrade: z
    .boolean()
    .nullable()
    .default(null)
    .describe("essays: your own verdict; null in tutor mode to see what to compare with first"),
})

export const answeredSchema = z.object({
  item: practiceItemSchema,
  session: practiceSessionSummarySchema,
  record: recordOutcomeSchema.nullable().describe("null in timed mode until the session is over"),
})

const tally = { answered: count, correct: count }

export const resultsSchema = z
  .object({
    session: practiceSessionSummarySchema,
    byTopic: z.array(z.object({ topicId: idField.nullable(), name: z.string(), ...tally })),
    byDifficulty: z.array(z.object({ difficulty: difficultyField, ...tally })),
    calibration: z.array(z.object({ confidence: z.number().int(), ...tally })),
    averageTimeMs: count.nullable(),
    missedCardCount: count,
  })
  .meta({ id: "PracticeResults" })

export const sessionsQuery = { status: statusField.optional() }
