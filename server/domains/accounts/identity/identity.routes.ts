import type { App } from "../../../platform/api/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { answerOf } from "../second-factor/second-factor.schema.ts"
import { originOf } from "../sessions/session-cookie.ts"
import { askForProof, confirmIdentity } from "./confirm-identity.ts"
import { confirmedSchema, identityProofSchema, identityQuestionSchema } from "./identity.schema.ts"

const tags = ["accounts"]

/** What answers the problem `confirm-identity` of other routes. */
export function identityRoutes(app: App, deps: Deps): void {
  app.post(
    "/me/confirm-identity/options",
    {
      schema: {
        summary: "What you can confirm with that it is you, besides your password",
        tags,
        response: { 200: identityQuestionSchema },
      },
      config: { role: "student", opensBeforeSecondFactor: true, rateLimit: { max: 30, timeWindow: 60_000 } },
    },
    (request) => askForProof(deps, request.learner.userId),
  )

  app.post(
    "/me/confirm-identity",
    {
      schema: {
        summary: "Confirm that it is you, with all that signing in asks of you; holds for ten minutes in this sign-in",
        tags,
        body: identityProofSchema,
        response: { 200: confirmedSchema },
      },
      config: {
        role: "student",
        opensBeforeSecondFactor: true,
        rateLimit: { name: "confirm-identity", max: 10, timeWindow: 60_000 },
      },
    },
    async (request) => {
      const { userId, sessionId } = request.learner
      const { passkey, ...proof } = request.body
      const person = { userId, sessionId, origin: originOf(request) }
      return { until: await confirmIdentity(deps, person, { ...proof, passkey: passkey && answerOf(passkey) }) }
    },
  )
}
