import type { IncomingMessage, ServerResponse } from "node:http"
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from "fastify"
import type { ZodTypeProvider } from "fastify-type-provider-zod"
import type { NeededScope } from "./key-scopes.ts"
import type { Role, RouteRole } from "./roles.ts"

/**
 * Fastify as the rooms see it: Zod schemas give the types of body, params, querystring and replies. A room registers its
 * routes relative to `/api/v1`:
 *
 *     export function routes(app: App, deps: Deps): void {
 *       app.get("/notes/:id", {
 *         schema: { summary: "One note", tags: ["library"], params: idParams, response: { 200: noteSchema } },
 *         config: { role: "student" },
 *       }, async (request) => getNote(deps, { userId: request.learner.userId, id: request.params.id }))
 *     }
 *
 * Errors are thrown as DomainError and answered as problem+json; every route documents them without saying so.
 */
export type App = FastifyInstance<RawServerDefault, IncomingMessage, ServerResponse, FastifyBaseLogger, ZodTypeProvider>

/** The signed-in person behind a request. */
export interface Learner {
  userId: string
  role: Role
  /** The sign-in (family of refresh tokens) the access token comes from; the key, for a program that acts with one. */
  sessionId: string
  /** The key, when a program acts for the learner. */
  apiKeyId?: string
  /** A second factor is asked of them and they have none: routes are closed but for those that set one up. */
  owesSecondFactor?: boolean
}

declare module "fastify" {
  interface FastifyContextConfig {
    /** Every route says who may call it; the server does not start with one that does not. */
    role: RouteRole
    /**
     * The scope with which an API key may call the route. Default: by the route's tag and method (`neededScopeOf`). "none" closes a
     * route that would be open.
     */
    keyScope?: NeededScope | "none"
    /**
     * The route reads the cookie of the sign-in. No other sees cookies, and this one answers its own page alone. `from-own-page`: it
     * answers other pages too, and sees no cookie then.
     */
    readsCookie?: true | "from-own-page"
    /**
     * Whoever calls the route must have signed in, or confirmed who they are, within the last ten minutes: an open browser is not enough.
     * `with-second-factor`: asked only of those who have one, since the route itself takes the password.
     */
    confirmsIdentity?: "always" | "with-second-factor"
    /** Open to whoever has to set up a second factor first; no other route is. */
    opensBeforeSecondFactor?: boolean
    /** Left out of the OpenAPI document and of the suite generated from it. */
    internal?: boolean
  }
  interface FastifyRequest {
    /** Who is signed in. Throws UnauthenticatedError on a public route called by nobody; never throws on other routes. */
    readonly learner: Learner
    /** Who is signed in, for public routes that answer both. */
    findLearner(): Learner | null
  }
}
