import type { FastifyRequest } from "fastify"
import { z } from "zod"
import { type App, idParams } from "../../../platform/api/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { originOf } from "../sessions/session-cookie.ts"
import { renewRecoveryCodes } from "./keep-recovery-codes.ts"
import { listFactors } from "./list-factors.ts"
import {
  appCodeSchema,
  appKeySchema,
  factorsSchema,
  firstCodesSchema,
  madePasskeySchema,
  newPasskeySchema,
  passkeyCreationSchema,
  passkeyNameSchema,
  recoveryCodesSchema,
} from "./second-factor.schema.ts"
import { beginApp, confirmApp, removeApp } from "./set-up-app.ts"
import { addPasskey, beginPasskey, removePasskey, renamePasskey } from "./set-up-passkey.ts"

const tags = ["accounts"]
const confirmed = {
  role: "student",
  opensBeforeSecondFactor: true,
  confirmsIdentity: "always",
  rateLimit: { name: "change-factors", max: 20, timeWindow: 60_000 },
} as const

/** A learner's own factors. Whoever changes them has confirmed lately who they are; an open browser is not enough. */
export function ownFactorRoutes(app: App, deps: Deps): void {
  app.get(
    "/me/second-factor",
    {
      schema: {
        summary: "Your authenticator app, passkeys and recovery codes",
        tags,
        response: { 200: factorsSchema },
      },
      config: { role: "student", opensBeforeSecondFactor: true },
    },
    (request) => listFactors(deps, request.learner.userId),
  )

  app.post(
    "/me/second-factor/app",
    {
      schema: {
        summary: "Begin with an authenticator app",
        tags,
        response: { 200: appKeySchema },
      },
      config: confirmed,
    },
    (request) => beginApp(deps, request.learner.userId),
  )

  app.post(
    "/me/second-factor/app/confirm",
    {
      schema: {
        summary: "The app's first code: it counts from now on",
        tags,
        body: appCodeSchema,
        response: { 200: firstCodesSchema },
      },
      config: confirmed,
    },
    async (request) => ({ recoveryCodes: await confirmApp(deps, personOf(request), request.body.code) }),
  )

  app.post(
    "/me/second-factor/app/remove",
    {
      schema: { summary: "Remove the authenticator app", tags, response: { 204: z.null() } },
      config: confirmed,
    },
    async (request, reply) => {
      await removeApp(deps, personOf(request))
      return reply.code(204).send(null)
    },
  )

  app.post(
    "/me/second-factor/recovery-codes",
    {
      schema: {
        summary: "New recovery codes; the old ones end",
        tags,
        response: { 200: recoveryCodesSchema },
      },
      config: confirmed,
    },
    async (request) => ({ recoveryCodes: await renewRecoveryCodes(deps, personOf(request)) }),
  )

  passkeyRoutes(app, deps)
}

function passkeyRoutes(app: App, deps: Deps): void {
  app.post(
    "/me/passkeys/options",
    {
      schema: {
        summary: "What a new passkey is made with",
        tags,
        response: { 200: passkeyCreationSchema },
      },
      config: confirmed,
    },
    async (request) => {
      const { options, ...rest } = await beginPasskey(deps, request.learner.userId)
      return { ...rest, options }
    },
  )

  app.post(
    "/me/passkeys",
    {
      schema: { summary: "Add a passkey", tags, body: newPasskeySchema, response: { 201: madePasskeySchema } },
      config: confirmed,
    },
    async (request, reply) => {
      const { ticket, name, credential } = request.body
      const { clientDataJSON, attestationObject, transports } = credential.response
      const made = { id: credential.id, clientDataJSON, attestationObject, transports: transports ?? [] }
      return reply.code(201).send(await addPasskey(deps, personOf(request), { ticket, name, credential: made }))
    },
  )

  app.patch(
    "/me/passkeys/:id",
    {
      schema: {
        summary: "Rename a passkey",
        tags,
        params: idParams,
        body: passkeyNameSchema,
        response: { 204: z.null() },
      },
      config: { role: "student" },
    },
    async (request, reply) => {
      await renamePasskey(deps, personOf(request), request.params.id, request.body.name)
      return reply.code(204).send(null)
    },
  )

  app.post(
    "/me/passkeys/:id/remove",
    {
      schema: {
        summary: "Remove a passkey",
        tags,
        params: idParams,
        response: { 204: z.null() },
      },
      config: confirmed,
    },
    async (request, reply) => {
      await removePasskey(deps, personOf(request), request.params.id)
      return reply.code(204).send(null)
    },
  )
}

function personOf(request: FastifyRequest) {
  const { userId, sessionId } = request.learner
  return { userId, sessionId, origin: originOf(request) }
}
