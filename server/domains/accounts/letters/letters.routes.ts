import type { FastifyRequest } from "fastify"
import { z } from "zod"
import type { App } from "../../../platform/api/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { originOf } from "../sessions/session-cookie.ts"
import { requestAddressChange } from "./change-address.ts"
import { confirmAddress } from "./confirm-address.ts"
import { addressChangeSchema, addressSchema, confirmSchema, resetSchema } from "./letters.schema.ts"
import { requestLetter, requestOwnVerification } from "./request-letter.ts"
import { resetPassword } from "./reset-password.ts"

const tags = ["accounts"]
const emptyReply = { 204: z.null() }

/**
 * Letters that anybody may ask for. What one address asks for is limited, and never an account by itself: that would let a stranger
 * keep its owner from asking. How many letters an account gets is capped where they are written, without a word.
 */
const askingLimits = [
  { name: "letters", max: 20, timeWindow: 600_000, per: "address" as const },
  {
    name: "letters-to-one",
    max: 5,
    timeWindow: 3_600_000,
    per: "address" as const,
    accountOf: (request: FastifyRequest) => {
      const { email } = (request.body ?? {}) as { email?: unknown }
      return String(email).trim().toLowerCase()
    },
  },
]
/** Links hold 256 random bits: the limit is for the work of hashing passwords. */
const linkLimit = { name: "letter-links", max: 20, timeWindow: 60_000, per: "address" as const }

export function lettersRoutes(app: App, deps: Deps): void {
  const asked = [
    {
      path: "forgot-password",
      purpose: "reset-password",
      summary: "Ask for a letter to set a new password; the answer is the same whether there is an account or not",
    },
    {
      path: "verification-letter",
      purpose: "verify-email",
      summary: "Ask for the letter that confirms an address once more; the answer is the same whoever asks",
    },
  ] as const
  for (const { path, purpose, summary } of asked) {
    app.post(
      `/auth/${path}`,
      {
        schema: { summary, tags, body: addressSchema, response: emptyReply },
        config: { role: "public", rateLimit: askingLimits },
      },
      async (request, reply) => {
        await requestLetter(deps, purpose, request.body.email, originOf(request))
        return reply.code(204).send(null)
      },
    )
  }

  app.post(
    "/auth/reset-password",
    {
      schema: {
        summary: "Set a new password with the link from a letter; signs the account out everywhere",
        tags,
        body: resetSchema,
        response: emptyReply,
      },
      config: { role: "public", rateLimit: linkLimit },
    },
    async (request, reply) => {
      await resetPassword(deps, request.body.token, request.body.newPassword, originOf(request))
      return reply.code(204).send(null)
    },
  )

  app.post(
    "/auth/confirm-email",
    {
      schema: {
        summary: "Confirm an e-mail address, the present one or a new one, with the link from a letter",
        tags,
        body: confirmSchema,
        response: { 200: z.object({ email: z.string().describe("the address that is confirmed now") }) },
      },
      config: { role: "public", rateLimit: linkLimit },
    },
    async (request) => ({ email: await confirmAddress(deps, request.body.token, originOf(request)) }),
  )

  app.post(
    "/me/email/verification-letter",
    {
      schema: {
        summary: "Send the letter that confirms your address once more; one a minute and five an hour",
        tags,
        response: emptyReply,
      },
      config: { role: "student", rateLimit: { name: "own-letters", max: 5, timeWindow: 3_600_000 } },
    },
    async (request, reply) => {
      await requestOwnVerification(deps, request.learner.userId)
      return reply.code(204).send(null)
    },
  )

  app.post(
    "/me/email",
    {
      schema: {
        summary: "Ask to change your e-mail address; it changes when the link in the letter to the new one is used",
        tags,
        body: addressChangeSchema,
        response: emptyReply,
      },
      config: {
        role: "student",
        confirmsIdentity: "always",
        rateLimit: { name: "own-letters", max: 5, timeWindow: 3_600_000 },
      },
    },
    async (request, reply) => {
      const { userId, sessionId } = request.learner
      await requestAddressChange(deps, { userId, sessionId, origin: originOf(request) }, request.body.email)
      return reply.code(204).send(null)
    },
  )
}
