import type { Redis } from "ioredis"
import type { Log } from "../log.ts"
import type { Metrics } from "../metrics.ts"
import type { Cache, CacheKey, LearnerKey } from "./cache.ts"
import { learnerKey } from "./cache.ts"
import { createLoadOnce } from "./load-once.ts"

/** A Redis that does not answer within this time counts as absent: a cache must never be slower than no cache. */
const ANSWER_WITHIN_MS = 250
/** Nothing stays longer, so that the list of a learner's keys, which lives as long, never loses one. */
const MAX_TTL_MS = 7 * 86_400_000
/** Under this name lies the list of a learner's keys: scanning all keys of a server for one learner's is no option. */
const INDEX = "keys"

/** A cache several processes share. All that fails is logged (at most once every ten seconds) and treated as a miss. */
export function createRedisCache(
  redis: Redis,
  { log, metrics }: { log: Log; metrics?: Pick<Metrics, "cacheLookups"> },
): Cache {
  let warnedAt = 0

  async function attempt<T>(work: () => Promise<T>): Promise<T | undefined> {
    let timer: NodeJS.Timeout | undefined
    try {
      const late = new Promise<never>((_resolve, reject) => {
        timer = setTimeout(() => reject(new Error(`no answer within ${ANSWER_WITHIN_MS} ms`)), ANSWER_WITHIN_MS)
      })
      return await Promise.race([work(), late])
    } catch (error) {
      metrics?.cacheLookups.inc({ outcome: "error" })
      if (Date.now() - warnedAt > 10_000) {
        warnedAt = Date.now()
        log.warn({ err: error }, "cache: Redis cannot be reached, working without")
      }
      return undefined
    } finally {
      clearTimeout(timer)
    }
  }

  const cache: Cache = {
    async get<T>(key: string) {
      const json = await attempt(() => redis.get(key))
      if (json !== undefined) metrics?.cacheLookups.inc({ outcome: json === null ? "miss" : "hit" })
      return json === undefined || json === null ? undefined : (JSON.parse(json) as T)
    },
    async set(key, value, ttlMs) {
      const json = JSON.stringify(value)
      if (json === undefined) return
      const lifeMs = Math.min(Math.max(1, Math.round(ttlMs)), MAX_TTL_MS)
      const index = indexOf(key)
      await attempt<unknown>(() => {
        if (index === undefined) return redis.set(key, json, "PX", lifeMs)
        return redis.multi().set(key, json, "PX", lifeMs).sadd(index, key).pexpire(index, MAX_TTL_MS).exec()
      })
    },
    async delete(...keys) {
      // One by one in a pipeline: keys of several learners lie on several nodes of a cluster.
      if (keys.length > 0) await attempt(() => Promise.all(keys.map((key) => redis.unlink(key))))
    },
    async deleteByUser(userId) {
      const index = learnerKey(userId, INDEX)
      await attempt(async () => redis.unlink(index, ...(await redis.smembers(index))))
    },
    wrap: (key, ttlMs, load) => loadOnce(key, ttlMs, load),
    async close() {
      redis.disconnect()
    },
  }
  const loadOnce = createLoadOnce(cache)
  return cache
}

function indexOf(key: CacheKey): LearnerKey | undefined {
  const userId = /^studyin:user:\{([^}]+)\}:/.exec(key)?.[1]
  return userId === undefined ? undefined : learnerKey(userId, INDEX)
}
