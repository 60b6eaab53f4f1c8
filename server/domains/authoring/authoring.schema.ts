import { z } from "zod"
import { idField, timeField } from "../../platform/api/index.ts"

const text = z.string().trim().min(1).max(5000)

export const assetTypeField = z.enum([
  "cloze",
  "definition",
  "abbreviation",
  "number",
  "list",
  "summary",
  "multiple-choice",
])
export const assetStatusField = z.enum(["ready", "draft", "approved", "rejected", "retired"])

export const assetSchema = z
  .object({
    id: idField,
    materialId: idField,
    type: assetTypeField,
    status: assetStatusField,
    prompt: z.string(),
    answer: z.string(),
    acceptedAnswers: z.array(z.string()),
    term: z.string().nullable(),
    options: z.array(z.object({ text: z.string(), isCorrect: z.boolean(), rationale: z.string() })).nullable(),
    sectionIndex: z.number().int().nullable(),
    evidence: z.object({
      start: z.number().int(),
      end: z.number().int(),
      quote: z.string(),
      pageNumber: z.number().int().nullable(),
    }),
    qualityScore: z.number(),
    difficulty: z.number().int(),
    model: z.string(),
    questionId: idField.nullable(),
    cardId: idField.nullable(),
    createdAt: timeField,
  })
  .meta({ id: "Asset" })

export const assetChangeSchema = z.object({
  prompt: text.optional(),
  answer: text.optional(),
  acceptedAnswers: z.array(text).max(30).optional(),
  options: z
    .array(z.object({ text, isCorrect: z.boolean(), rationale: z.string().max(5000) }))
    .min(2)
    .max(8)
    .nullable()
    .optional(),
})

export const summarySchema = z
  .object({
    sectionIndex: z.number().int(),
    start: z.number().int(),
    end: z.number().int(),
    pageNumber: z.number().int().nullable(),
    text: z.string(),
  })
  .meta({ id: "SectionSummary" })
