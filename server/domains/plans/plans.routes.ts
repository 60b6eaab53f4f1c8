import type { FastifyRequest } from "fastify"
import { z } from "zod"
import { type App, idParams } from "../../platform/api/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { definedOnly } from "../../shared/defined-only.ts"
import { originOf } from "../accounts/index.ts"
import { assignPlan } from "./assign-plan.ts"
import { createPlan, editPlan, type PlanChange, reportPlans } from "./edit-plan.ts"
import {
  assignmentSchema,
  newPlanSchema,
  personPlanSchema,
  planChangeSchema,
  planReportSchema,
  planSchema,
  planUseSchema,
} from "./plans.schema.ts"
import { readPlanOf, readPlanUse } from "./read-plan.ts"

const tags = ["plans"]
const config = { role: "admin" } as const
const codeParams = z.object({ code: z.string().max(40) })

export function routes(app: App, deps: Deps): void {
  learnerRoutes(app, deps)
  planRoutes(app, deps)
  personRoutes(app, deps)
}

function learnerRoutes(app: App, deps: Deps): void {
  app.get(
    "/me/plan",
    {
      schema: { summary: "Your plan and how much of it is used", tags, response: { 200: planUseSchema } },
      config: { role: "student" },
    },
    async (request) => ({ ...(await readPlanUse(deps, request.learner.userId)), hasModel: hasModel(deps) }),
  )
}

function planRoutes(app: App, deps: Deps): void {
  app.get(
    "/admin/plans",
    {
      schema: {
        summary: "Plans and how many people have them",
        tags,
        response: { 200: z.object({ items: z.array(planReportSchema) }) },
      },
      config,
    },
    async () => ({ items: await reportPlans(deps) }),
  )

  app.post(
    "/admin/plans",
    {
      schema: {
        summary: "Make a plan; it is switched off at first",
        tags,
        body: newPlanSchema,
        response: { 201: planSchema },
      },
      config,
    },
    async (request, reply) => reply.code(201).send(await createPlan(deps, request.body, changedBy(request))),
  )

  app.patch(
    "/admin/plans/:code",
    {
      schema: {
        summary: "Change a plan, for everybody who has it",
        tags,
        params: codeParams,
        body: planChangeSchema,
        response: { 200: planSchema },
      },
      config,
    },
    (request) => {
      const { limits, ...change } = request.body
      const named = { ...definedOnly(change), ...(limits === undefined ? {} : { limits: definedOnly(limits) }) }
      return editPlan(deps, request.params.code, named as PlanChange, changedBy(request))
    },
  )
}

function personRoutes(app: App, deps: Deps): void {
  app.get(
    "/admin/users/:id/plan",
    {
      schema: {
        summary: "Somebody's plan, what is used of it, and the plans of before",
        tags,
        params: idParams,
        response: { 200: personPlanSchema },
      },
      config,
    },
    async (request) => ({ ...(await readPlanOf(deps, request.params.id)), hasModel: hasModel(deps) }),
  )

  app.put(
    "/admin/users/:id/plan",
    {
      schema: {
        summary: "Give somebody a plan, or take it back",
        tags,
        params: idParams,
        body: assignmentSchema,
        response: { 200: personPlanSchema },
      },
      config,
    },
    async (request) => {
      const { planCode, until } = request.body
      const { id } = request.params
      await assignPlan(deps, id, { planCode, until: until === null ? null : new Date(until) }, changedBy(request))
      return { ...(await readPlanOf(deps, id)), hasModel: hasModel(deps) }
    },
  )
}

function hasModel({ models }: Pick<Deps, "models">): boolean {
  return models.capabilities.text || models.capabilities.objects || models.capabilities.embeddings
}

function changedBy(request: FastifyRequest) {
  const { userId, sessionId } = request.learner
  return { actorId: userId, sessionId, origin: originOf(request) }
}
