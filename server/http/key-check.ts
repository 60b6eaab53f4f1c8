import { createHash } from "node:crypto"
import type { FastifyRequest } from "fastify"
import type { KeyHolder } from "../platform/api/index.ts"
import type { Deps } from "../platform/deps.ts"
import type { RateLimiter } from "../platform/rate-limits/index.ts"
import { addressGroupOf } from "../shared/address-group.ts"
import { RateLimitedError, UnauthenticatedError } from "../shared/errors.ts"

/** Keys that were right before: what else comes from their address must not keep them out. */
const MOST_REMEMBERED = 10_000
const FAILURES_A_MINUTE = 30

/** Whether somebody meant it as a key. Access tokens never begin like one. */
export function isApiKey(token: string): boolean {
  return token.startsWith("studyin_")
}

/**
 * Looks a key up. Of keys that are not known to be right an address may try only so many a minute, wrong ones alone being
 * counted: guessing 256 bits is hopeless, but each guess would be a query.
 */
export function createKeyCheck({
  apiKeys,
  limiter,
}: Pick<Deps, "apiKeys"> & { limiter: RateLimiter }): (token: string, request: FastifyRequest) => Promise<KeyHolder> {
  const known = new Set<string>()
  return async (token, request) => {
    const origin = { ipAddress: request.ip, userAgent: request.headers["user-agent"] ?? null }
    const name = hashOf(token)
    if (known.has(name)) {
      return apiKeys.verify(token, origin).catch((error) => {
        if (error instanceof UnauthenticatedError) known.delete(name)
        throw error
      })
    }
    const limit = {
      name: "api-key-failures",
      subject: hashOf(addressGroupOf(request.ip)),
      max: FAILURES_A_MINUTE,
      windowMs: 60_000,
    }
    const { isAllowed, retryAfterMs } = await limiter.take(limit)
    if (!isAllowed)
      throw new RateLimitedError(
        "too-many-requests",
        "Too many wrong API keys came from your network. Try again in a minute.",
        { retryAfterS: Math.ceil(retryAfterMs / 1000) },
      )
    const holder = await apiKeys.verify(token, origin)
    await limiter.giveBack(limit)
    // The oldest go first; one that falls out is looked up like a new one.
    if (known.size >= MOST_REMEMBERED) known.delete(known.values().next().value ?? "")
    known.add(name)
    return holder
  }
}

function hashOf(text: string): string {
  return createHash("sha256").update(text).digest("base64url").slice(0, 22)
}
