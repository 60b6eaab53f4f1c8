import type { FastifyReply, FastifyRequest } from "fastify"
import type { App } from "../../../platform/api/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { sessionSchema } from "../accounts.schema.ts"
import { answerNewSession, originOf } from "../sessions/session-cookie.ts"
import { completeSignIn } from "./complete-sign-in.ts"
import { answerOf, passkeyQuestionSchema, passkeySignInSchema, secondFactorSchema } from "./second-factor.schema.ts"
import { askForPasskey, signInWithPasskey } from "./sign-in-with-passkey.ts"

/** Beside the wait after wrong codes, which counts for the account: no more tries a minute than fingers make. */
const codeLimits = [
  {
    name: "second-factor",
    max: 10,
    timeWindow: 60_000,
    per: "address" as const,
    accountOf: (request: FastifyRequest) => {
      const { ticket } = (request.body ?? {}) as { ticket?: unknown }
      // A ticket begins with the account's id: a new one is no new account.
      return String(ticket).slice(0, 36)
    },
  },
  { name: "sign-in-failures", max: 60, timeWindow: 60_000, per: "address" as const, failuresOnly: true },
]

/** The second step of signing in, and passkeys in place of the first. */
export function secondFactorRoutes(app: App, deps: Deps): void {
  const isSecure = deps.config.http.publicUrl.startsWith("https:")

  app.post(
    "/auth/sign-in/second-factor",
    {
      schema: {
        summary: "Complete a sign-in with a code or a passkey",
        tags: ["accounts"],
        body: secondFactorSchema,
        response: { 200: sessionSchema },
      },
      config: { role: "public", readsCookie: "from-own-page", rateLimit: codeLimits },
    },
    async (request, reply) => {
      const { ticket, code, passkey } = request.body
      const factor = { ticket, code, passkey: passkey && answerOf(passkey) }
      const session = await completeSignIn(deps, factor, originOf(request))
      return answerNewSession(deps, request, reply, isSecure, session)
    },
  )

  app.post(
    "/auth/passkey/options",
    {
      schema: {
        summary: "What a passkey signs in place of a password; the same for everybody",
        tags: ["accounts"],
        response: { 200: passkeyQuestionSchema },
      },
      config: {
        role: "public",
        rateLimit: { name: "passkey-options", max: 120, timeWindow: 60_000, per: "address" },
      },
    },
    async (_request, reply) => {
      const { ticket, expiresAt, options } = await askForPasskey(deps)
      setTicketCookie(reply, isSecure, ticket, expiresAt)
      return { options, expiresAt }
    },
  )

  app.post(
    "/auth/passkey",
    {
      schema: {
        summary: "Sign in with a passkey",
        tags: ["accounts"],
        body: passkeySignInSchema,
        response: { 200: sessionSchema },
      },
      config: {
        role: "public",
        readsCookie: true,
        rateLimit: { name: "sign-in-failures", max: 60, timeWindow: 60_000, per: "address", failuresOnly: true },
      },
    },
    async (request, reply) => {
      const { passkey, rememberMe, restoresAccount } = request.body
      const session = await signInWithPasskey(deps, {
        ticket: request.cookies[ticketCookie(isSecure).name],
        passkey: answerOf(passkey),
        rememberMe,
        restoresAccount,
        origin: originOf(request),
      })
      const { name, path } = ticketCookie(isSecure)
      reply.clearCookie(name, { path, httpOnly: true, sameSite: "strict", secure: isSecure })
      return answerNewSession(deps, request, reply, isSecure, session)
    },
  )
}

/** Binds a passkey's answer to the browser that asked for it. Named and placed as the refresh cookie is, for the same reasons. */
const ticketCookie = (isSecure: boolean) =>
  isSecure ? { name: "__Host-studyin_passkey", path: "/" } : { name: "studyin_passkey", path: "/api/v1/auth" }

function setTicketCookie(reply: FastifyReply, isSecure: boolean, ticket: string, expires: Date): void {
  const { name, path } = ticketCookie(isSecure)
  reply.setCookie(name, ticket, { path, httpOnly: true, sameSite: "strict", secure: isSecure, expires })
}
