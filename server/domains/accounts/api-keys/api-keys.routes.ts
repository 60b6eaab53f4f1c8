import { z } from "zod"
import { type App, idField, idParams, type KeyScope, keyScopes, timeField } from "../../../platform/api/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { originOf } from "../sessions/session-cookie.ts"
import { createApiKey, listApiKeys, revokeApiKey } from "./manage-keys.ts"

const scopeField = z
  .enum(keyScopes as [KeyScope, ...KeyScope[]])
  .describe(
    "an area and what to do there, such as library:read; read or write alone mean every area. write includes read",
  )

const apiKeySchema = z
  .object({
    id: idField,
    name: z.string(),
    shown: z.string().describe("how the key begins"),
    scopes: z.array(scopeField),
    createdAt: timeField,
    lastUsedAt: timeField.nullable().describe("to the minute"),
    lastUsedFrom: z.string().nullable().describe("address of that use"),
    expiresAt: timeField.nullable(),
  })
  .meta({ id: "ApiKey" })

const keyWishSchema = z.object({
  name: z
    .string()
    .trim()
    .min(1, "Give the key a name, such as the program it is for.")
    .max(60, "Use at most 60 characters."),
  scopes: z.array(scopeField).min(1, "Choose what the key may do.").max(keyScopes.length),
  expiresInDays: z
    .number()
    .int()
    .min(1)
    .max(1095, "Choose at most three years, or no end.")
    .nullable()
    .describe("null: until it is revoked"),
})

const tags = ["accounts"]

/** No key opens these routes: who has one must not be able to make more of it. */
export function apiKeyRoutes(app: App, deps: Deps): void {
  app.get(
    "/me/api-keys",
    {
      schema: {
        summary: "Your API keys that can be used",
        tags,
        response: { 200: z.object({ items: z.array(apiKeySchema) }) },
      },
      config: { role: "student" },
    },
    async ({ learner }) => ({ items: await listApiKeys(deps, learner.userId) }),
  )

  app.post(
    "/me/api-keys",
    {
      schema: {
        summary: "Make an API key; the reply is the only time it is shown",
        tags,
        body: keyWishSchema,
        response: { 201: z.object({ apiKey: apiKeySchema, key: z.string() }) },
      },
      config: { role: "student", confirmsIdentity: "always", rateLimit: { max: 10, timeWindow: 60_000 } },
    },
    async (request, reply) => {
      const { userId, sessionId } = request.learner
      const made = await createApiKey(deps, { userId, sessionId, origin: originOf(request) }, request.body)
      return reply.code(201).send(made)
    },
  )

  app.delete(
    "/me/api-keys/:id",
    {
      schema: { summary: "Revoke an API key at once", tags, params: idParams, response: { 204: z.null() } },
      config: { role: "student" },
    },
    async (request, reply) => {
      const { userId, sessionId } = request.learner
      await revokeApiKey(deps, { userId, sessionId, origin: originOf(request) }, request.params.id)
      return reply.code(204).send(null)
    },
  )
}
