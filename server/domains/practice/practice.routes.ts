import { z } from "zod"
import { type App, cutPage, decodeCursor, idField, idParams, pageOf, pageQuery } from "../../platform/api/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { definedOnly } from "../../shared/defined-only.ts"
import { answerQuestion } from "./answer-question.ts"
import { countAvailable, createSession } from "./create-session.ts"
import { finishSession, pauseSession, resumeSession } from "./finish-session.ts"
import { listSessions } from "./list-sessions.ts"
import { flagItem, skipItem } from "./pass-question.ts"
import {
  answeredSchema,
  answerSchema,
  availableSchema,
  newSessionSchema,
  practiceFilterSchema,
  practiceItemSchema,
  practiceSessionSchema,
  practiceSessionSummarySchema,
  resultsSchema,
  sessionsQuery,
} from "./practice.schema.ts"
import { readResults } from "./session-results.ts"
import { viewItemAt, viewSession } from "./session-view.ts"

const tags = ["practice"]
const itemParams = z.object({ id: idField, position: z.coerce.number().int().min(1).max(1000) })

export function routes(app: App, deps: Deps): void {
  startRoutes(app, deps)
  itemRoutes(app, deps)
  endRoutes(app, deps)
}

function startRoutes(app: App, deps: Deps): void {
  app.post(
    "/practice/available",
    {
      schema: {
        summary: "How many questions fit a choice",
        tags,
        body: practiceFilterSchema,
        response: { 200: availableSchema },
      },
      // It only looks; the body is there because a choice is long.
      config: { role: "student", keyScope: "practice:read" },
    },
    (request) => countAvailable(deps, request.learner.userId, definedOnly(request.body)),
  )

  app.post(
    "/practice/sessions",
    {
      schema: { summary: "Start practising", tags, body: newSessionSchema, response: { 201: practiceSessionSchema } },
      config: { role: "student" },
    },
    async (request, reply) => {
      const { id, mode, count, minutes, ...filter } = request.body
      const { userId } = request.learner
      await createSession(deps, userId, {
        id,
        mode,
        count,
        filter: definedOnly(filter),
        ...(minutes === undefined ? {} : { minutes }),
      })
      return reply.code(201).send(await viewSession(deps, userId, id))
    },
  )

  app.get(
    "/practice/sessions",
    {
      schema: {
        summary: "Your practice sessions, the newest first",
        tags,
        querystring: pageQuery.extend(sessionsQuery),
        response: { 200: pageOf(practiceSessionSummarySchema) },
      },
      config: { role: "student" },
    },
    async (request) => {
      const { cursor, limit, status } = request.query
      const { userId } = request.learner
      const before = cursor === undefined ? null : decodeCursor(cursor)
      const rows = await listSessions(deps, userId, { before, limit: limit + 1, ...definedOnly({ status }) })
      return cutPage(rows, limit, ({ startedAt, id }) => ({ at: startedAt, id }))
    },
  )

  app.get(
    "/practice/sessions/:id",
    {
      schema: { summary: "A practice session", tags, params: idParams, response: { 200: practiceSessionSchema } },
      config: { role: "student" },
    },
    (request) => viewSession(deps, request.learner.userId, request.params.id),
  )
}

function itemRoutes(app: App, deps: Deps): void {
  app.post(
    "/practice/sessions/:id/answers",
    {
      schema: {
        summary: "Answer a question",
        tags,
        params: idParams,
        body: answerSchema,
        response: { 200: answeredSchema },
      },
      config: { role: "student" },
    },
    (request) => answerQuestion(deps, request.learner.userId, request.params.id, request.body),
  )

  app.post(
    "/practice/sessions/:id/items/:position/flag",
    {
      schema: {
        summary: "Mark a question to come back to",
        tags,
        params: itemParams,
        body: z.object({ isFlagged: z.boolean() }),
        response: { 200: practiceItemSchema },
      },
      config: { role: "student" },
    },
    async (request) => {
      const { id, position } = request.params
      await flagItem(deps, request.learner.userId, id, position, request.body.isFlagged)
      return viewItemAt(deps, request.learner.userId, id, position)
    },
  )

  app.post(
    "/practice/sessions/:id/items/:position/skip",
    {
      schema: {
        summary: "Pass over a question",
        tags,
        params: itemParams,
        body: z.object({ interactionId: idField, responseTimeMs: z.number().int().min(0).max(86_400_000) }),
        response: { 200: practiceItemSchema },
      },
      config: { role: "student" },
    },
    async (request) => {
      const { id, position } = request.params
      await skipItem(deps, request.learner.userId, id, position, request.body)
      return viewItemAt(deps, request.learner.userId, id, position)
    },
  )
}

function endRoutes(app: App, deps: Deps): void {
  const steps = {
    pause: { summary: "Stop the clock", run: pauseSession },
    resume: { summary: "Go on", run: resumeSession },
    complete: { summary: "End the session and see its results", run: endAs("completed") },
    abandon: { summary: "Give the session up; what was answered counts", run: endAs("abandoned") },
  }
  for (const [step, { summary, run }] of Object.entries(steps)) {
    app.post(
      `/practice/sessions/:id/${step}`,
      {
        schema: { summary, tags, params: idParams, response: { 200: practiceSessionSchema } },
        config: { role: "student" },
      },
      async (request) => {
        await run(deps, request.learner.userId, request.params.id)
        return viewSession(deps, request.learner.userId, request.params.id)
      },
    )
  }

  app.get(
    "/practice/sessions/:id/results",
    {
      schema: { summary: "How a finished session went", tags, params: idParams, response: { 200: resultsSchema } },
      config: { role: "student" },
    },
    (request) => readResults(deps, request.learner.userId, request.params.id),
  )
}

const endAs = (how: "completed" | "abandoned") => (deps: Deps, userId: string, id: string) =>
  finishSession(deps, userId, id, how)
