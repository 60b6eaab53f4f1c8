import { z } from "zod"
import { type App, idParams, pageQuery } from "../../../platform/api/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import {
  invitationReplySchema,
  invitationSchema,
  peoplePageSchema,
  peopleQuery,
  personSchema,
  roleChangeSchema,
  signInParams,
  signInsPageSchema,
  suspensionSchema,
} from "./administration.schema.ts"
import { administratorOf } from "./administrator-of.ts"
import { changeRole } from "./change-role.ts"
import { closePerson, reopenPerson } from "./close-person.ts"
import { endSignIns } from "./end-sign-ins.ts"
import { getPerson } from "./get-person.ts"
import { inviteAgain, invitePerson } from "./invite-person.ts"
import { listPeople, listSignIns } from "./list-people.ts"
import { reinstatePerson, suspendPerson } from "./suspend-person.ts"
import { switchOffSecondFactor } from "./switch-off-second-factor.ts"

const tags = ["administration"]
/** Searching for people costs more than reading one's own. */
const config = { role: "admin", rateLimit: { name: "administration", max: 240, timeWindow: 60_000 } } as const
const done = { 204: z.null() }
const listing = <Query extends z.ZodType, Page extends z.ZodType>(summary: string, querystring: Query, page: Page) => ({
  schema: { summary, tags, querystring, response: { 200: page } },
  config,
})

export function administrationRoutes(app: App, deps: Deps): void {
  lookingRoutes(app, deps)
  invitationRoutes(app, deps)
  rightsRoutes(app, deps)
  signInRoutes(app, deps)
}

function lookingRoutes(app: App, deps: Deps): void {
  app.get("/admin/users", listing("People with an account", peopleQuery, peoplePageSchema), (request) =>
    listPeople(deps, request.query),
  )

  app.get(
    "/admin/users/:id",
    {
      schema: {
        summary: "Somebody's account: who they are and what they may do, nothing of what they learn",
        tags,
        params: idParams,
        response: { 200: personSchema },
      },
      config,
    },
    (request) => getPerson(deps, request.params.id),
  )
}

function invitationRoutes(app: App, deps: Deps): void {
  app.post(
    "/admin/users",
    {
      schema: {
        summary: "Make an account for somebody; the link with which they choose a password is yours to hand over",
        tags,
        body: invitationSchema,
        response: { 201: invitationReplySchema },
      },
      config,
    },
    async (request, reply) => reply.code(201).send(await invitePerson(deps, administratorOf(request), request.body)),
  )

  app.post(
    "/admin/users/:id/invitation",
    {
      schema: {
        summary: "A new link for somebody who has not chosen a password yet",
        tags,
        params: idParams,
        response: { 201: invitationReplySchema },
      },
      config,
    },
    async (request, reply) =>
      reply.code(201).send(await inviteAgain(deps, administratorOf(request), request.params.id)),
  )
}

function rightsRoutes(app: App, deps: Deps): void {
  app.put(
    "/admin/users/:id/role",
    {
      schema: {
        summary: "Give somebody another role; it counts from their next request on",
        tags,
        params: idParams,
        body: roleChangeSchema,
        response: done,
      },
      config,
    },
    async (request, reply) => {
      await changeRole(deps, administratorOf(request), request.params.id, request.body.role)
      return reply.code(204).send(null)
    },
  )

  app.post(
    "/admin/users/:id/suspend",
    {
      schema: {
        summary: "Keep somebody out, at once and until they are brought back",
        tags,
        params: idParams,
        body: suspensionSchema,
        response: done,
      },
      config,
    },
    async (request, reply) => {
      await suspendPerson(deps, administratorOf(request), request.params.id, request.body.reason)
      return reply.code(204).send(null)
    },
  )

  const plain = [
    { path: "reinstate", summary: "Lift a suspension", act: reinstatePerson },
    { path: "close", summary: "Close somebody's account; it is erased after a while", act: closePerson },
    { path: "reopen", summary: "Bring a closed account back", act: reopenPerson },
  ]
  for (const { path, summary, act } of plain) {
    app.post(
      `/admin/users/:id/${path}`,
      { schema: { summary, tags, params: idParams, response: done }, config },
      async (request, reply) => {
        await act(deps, administratorOf(request), request.params.id)
        return reply.code(204).send(null)
      },
    )
  }
}

function signInRoutes(app: App, deps: Deps): void {
  app.get(
    "/admin/sign-ins",
    listing("Everybody's sign-ins that have not ended, the last used first", pageQuery, signInsPageSchema),
    (request) => listSignIns(deps, request.query),
  )

  app.delete(
    "/admin/users/:id/second-factor",
    {
      schema: {
        summary: "Switch somebody's second factor off, so that their password alone opens the account",
        tags,
        params: idParams,
        response: done,
      },
      config,
    },
    async (request, reply) => {
      await switchOffSecondFactor(deps, administratorOf(request), request.params.id)
      return reply.code(204).send(null)
    },
  )

  app.delete(
    "/admin/users/:id/sign-ins",
    {
      schema: {
        summary: "Sign somebody out everywhere; yourself everywhere else",
        tags,
        params: idParams,
        response: done,
      },
      config,
    },
    async (request, reply) => {
      await endSignIns(deps, administratorOf(request), request.params.id)
      return reply.code(204).send(null)
    },
  )

  app.delete(
    "/admin/users/:id/sign-ins/:familyId",
    { schema: { summary: "Sign a device of somebody out", tags, params: signInParams, response: done }, config },
    async (request, reply) => {
      await endSignIns(deps, administratorOf(request), request.params.id, request.params.familyId)
      return reply.code(204).send(null)
    },
  )
}
