import type { Clock } from "../../shared/clock.ts"
import type { RedisLink } from "../redis.ts"
import { createMemoryRateLimiter } from "./memory-rate-limiter.ts"
import type { RateLimit, RateLimiter } from "./rate-limiter.ts"

/** `judge` of rate-limiter.ts as one step on the server. Answers: allowed, tries left, milliseconds to wait. */
const TAKE = `
local max, window, now = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local kept = redis.call('hmget', KEYS[1], 'i', 'c', 'p')
local known = tonumber(kept[1])
local index = math.floor(now / window)
if known and known > index then index = known end
local current, previous = 0, 0
if known == index then current, previous = tonumber(kept[2]), tonumber(kept[3])
elseif known == index - 1 then previous = tonumber(kept[2]) end
local elapsed = math.max(0, now - index * window)
local used = current + previous * (1 - elapsed / window)
local allowed, wait = 0, 0
if used + 1 <= max then allowed = 1
elseif current + 1 <= max then wait = window * (1 - (max - 1 - current) / previous) - elapsed
else wait = window - elapsed + window * (1 - (max - 1) / current) end
redis.call('hset', KEYS[1], 'i', index, 'c', current + allowed, 'p', previous)
redis.call('pexpire', KEYS[1], 2 * window)
if allowed == 0 then wait = math.max(1, math.ceil(wait)) end
return { allowed, math.max(0, math.floor(max - used) - allowed), wait }`

const GIVE_BACK = `
local current = tonumber(redis.call('hget', KEYS[1], 'c'))
if current and current > 0 then redis.call('hset', KEYS[1], 'c', current - 1) end
return 1`

const keyOf = ({ name, subject }: RateLimit) => `studyin:ratelimit:{${subject}}:${name}`

/** Counts for all processes that share the Redis; while it is away each counts for itself. */
export function createRedisRateLimiter(link: RedisLink, clock: Clock): RateLimiter {
  const here = createMemoryRateLimiter(clock)
  const take = link.define("studyinTake", TAKE, 1)
  const giveBack = link.define("studyinGiveBack", GIVE_BACK, 1)
  return {
    async take(limit) {
      const { max, windowMs } = limit
      const answer = await link.ask(() => take([keyOf(limit)], [max, windowMs, clock.now().getTime()]))
      if (!Array.isArray(answer)) return here.take(limit)
      const [allowed, remaining, waitMs] = answer.map(Number)
      return { isAllowed: allowed === 1, remaining: remaining ?? 0, retryAfterMs: waitMs ?? 0 }
    },
    async giveBack(limit) {
      // Whoever counted it; the other knows nothing of it or lets one more try pass.
      if ((await link.ask(() => giveBack([keyOf(limit)], []))) === undefined) await here.giveBack(limit)
    },
  }
}
