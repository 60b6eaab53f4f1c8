import { z } from "zod"
import { idField, timeField } from "../../platform/api/index.ts"
import { difficulties, questionTypes } from "./question.ts"

export const difficultyField = z.enum(difficulties)
export const questionTypeField = z.enum(questionTypes)

export const sourceSchema = z
  .object({
    ownerId: idField,
    materialId: idField,
    materialTitle: z.string(),
    sectionIndex: z.number().int().nullable(),
    headingPath: z.array(z.string()),
    start: z.number().int().describe("offset in the material's text, in UTF-16 units"),
    end: z.number().int(),
    pageNumber: z.number().int().nullable(),
    quote: z.string(),
  })
  .meta({ id: "Source" })

export const explanationSchema = z
  .object({
    correct: z.string().max(20_000),
    incorrect: z
      .record(z.string().max(500), z.string().max(20_000))
      .describe("by option id; for typed answers by the mistaken answer"),
    pathophysiology: z.string().max(20_000).nullable(),
    clinicalRelevance: z.string().max(20_000).nullable(),
    references: z.array(z.string().max(2000)).max(50),
  })
  .meta({ id: "Explanation" })

export const questionOptionSchema = z
  .object({
    id: z
      .string()
      .max(20, "Use a short id of small letters, such as a, b, c.")
      .regex(/^[a-z0-9-]{1,20}$/, "Use a short id of small letters, such as a, b, c."),
    text: z.string().max(5000),
    isCorrect: z.boolean(),
    rationale: z.string().max(10_000).nullable().default(null),
  })
  .meta({ id: "QuestionOption" })

export const questionSchema = z
  .object({
    id: idField,
    type: questionTypeField,
    stem: z.string(),
    options: z.array(questionOptionSchema),
    hint: z.string().nullable(),
    difficulty: difficultyField,
    points: z.number(),
    subjectId: idField.nullable(),
    topicId: idField.nullable(),
    origin: z.enum(["hand-written", "generated", "imported"]),
    isDraft: z.boolean(),
    isVerified: z.boolean(),
    isFlagged: z.boolean(),
    flagReason: z.string().nullable(),
    isActive: z.boolean(),
    version: z.number().int(),
    source: sourceSchema.nullable(),
    explanation: explanationSchema.nullable(),
    qualityScore: z.number().nullable(),
    isOwn: z.boolean(),
    createdAt: timeField,
    updatedAt: timeField,
  })
  .meta({ id: "Question" })

export const questionStatisticsSchema = z
  .object({
    statistics: z
      .object({
        answered: z.number().int().describe("answers in all"),
        learners: z.number().int().describe("learners who answered"),
        facility: z.number().describe("share of learners who were right at their first try, 0 to 1"),
        shareCorrect: z.number().describe("share of right answers, 0 to 1"),
        medianMs: z.number().int().nullable().describe("median time of first tries, to within a tenth"),
        discrimination: z
          .number()
          .nullable()
          .describe("correlation of being right with the share of earlier answers that were right, −1 to 1"),
        choices: z
          .array(z.object({ optionId: z.string(), count: z.number().int() }))
          .describe("how many learners chose each option at their first try"),
      })
      .nullable()
      .describe("null while fewer than `leastLearners` have answered, and for private questions"),
    leastLearners: z.number().int(),
  })
  .meta({ id: "QuestionStatistics" })

/** In lists: without anything that tells the answer. */
export const questionSummarySchema = z
  .object({
    id: idField,
    type: questionTypeField,
    stem: z.string(),
    difficulty: difficultyField,
    topicId: idField.nullable(),
    origin: z.enum(["hand-written", "generated", "imported"]),
    isDraft: z.boolean(),
    isVerified: z.boolean(),
    isFlagged: z.boolean(),
    isOwn: z.boolean(),
    materialId: idField.nullable(),
    createdAt: timeField,
  })
  .meta({ id: "QuestionSummary" })

const stemField = z.string().max(20_000)
const changeable = {
  type: questionTypeField,
  stem: stemField,
  options: z.array(questionOptionSchema).max(26),
  hint: z.string().max(2000).nullable(),
  difficulty: difficultyField,
  points: z.number().positive().max(1000),
  topicId: idField.nullable(),
  subjectId: idField.nullable(),
  explanation: explanationSchema.nullable(),
}

export const questionDraftSchema = z
  .object({
    ...changeable,
    id: idField,
    hint: changeable.hint.default(null),
    difficulty: difficultyField.default("medium"),
    points: changeable.points.default(1),
    topicId: changeable.topicId.default(null),
    subjectId: changeable.subjectId.default(null),
    explanation: changeable.explanation.default(null),
    isForEverybody: z.boolean().default(false).describe("instructors: into the bank, not among your own"),
  })
  .meta({ id: "QuestionDraft" })

export const questionChangeSchema = z.object(changeable).partial()

export const topicNodeSchema = z
  .object({
    id: idField,
    name: z.string(),
    parentId: idField.nullable(),
    materialId: idField.nullable(),
    questionCount: z.number().int().describe("with all topics below"),
    get children() {
      return z.array(topicNodeSchema)
    },
  })
  .meta({ id: "TopicNode" })
