import type { FastifyRequest } from "fastify"
import type { App } from "../../../platform/api/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { definedOnly } from "../../../shared/defined-only.ts"
import { accountSchema, profileChangeSchema, settingsChangeSchema } from "../accounts.schema.ts"
import { originOf } from "../sessions/session-cookie.ts"
import { getAccount, updateProfile, updateSettings } from "./update-account.ts"

export function profileRoutes(app: App, deps: Deps): void {
  app.get(
    "/me",
    {
      schema: { summary: "Your account", tags: ["accounts"], response: { 200: accountSchema } },
      config: { role: "student", keyScope: "profile:read", opensBeforeSecondFactor: true },
    },
    (request) => getAccount(deps, request.learner.userId),
  )

  app.patch(
    "/me/profile",
    {
      schema: {
        summary: "Change your profile",
        tags: ["accounts"],
        body: profileChangeSchema,
        response: { 200: accountSchema },
      },
      config: { role: "student" },
    },
    (request) => updateProfile(deps, request.learner.userId, definedOnly(request.body), changedBy(request)),
  )

  app.patch(
    "/me/settings",
    {
      schema: {
        summary: "Change your settings",
        tags: ["accounts"],
        body: settingsChangeSchema,
        response: { 200: accountSchema },
      },
      config: { role: "student" },
    },
    (request) => updateSettings(deps, request.learner.userId, definedOnly(request.body), changedBy(request)),
  )
}

function changedBy(request: FastifyRequest) {
  return { sessionId: request.learner.sessionId, origin: originOf(request) }
}
