import type { FastifyInstance } from "fastify"
import type { Deps } from "../platform/deps.ts"
import { ForbiddenError } from "../shared/errors.ts"

/**
 * On routes with `config.confirmsIdentity`: 403 of type `confirm-identity` where the person has not proved lately who they are. The page asks
 * them, and sends the request again. Comes after the schemas, so that nobody is asked for what is refused anyway.
 */
export function askForIdentity(app: FastifyInstance, { sessions }: Pick<Deps, "sessions">): void {
  app.addHook("preHandler", async (request) => {
    const asked = request.is404 ? undefined : request.routeOptions.config.confirmsIdentity
    if (asked === undefined) return
    const { userId, sessionId } = request.learner
    const identity = await sessions.identityOf(userId, sessionId)
    if (!identity.hasPassword)
      throw new ForbiddenError(
        "no-password",
        "The demo learner has no password, so this cannot be done here. Create an account of your own for it.",
      )
    if (identity.isRecent || (asked === "with-second-factor" && !identity.hasSecondFactor)) return
    throw new ForbiddenError("confirm-identity", "Confirm first that it is you, with all that signing in asks of you.")
  })
}
