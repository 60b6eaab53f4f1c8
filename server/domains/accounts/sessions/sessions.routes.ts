import type { FastifyRequest } from "fastify"
import { z } from "zod"
import type { App } from "../../../platform/api/index.ts"
import { idField } from "../../../platform/api/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { deviceSchema, passwordChangeSchema, sessionSchema, signInSchema, signUpSchema } from "../accounts.schema.ts"
import { isInUse } from "../find-accounts.ts"
import { secondFactorNeededSchema } from "../second-factor/second-factor.schema.ts"
import { changePassword } from "./change-password.ts"
import { listDevices, revokeDevice, revokeOtherDevices, signOut } from "./end-session.ts"
import { refreshSession } from "./refresh-session.ts"
import { answerNewSession, answerSession, clearRefreshCookie, originOf, readRefreshCookie } from "./session-cookie.ts"
import { signIn } from "./sign-in.ts"
import { signUp } from "./sign-up.ts"

/**
 * Five tries a minute for one account from one address, and from one address no more failed ones for all accounts together than
 * a school behind it would make. No limit for an account alone: anybody could use it up and keep its owner out.
 */
const signInLimits = [
  {
    name: "sign-in",
    max: 5,
    timeWindow: 60_000,
    per: "address" as const,
    accountOf: (request: FastifyRequest) => {
      const { email } = (request.body ?? {}) as { email?: unknown }
      return String(email).trim().toLowerCase()
    },
  },
  { name: "sign-in-failures", max: 60, timeWindow: 60_000, per: "address" as const, failuresOnly: true },
]

export function sessionRoutes(app: App, deps: Deps): void {
  enteringRoutes(app, deps)
  deviceRoutes(app, deps)
}

function enteringRoutes(app: App, deps: Deps): void {
  const isSecure = deps.config.http.publicUrl.startsWith("https:")

  app.get(
    "/auth/state",
    {
      schema: {
        summary: "Whether anybody has an account yet; the first one becomes the administrator",
        tags: ["accounts"],
        response: {
          200: z.object({
            hasAccounts: z.boolean(),
            demo: z.boolean().describe("a demo learner can be entered"),
            sendsLetters: z
              .boolean()
              .describe("letters go to their receivers; otherwise the administrator of this server has them"),
          }),
        },
      },
      config: { role: "public" },
    },
    async () => ({
      hasAccounts: await isInUse(deps),
      demo: deps.config.demo,
      sendsLetters: !deps.mail.keepsLetters,
    }),
  )

  app.post(
    "/auth/sign-up",
    {
      schema: {
        summary: "Create an account; 202 where an address has to be confirmed first, whether it has an account or not",
        tags: ["accounts"],
        body: signUpSchema,
        response: { 201: sessionSchema, 202: z.object({ status: z.literal("letter-sent") }) },
      },
      config: {
        role: "public",
        readsCookie: "from-own-page",
        rateLimit: { name: "sign-up", max: 20, timeWindow: 60_000, per: "address" },
      },
    },
    async (request, reply) => {
      const session = await signUp(deps, { ...request.body, origin: originOf(request) })
      if (session === "letter-sent") return reply.code(202).send({ status: session })
      return reply.code(201).send(await answerNewSession(deps, request, reply, isSecure, session))
    },
  )

  app.post(
    "/auth/sign-in",
    {
      schema: {
        summary: "Sign in; 202 when the account asks for a second factor",
        tags: ["accounts"],
        body: signInSchema,
        response: { 200: sessionSchema, 202: secondFactorNeededSchema },
      },
      config: { role: "public", readsCookie: "from-own-page", rateLimit: signInLimits },
    },
    async (request, reply) => {
      const result = await signIn(deps, { ...request.body, origin: originOf(request) })
      return "ticket" in result
        ? reply.code(202).send(result)
        : answerNewSession(deps, request, reply, isSecure, result)
    },
  )

  app.post(
    "/auth/refresh",
    {
      schema: {
        summary: "Exchange the refresh cookie for a new one and an access token",
        tags: ["accounts"],
        response: { 200: sessionSchema },
      },
      config: { role: "public", readsCookie: true },
    },
    async (request, reply) =>
      answerSession(
        reply,
        isSecure,
        await refreshSession(deps, readRefreshCookie(request, isSecure), originOf(request)),
      ),
  )

  app.post(
    "/auth/sign-out",
    {
      schema: { summary: "Sign out this device", tags: ["accounts"], response: { 204: z.null() } },
      config: { role: "public", readsCookie: true },
    },
    async (request, reply) => {
      await signOut(deps, readRefreshCookie(request, isSecure), originOf(request))
      clearRefreshCookie(reply, isSecure)
      return reply.code(204).send(null)
    },
  )
}

function deviceRoutes(app: App, deps: Deps): void {
  app.post(
    "/me/password",
    {
      schema: {
        summary: "Change your password; every other device is signed out, and API keys end where you ask for it",
        tags: ["accounts"],
        body: passwordChangeSchema,
        response: { 204: z.null() },
      },
      config: {
        role: "student",
        confirmsIdentity: "with-second-factor",
        rateLimit: { max: 10, timeWindow: 60_000 },
      },
    },
    async (request, reply) => {
      const { currentPassword: current, newPassword: next, revokesApiKeys } = request.body
      await changePassword(deps, request.learner, { current, next, revokesApiKeys }, originOf(request))
      return reply.code(204).send(null)
    },
  )

  app.delete(
    "/me/devices",
    {
      schema: {
        summary: "Sign out everywhere but here",
        tags: ["accounts"],
        response: { 200: z.object({ ended: z.number().int().describe("sign-ins that ended") }) },
      },
      config: { role: "student", confirmsIdentity: "always" },
    },
    async (request) => ({ ended: await revokeOtherDevices(deps, request.learner, originOf(request)) }),
  )

  app.get(
    "/me/devices",
    {
      schema: {
        summary: "Where you are signed in",
        tags: ["accounts"],
        response: { 200: z.object({ items: z.array(deviceSchema) }) },
      },
      config: { role: "student" },
    },
    async (request) => {
      const { userId, sessionId } = request.learner
      const devices = await listDevices(deps, userId)
      return { items: devices.map((device) => ({ ...device, isCurrent: device.familyId === sessionId })) }
    },
  )

  app.delete(
    "/me/devices/:familyId",
    {
      schema: {
        summary: "Sign out a device",
        tags: ["accounts"],
        params: z.object({ familyId: idField }),
        response: { 204: z.null() },
      },
      config: { role: "student", confirmsIdentity: "always" },
    },
    async (request, reply) => {
      await revokeDevice(deps, request.learner.userId, request.params.familyId, originOf(request))
      return reply.code(204).send(null)
    },
  )
}
