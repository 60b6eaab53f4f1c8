import { z } from "zod"
import { type App, roles } from "../../../platform/api/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { administratorOf } from "./administrator-of.ts"
import { demandFactors, readFactorDemand } from "./demand-factors.ts"

const tags = ["administration"]
const config = { role: "admin", rateLimit: { name: "administration", max: 240, timeWindow: 60_000 } } as const

const policySchema = z.object({
  requiredFrom: z
    .enum(roles)
    .nullable()
    .describe("everybody with this role or a higher one has to have a second factor; null: nobody"),
})

const demandSchema = policySchema
  .extend({
    roles: z.array(
      z.object({
        role: z.enum(roles),
        people: z.number().int().describe("who may sign in"),
        withoutFactor: z.number().int().describe("of these, who has neither app nor passkey"),
      }),
    ),
  })
  .meta({ id: "SecondFactorDemand" })

/** Of whom a second factor is demanded. */
export function factorPolicyRoutes(app: App, deps: Deps): void {
  app.get(
    "/admin/second-factors",
    {
      schema: {
        summary: "Of whom a second factor is demanded, and who has none",
        tags,
        response: { 200: demandSchema },
      },
      config,
    },
    () => readFactorDemand(deps),
  )

  app.put(
    "/admin/second-factors",
    {
      schema: {
        summary: "Demand a second factor, from the next sign-in or access token on; you need one yourself",
        tags,
        body: policySchema,
        response: { 200: demandSchema },
      },
      config,
    },
    (request) => demandFactors(deps, administratorOf(request), request.body.requiredFrom),
  )
}
