import type { FastifyRequest } from "fastify"
import { z } from "zod"
import type { App } from "../../platform/api/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { definedOnly } from "../../shared/defined-only.ts"
import { originOf } from "../accounts/index.ts"
import { changeNotification, readNotifications, unsubscribe } from "./edit-notifications.ts"
import { notificationChangeSchema, notificationSchema, tokenQuery } from "./notifications.schema.ts"

const tags = ["notifications"]
const linkLimit = { name: "unsubscribe", max: 60, timeWindow: 60_000, per: "address" as const }

export function routes(app: App, deps: Deps): void {
  app.get(
    "/me/notifications",
    {
      schema: {
        summary: "What you are written to about, and when",
        tags,
        response: { 200: z.object({ items: z.array(notificationSchema) }) },
      },
      config: { role: "student" },
    },
    async (request) => ({ items: await readNotifications(deps, request.learner.userId) }),
  )

  app.patch(
    "/me/notifications",
    {
      schema: {
        summary: "Switch one kind of letter on or off, or move it to another hour or day",
        tags,
        body: notificationChangeSchema,
        response: { 200: notificationSchema },
      },
      config: { role: "student" },
    },
    (request) => {
      const { kind, ...change } = request.body
      return changeNotification(deps, request.learner.userId, kind, definedOnly(change), {
        sessionId: request.learner.sessionId,
        origin: originOf(request),
      })
    },
  )

  app.get(
    "/notifications/unsubscribe",
    {
      schema: {
        summary: "Where mail programs without a button of their own lead: on to the page that asks (303)",
        tags,
        querystring: tokenQuery,
      },
      config: { role: "public", rateLimit: linkLimit },
    },
    // Opening changes nothing: programs open the links of letters too.
    (request, reply) =>
      reply.redirect(`${deps.config.http.publicUrl}/unsubscribe#${encodeURIComponent(request.query.token)}`, 303),
  )

  // The form that mail programs send (RFC 8058) says nothing that the address does not say.
  app.register(async (scope) => {
    scope.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "string" }, async () => undefined)
    unsubscribeRoute(scope as unknown as App, deps)
  })
}

function unsubscribeRoute(app: App, deps: Deps): void {
  app.post(
    "/notifications/unsubscribe",
    {
      schema: {
        summary: "Switch off what a letter was about, with the link in it; mail programs' own button does this",
        tags,
        querystring: tokenQuery,
        response: { 200: notificationSchema.pick({ kind: true }) },
      },
      config: { role: "public", rateLimit: linkLimit },
    },
    (request: FastifyRequest<{ Querystring: z.infer<typeof tokenQuery> }>) =>
      unsubscribe(deps, request.query.token, originOf(request)),
  )
}
