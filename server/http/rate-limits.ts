import { fastifyRateLimit } from "@fastify/rate-limit"
import type { FastifyInstance } from "fastify"
import type { Redis } from "ioredis"
import type { Config } from "../platform/config.ts"
import { RateLimitedError } from "../shared/errors.ts"

/**
 * Limits requests of one learner, or of one address where nobody is signed in. A route may set its own with
 * `config.rateLimit`; a limit that looks at the body (sign-in tries of an account) sets `hook: "preHandler"` there.
 * Counting that fails lets requests pass: a lost Redis must not lock everybody out.
 */
export async function limitRates(app: FastifyInstance, http: Config["http"], redis: Redis | undefined): Promise<void> {
  app.addHook("onClose", async () => redis?.disconnect())
  await app.register(fastifyRateLimit, {
    max: http.rateLimit === 0 ? Number.MAX_SAFE_INTEGER : http.rateLimit,
    timeWindow: 60_000,
    cache: 20_000,
    skipOnError: true,
    nameSpace: "studyin:rate:",
    ...(redis === undefined ? {} : { redis }),
    keyGenerator: (request) => request.findLearner()?.userId ?? request.ip,
    enableDraftSpec: true,
    errorResponseBuilder: (_request, { ttl }) =>
      new RateLimitedError(
        "too-many-requests",
        `That was more than this server takes from one person at a time. Try again in ${seconds(ttl)}.`,
        {
          retryAfterS: Math.ceil(ttl / 1000),
        },
      ),
  })
}

function seconds(ms: number): string {
  const count = Math.max(1, Math.ceil(ms / 1000))
  return count === 1 ? "a second" : `${count} seconds`
}
