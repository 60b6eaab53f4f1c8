import { z } from "zod"
import { type App, decodeCursor, idField, idParams, pageOf, pageQuery } from "../../platform/api/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { definedOnly } from "../../shared/defined-only.ts"
import {
  changeQuestion,
  createQuestion,
  flagQuestion,
  getEditable,
  retireQuestion,
  verifyQuestion,
} from "./edit-question.ts"
import { listQuestions, readTopicTrees } from "./list-questions.ts"
import type { Question } from "./question.ts"
import {
  difficultyField,
  questionChangeSchema,
  questionDraftSchema,
  questionSchema,
  questionStatisticsSchema,
  questionSummarySchema,
  questionTypeField,
  topicNodeSchema,
} from "./questions.schema.ts"
import { readStatistics } from "./statistics/read-statistics.ts"

const tags = ["questions"]
const flagFilter = z.enum(["true", "false"]).transform((text) => text === "true")

export function routes(app: App, deps: Deps): void {
  app.get(
    "/subjects",
    {
      schema: {
        summary: "Subjects and topics: the catalogue's and those of your own materials",
        tags,
        response: {
          200: z.object({
            items: z.array(
              z.object({ id: idField, slug: z.string(), name: z.string(), topics: z.array(topicNodeSchema) }),
            ),
            own: z.array(topicNodeSchema),
          }),
        },
      },
      config: { role: "student" },
    },
    (request) => readTopicTrees(deps, request.learner.userId),
  )

  app.get(
    "/questions",
    {
      schema: {
        summary: "Questions you may practise, without their answers",
        tags,
        querystring: pageQuery.extend({
          materialId: idField.optional(),
          topicId: idField.optional(),
          difficulty: difficultyField.optional(),
          type: questionTypeField.optional(),
          isFlagged: flagFilter.optional(),
          isDraft: flagFilter.optional(),
          q: z.string().max(200).optional().describe("words of the question"),
        }),
        response: { 200: pageOf(questionSummarySchema) },
      },
      config: { role: "student" },
    },
    async (request) => {
      const { userId } = request.learner
      const { cursor, limit, materialId, topicId, difficulty, type, isFlagged, isDraft, q } = request.query
      const filter = definedOnly({
        materialIds: materialId === undefined ? undefined : [materialId],
        topicIds: topicId === undefined ? undefined : [topicId],
        difficulties: difficulty === undefined ? undefined : [difficulty],
        types: type === undefined ? undefined : [type],
        isFlagged,
        isDraft,
        text: q,
      })
      const before = cursor === undefined ? null : decodeCursor(cursor)
      return listQuestions(deps, userId, filter, { before, limit })
    },
  )

  app.post(
    "/questions",
    {
      schema: { summary: "Add a question", tags, body: questionDraftSchema, response: { 201: questionSchema } },
      config: { role: "student" },
    },
    async (request, reply) => {
      const { isForEverybody, ...draft } = request.body
      const question = await createQuestion(deps, request.learner, draft, isForEverybody)
      return reply.code(201).send(viewOf(question, request.learner.userId))
    },
  )

  app.get(
    "/questions/:id",
    {
      schema: {
        summary: "A question with its answer, for its owner and instructors",
        tags,
        params: idParams,
        response: { 200: questionSchema },
      },
      config: { role: "student" },
    },
    async (request) => viewOf(await getEditable(deps, request.learner, request.params.id), request.learner.userId),
  )

  app.get(
    "/questions/:id/statistics",
    {
      schema: {
        summary: "How a question of the bank does with everybody, for instructors",
        tags,
        params: idParams,
        response: { 200: questionStatisticsSchema },
      },
      config: { role: "instructor" },
    },
    async (request) => readStatistics(deps, request.learner, request.params.id),
  )

  app.patch(
    "/questions/:id",
    {
      schema: {
        summary: "Change a question",
        tags,
        params: idParams,
        body: questionChangeSchema,
        response: { 200: questionSchema },
      },
      config: { role: "student" },
    },
    async (request) =>
      viewOf(
        await changeQuestion(deps, request.learner, request.params.id, definedOnly(request.body)),
        request.learner.userId,
      ),
  )

  app.delete(
    "/questions/:id",
    {
      schema: { summary: "Take a question out of practice", tags, params: idParams, response: { 204: z.null() } },
      config: { role: "student" },
    },
    async (request, reply) => {
      await retireQuestion(deps, request.learner, request.params.id)
      return reply.code(204).send(null)
    },
  )

  app.post(
    "/questions/:id/verify",
    {
      schema: {
        summary: "Mark a question as checked, or not",
        tags,
        params: idParams,
        body: z.object({ isVerified: z.boolean() }),
        response: { 200: questionSchema },
      },
      config: { role: "student" },
    },
    async (request) =>
      viewOf(
        await verifyQuestion(deps, request.learner, request.params.id, request.body.isVerified),
        request.learner.userId,
      ),
  )

  app.post(
    "/questions/:id/flag",
    {
      schema: {
        summary: "Say that something is wrong with a question",
        tags,
        params: idParams,
        body: z.object({ isFlagged: z.boolean(), reason: z.string().trim().max(1000).nullable().default(null) }),
        response: { 204: z.null() },
      },
      config: { role: "student" },
    },
    async (request, reply) => {
      const { isFlagged, reason } = request.body
      await flagQuestion(deps, request.learner, request.params.id, isFlagged, reason)
      return reply.code(204).send(null)
    },
  )
}

function viewOf({ ownerId, ...question }: Question, userId: string) {
  return { ...question, isOwn: ownerId === userId }
}
