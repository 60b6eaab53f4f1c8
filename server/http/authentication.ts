import type { FastifyInstance, FastifyRequest } from "fastify"
import type { Learner } from "../platform/api/index.ts"
import { hasRole, isAllowedBy } from "../platform/api/index.ts"
import type { Deps } from "../platform/deps.ts"
import type { RateLimiter } from "../platform/rate-limits/index.ts"
import { ForbiddenError, UnauthenticatedError } from "../shared/errors.ts"
import { createKeyCheck, isApiKey } from "./key-check.ts"
import { keyScopeOf } from "./route-facts.ts"

const signedIn = new WeakMap<FastifyRequest, Learner>()

type Authenticating = Pick<Deps, "tokens" | "sessions" | "apiKeys" | "clock"> & { limiter: RateLimiter }

/** Finds out who sends a request and whether the route lets them in: by role, and for an API key by scope too. */
export function authenticate(app: FastifyInstance, deps: Authenticating): void {
  const checkKey = createKeyCheck(deps)
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
    if (isApiKey(token)) {
      // Public routes are for people who come and go; to them a key is nobody's.
      if (needed === "public") return
      const needs = keyScopeOf(request.routeOptions)
      const { userId, keyId, role, scopes, owesSecondFactor } = await checkKey(token, request).catch((error) => {
        if (error instanceof UnauthenticatedError) reply.header("www-authenticate", 'Bearer error="invalid_token"')
        throw error
      })
      if (needs === null)
        throw new ForbiddenError("api-key-not-allowed", "API keys cannot do this. Sign in, and do it yourself.")
      if (!isAllowedBy(scopes, needs)) {
        reply.header("www-authenticate", `Bearer error="insufficient_scope", scope="${needs}"`)
        throw new ForbiddenError("scope-missing", `This API key may not do this. It needs the scope ${needs}.`)
      }
      const owing = owesSecondFactor === undefined ? {} : { owesSecondFactor }
      letIn(request, { userId, role, sessionId: keyId, apiKeyId: keyId, ...owing }, needed)
      return
    }
    let learner: Learner
    try {
      learner = await deps.tokens.verifyAccessToken(token)
      if (!(await deps.sessions.isActive(learner.userId, learner.sessionId, learner.role))) {
        throw new UnauthenticatedError("session-ended", "This sign-in has ended. Sign in again.")
      }
    } catch (error) {
      // A public route also serves those whose token has run out: signing in again is one of them.
      if (needed === "public" && error instanceof UnauthenticatedError) return
      if (error instanceof UnauthenticatedError) reply.header("www-authenticate", 'Bearer error="invalid_token"')
      throw error
    }
    letIn(request, learner, needed)
  })
}

function letIn(request: FastifyRequest, learner: Learner, needed: "public" | Learner["role"]): void {
  signedIn.set(request, learner)
  if (needed === "public") return
  if (!hasRole(learner.role, needed)) throw new ForbiddenError("role-missing", `This needs the role ${needed}.`)
  if (learner.owesSecondFactor === true && !isOpenToOwing(request, learner))
    throw new ForbiddenError(
      "second-factor-required",
      "This StudyIn asks you for a second factor. Set up an authenticator app or a passkey, then go on.",
    )
}

/** What sets the factor up. A key cannot do that, and rests altogether. */
function isOpenToOwing(request: FastifyRequest, { apiKeyId }: Learner): boolean {
  return apiKeyId === undefined && request.routeOptions.config.opensBeforeSecondFactor === true
}

function bearerToken(request: FastifyRequest): string | undefined {
  return /^Bearer +(\S+)$/i.exec(request.headers.authorization ?? "")?.[1]
}

function notSignedIn(): UnauthenticatedError {
  return new UnauthenticatedError("not-signed-in", "Sign in first.")
}
