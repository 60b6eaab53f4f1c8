import { createHash } from "node:crypto"
import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify"
import type { Config } from "../platform/config.ts"
import type { Metrics } from "../platform/metrics.ts"
import type { RateLimit, RateLimiter } from "../platform/rate-limits/index.ts"
import { addressGroupOf } from "../shared/address-group.ts"
import { RateLimitedError } from "../shared/errors.ts"

/** A limit of one route, beside the one for all requests of a learner or address. */
export interface RouteLimit {
  max: number
  /** Milliseconds. */
  timeWindow: number
  /** Default: the route. Limits of one name count together. */
  name?: string
  /** Who is counted: the learner, or the address where nobody is signed in (default); or the address whoever is signed in. */
  per?: "learner" | "address"
  /** Counts apart for each account that a request names, such as the e-mail address of its body. Looked at after the body was read. */
  accountOf?: (request: FastifyRequest) => string
  /** A request that succeeds is not counted in the end. */
  failuresOnly?: boolean
}

declare module "fastify" {
  interface FastifyContextConfig {
    rateLimit?: RouteLimit | readonly RouteLimit[]
  }
}

interface Limits {
  limiter: RateLimiter
  http: Config["http"]
  metrics: Pick<Metrics, "rateLimited">
}

/**
 * Refuses what is too much from one learner, one address or for one route, with 429 and Retry-After. An account is never
 * limited by itself, only together with an address: nobody can lock somebody else out from elsewhere. Counting is done
 * for all processes in Redis where there is one; when it is lost each goes on counting for itself.
 */
export function limitRates(app: FastifyInstance, { limiter, http, metrics }: Limits): void {
  const taken = new WeakMap<FastifyRequest, RateLimit[]>()

  async function check(request: FastifyRequest, reply: FastifyReply, limits: readonly (RateLimit & Kept)[]) {
    const verdicts = await Promise.all(limits.map(async (limit) => ({ limit, verdict: await limiter.take(limit) })))
    const refused = verdicts.filter(({ verdict }) => !verdict.isAllowed)
    if (refused.length === 0) {
      const refundable = limits.filter(({ failuresOnly }) => failuresOnly)
      if (refundable.length > 0) taken.set(request, [...(taken.get(request) ?? []), ...refundable])
      const tightest = verdicts.reduce(
        (a, b) => (b.verdict.remaining < a.verdict.remaining ? b : a),
        verdicts[0] as never,
      )
      if (tightest !== undefined)
        reply.header("ratelimit-limit", tightest.limit.max).header("ratelimit-remaining", tightest.verdict.remaining)
      return
    }
    // What one limit refused must not use up another one.
    await Promise.all(verdicts.filter(({ verdict }) => verdict.isAllowed).map(({ limit }) => limiter.giveBack(limit)))
    for (const { limit } of refused) metrics.rateLimited.inc({ limit: limit.name })
    const waitMs = Math.max(...refused.map(({ verdict }) => verdict.retryAfterMs))
    throw new RateLimitedError(
      "too-many-requests",
      `That was more than this server takes from one person at a time. Try again in ${seconds(waitMs)}.`,
      { retryAfterS: Math.ceil(waitMs / 1000) },
    )
  }

  app.addHook("onRequest", async (request, reply) => {
    const limits = routeLimits(request).filter(({ accountOf }) => accountOf === undefined)
    const own = limits.map((limit) => limitOf(request, limit))
    const all = { name: "requests", max: http.rateLimit, timeWindow: 60_000 }
    const general = http.rateLimit === 0 ? [] : [limitOf(request, all), ...keyLimitOf(request, http.rateLimit)]
    await check(request, reply, [...general, ...own])
  })
  app.addHook("preHandler", async (request, reply) => {
    const limits = routeLimits(request).filter(({ accountOf }) => accountOf !== undefined)
    if (limits.length > 0)
      await check(
        request,
        reply,
        limits.map((limit) => limitOf(request, limit)),
      )
  })
  app.addHook("onResponse", async (request, reply) => {
    const limits = taken.get(request)
    if (limits !== undefined && reply.statusCode < 400)
      await Promise.all(limits.map((limit) => limiter.giveBack(limit)))
  })
}

interface Kept {
  failuresOnly: boolean
}

function routeLimits(request: FastifyRequest): readonly RouteLimit[] {
  const limits = request.is404 ? undefined : request.routeOptions.config.rateLimit
  if (limits === undefined) return []
  return "max" in limits ? [limits] : limits
}

/** A program gets half of what its person may do a minute, so that one that runs wild leaves its person room. */
function keyLimitOf(request: FastifyRequest, personMax: number): (RateLimit & Kept)[] {
  const keyId = request.findLearner()?.apiKeyId
  if (keyId === undefined) return []
  const max = Math.ceil(personMax / 2)
  return [{ name: "api-key-requests", subject: keyId, max, windowMs: 60_000, failuresOnly: false }]
}

function limitOf(request: FastifyRequest, limit: RouteLimit): RateLimit & Kept {
  const learner = limit.per === "address" ? undefined : request.findLearner()?.userId
  const account = limit.accountOf?.(request)
  const { method, url } = request.routeOptions
  return {
    name: limit.name ?? `${method} ${url}`,
    // Hashed: neither addresses nor accounts are to be found in Redis.
    subject: learner ?? hashOf(addressGroupOf(request.ip), account ?? ""),
    max: limit.max,
    windowMs: limit.timeWindow,
    failuresOnly: limit.failuresOnly ?? false,
  }
}

function hashOf(...parts: readonly string[]): string {
  return createHash("sha256").update(parts.join("\n")).digest("base64url").slice(0, 22)
}

function seconds(ms: number): string {
  const count = Math.max(1, Math.ceil(ms / 1000))
  return count === 1 ? "a second" : `${count} seconds`
}
