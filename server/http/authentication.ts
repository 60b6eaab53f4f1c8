import type { FastifyInstance, FastifyRequest } from "fastify"
import type { Learner } from "../platform/api/index.ts"
import { hasRole } from "../platform/api/index.ts"
import type { Deps } from "../platform/deps.ts"
import { ForbiddenError, UnauthenticatedError } from "../shared/errors.ts"

const signedIn = new WeakMap<FastifyRequest, Learner>()

/** Finds out who sends a request and whether the route's role lets them in. */
export function authenticate(app: FastifyInstance, deps: Pick<Deps, "tokens" | "sessions">): void {
  app.decorateRequest("learner", {
    getter(this: FastifyRequest) {
      const learner = signedIn.get(this)
      if (learner === undefined) throw notSignedIn()
      return learner
    },
  })
  app.decorateRequest("findLearner", function (this: FastifyRequest) {
    return signedIn.get(this) ?? null
  })
  app.addHook("onRequest", async (request, reply) => {
    // Unknown addresses have no role; they end in the handler for what is not found.
    if (request.is404) return
    const needed = request.routeOptions.config.role
    const token = bearerToken(request)
    if (token === undefined) {
      if (needed === "public") return
      reply.header("www-authenticate", "Bearer")
      throw notSignedIn()
    }
    let learner: Learner
    try {
      learner = await deps.tokens.verifyAccessToken(token)
      if (!(await deps.sessions.isActive(learner.userId, learner.sessionId))) {
        throw new UnauthenticatedError("session-ended", "This sign-in has ended. Sign in again.")
      }
    } catch (error) {
      // A public route also serves those whose token has run out: signing in again is one of them.
      if (needed === "public" && error instanceof UnauthenticatedError) return
      if (error instanceof UnauthenticatedError) reply.header("www-authenticate", 'Bearer error="invalid_token"')
      throw error
    }
    signedIn.set(request, learner)
    if (needed !== "public" && !hasRole(learner.role, needed)) {
      throw new ForbiddenError("role-missing", `This needs the role ${needed}.`)
    }
  })
}

function bearerToken(request: FastifyRequest): string | undefined {
  return /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1]
}

function notSignedIn(): UnauthenticatedError {
  return new UnauthenticatedError("not-signed-in", "Sign in first.")
}
