import { z } from "zod"
import {
  type App,
  cutPage,
  decodeCursor,
  idParams,
  openEventStream,
  pageOf,
  pageQuery,
} from "../../platform/api/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { translate } from "../../platform/languages/index.ts"
import { definedOnly } from "../../shared/defined-only.ts"
import { DomainError } from "../../shared/errors.ts"
import { type Language, languageOf } from "../../shared/language.ts"
import { askQuestion } from "./ask-question.ts"
import {
  changeConversation,
  createConversation,
  listConversations,
  readConversation,
  removeConversation,
} from "./manage-conversations.ts"
import {
  askSchema,
  conversationChangeSchema,
  conversationInListSchema,
  conversationSchema,
  messageSchema,
  newConversationSchema,
} from "./tutor.schema.ts"

const tags = ["tutor"]

export function routes(app: App, deps: Deps): void {
  conversationRoutes(app, deps)

  app.post(
    "/conversations/:id/questions",
    {
      schema: {
        summary: "Ask; the answer comes as a stream of events",
        description:
          "Events: `passages` (how far was searched), `note` (why the built-in engine answers in place of the model), `text` ({delta}), `citation`, `done` (the whole message) or `problem`.",
        tags,
        params: idParams,
        body: askSchema,
        produces: ["text/event-stream"],
      },
      config: { role: "student" },
    },
    async (request, reply) => {
      const { userId } = request.learner
      const gone = new AbortController()
      const language = languageOf(request.headers["accept-language"])
      const question = { ...definedOnly(request.body), language }
      const answer = askQuestion(deps, userId, request.params.id, question, gone.signal)
      // The first step checks the request: what is wrong with it is still answered as a problem.
      const first = await answer.next()
      const stream = openEventStream(request, reply)
      stream.signal.addEventListener("abort", () => gone.abort())
      // Who left while the question was being stored is not heard of again.
      if (reply.raw.destroyed) gone.abort()
      try {
        for (let step = first; !step.done; step = await answer.next()) {
          const { type, ...data } = step.value
          await stream.send(type, type === "done" && "message" in data ? data.message : data)
        }
      } catch (error) {
        request.log.error({ err: error }, "an answer broke off")
        await stream.send("problem", problemOf(error, language))
      } finally {
        stream.end()
      }
      return reply
    },
  )

  app.get(
    "/tutor/engine",
    {
      schema: {
        summary: "What answers",
        tags,
        response: {
          200: z.object({ engine: z.enum(["built-in", "openai-compatible"]), model: z.string().nullable() }),
        },
      },
      config: { role: "student" },
    },
    async () => ({ engine: deps.models.engine, model: deps.models.model }),
  )
}

/** For the stream, whose status has been sent. */
function problemOf(
  error: unknown,
  language: Language,
): { type: string; title: string; status: number; detail: string } {
  const say = (text: string) => translate(text, language)
  if (error instanceof DomainError) {
    const { type, title, status, message } = error
    return { type, title: say(title), status, detail: say(message) }
  }
  const detail = "The answer broke off. Your question is kept; ask again."
  return { type: "answer-failed", title: say("Not answered"), status: 500, detail: say(detail) }
}

function conversationRoutes(app: App, deps: Deps): void {
  app.get(
    "/conversations",
    {
      schema: {
        summary: "Your conversations, the last used first",
        tags,
        querystring: pageQuery.extend({
          q: z.string().max(200).optional().describe("words of a title or a message"),
          archived: z.enum(["true", "false"]).default("false"),
        }),
        response: { 200: pageOf(conversationInListSchema) },
      },
      config: { role: "student" },
    },
    async (request) => {
      const { cursor, limit, q, archived } = request.query
      const { userId } = request.learner
      const before = cursor === undefined ? null : decodeCursor(cursor)
      const filter = { before, limit: limit + 1, isArchived: archived === "true", ...definedOnly({ text: q }) }
      const rows = await listConversations(deps, userId, filter)
      return cutPage(rows, limit, ({ lastMessageAt, id }) => ({ at: lastMessageAt, id }))
    },
  )

  app.post(
    "/conversations",
    {
      schema: {
        summary: "Start a conversation",
        tags,
        body: newConversationSchema,
        response: { 201: conversationSchema },
      },
      config: { role: "student" },
    },
    async (request, reply) =>
      reply.code(201).send(await createConversation(deps, request.learner.userId, request.body)),
  )

  app.patch(
    "/conversations/:id",
    {
      schema: {
        summary: "Rename, archive or change the scope",
        tags,
        params: idParams,
        body: conversationChangeSchema,
        response: { 200: conversationSchema },
      },
      config: { role: "student" },
    },
    (request) => changeConversation(deps, request.learner.userId, request.params.id, definedOnly(request.body)),
  )

  app.delete(
    "/conversations/:id",
    {
      schema: { summary: "Delete a conversation", tags, params: idParams, response: { 204: z.null() } },
      config: { role: "student" },
    },
    async (request, reply) => {
      await removeConversation(deps, request.learner.userId, request.params.id)
      return reply.code(204).send(null)
    },
  )

  app.get(
    "/conversations/:id/messages",
    {
      schema: {
        summary: "A conversation with its messages",
        tags,
        params: idParams,
        response: { 200: z.object({ conversation: conversationSchema, items: z.array(messageSchema) }) },
      },
      config: { role: "student" },
    },
    (request) => readConversation(deps, request.learner.userId, request.params.id),
  )
}
