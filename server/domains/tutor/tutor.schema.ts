import { z } from "zod"
import { idField, ownWords, timeField } from "../../platform/api/index.ts"
import { conversationKinds, NEW_CONVERSATION } from "./conversation.ts"
import { answerWays } from "./message.ts"

const offset = z.number().int().min(0)

const scopeSchema = z
  .discriminatedUnion("kind", [
    z.object({ kind: z.literal("everything") }),
    z.object({
      kind: z.literal("materials"),
      materials: z
        .array(z.object({ ownerId: idField, materialId: idField }))
        .min(1)
        .max(100),
    }),
    z.object({ kind: z.literal("passage"), ownerId: idField, materialId: idField, start: offset, end: offset }),
  ])
  .meta({ id: "Scope" })

/** All other titles are the learner's. */
const titled = { at: "title", isOurs: ({ title }: Readonly<Record<string, unknown>>) => title === NEW_CONVERSATION }

export const conversationSchema = ownWords(
  z
    .object({
      id: idField,
      title: z.string(),
      kind: z.enum(conversationKinds),
      scope: scopeSchema,
      isArchived: z.boolean(),
      lastMessageAt: timeField,
      createdAt: timeField,
    })
    .meta({ id: "Conversation" }),
  titled,
)

export const conversationInListSchema = ownWords(
  conversationSchema.extend({ messageCount: z.number().int() }).meta({ id: "ConversationInList" }),
  titled,
)

export const newConversationSchema = z.object({
  id: idField.describe("made by the client: sending it again starts nothing new"),
  scope: scopeSchema.default({ kind: "everything" }),
  kind: z.enum(conversationKinds).default("exploration"),
})

export const conversationChangeSchema = z.object({
  title: z.string().trim().min(1).max(200).optional(),
  isArchived: z.boolean().optional(),
  scope: scopeSchema.optional(),
})

const citationSchema = z
  .object({
    number: z.number().int().describe("as it stands in the answer: [1], [2], …"),
    ownerId: idField,
    materialId: idField,
    materialTitle: z.string(),
    sectionIndex: z.number().int(),
    headingPath: z.array(z.string()),
    pageNumber: z.number().int().nullable(),
    start: offset,
    end: offset,
    quote: z.string(),
  })
  .meta({ id: "Citation" })

export const messageSchema = z
  .object({
    id: idField,
    role: z.enum(["user", "assistant", "system"]),
    questionId: idField.nullable().describe("of answers: the question they answer"),
    way: z.enum(answerWays).nullable().describe("of answers: whole, or a hint where to look"),
    content: z.string(),
    status: z
      .enum(["streaming", "complete", "stopped", "failed"])
      .describe("a stopped or failed answer holds what had been given; asked again with its id it is made anew"),
    outcome: z.enum(["answered", "no-answer"]).nullable(),
    citations: z.array(citationSchema),
    nearest: z.array(citationSchema).describe("without an answer: the passages that come nearest"),
    searched: z.object({ materials: z.number().int(), passages: z.number().int() }).nullable(),
    engine: z.string().nullable(),
    responseTimeMs: z.number().int().nullable(),
    createdAt: timeField,
  })
  .meta({ id: "Message" })

export const askSchema = z.object({
  questionId: idField.describe("of your message, made by the client"),
  answerId: idField.describe("of the answer, made by the client: sending it again gives the same answer"),
  interactionId: idField,
  text: z.string().max(4000),
  way: z
    .enum(answerWays)
    .optional()
    .describe(
      "hint: where the answer stands and how it begins, without the answer; ask again with the same questionId and another answerId for the answer. Default: hint in teaching conversations, else direct",
    ),
})
