import { setTimeout as sleep } from "node:timers/promises"
import { Redis } from "ioredis"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { type Cache, learnerKey, sharedKey } from "../../server/platform/cache/index.ts"
import { createMemoryCache } from "../../server/platform/cache/memory-cache.ts"
import { createRedisCache } from "../../server/platform/cache/redis-cache.ts"
import { createLog } from "../../server/platform/log.ts"
import { fixedClock } from "../../server/shared/clock.ts"
import { newId } from "../../server/shared/ids.ts"

const redisUrl = process.env.TEST_REDIS_URL
const adapters: Record<string, () => Cache> = { memory: () => createMemoryCache() }
if (redisUrl !== undefined) adapters.redis = () => createRedisCache(new Redis(redisUrl), { log: createLog("silent") })

for (const [name, open] of Object.entries(adapters)) {
  describe(`cache (${name})`, () => {
    let cache: Cache
    beforeAll(() => {
      cache = open()
    })
    afterAll(() => cache.close())

    test("keeps JSON, and gives each caller a copy of its own", async () => {
      const key = learnerKey(newId(), "stats")
      await cache.set(key, { xp: 3, days: ["2026-11-21"] }, 60_000)
      const first = await cache.get<{ xp: number }>(key)
      if (first) first.xp = 99
      expect(await cache.get(key)).toEqual({ xp: 3, days: ["2026-11-21"] })
      expect(await cache.get(learnerKey(newId(), "stats"))).toBeUndefined()
    })

    test("keeps null and false apart from nothing", async () => {
      const key = sharedKey("nothing", newId())
      await cache.set(key, null, 60_000)
      expect(await cache.get(key)).toBeNull()
      await cache.set(key, false, 60_000)
      expect(await cache.get(key)).toBe(false)
      await cache.set(key, undefined, 60_000)
    })

    test("forgets after the time to live", async () => {
      const key = sharedKey("short", newId())
      await cache.set(key, 1, 30)
      await sleep(60)
      expect(await cache.get(key)).toBeUndefined()
    })

    test("deletes single keys and all of one learner, nobody else's", async () => {
      const [me, other] = [newId(), newId()]
      const keys = [learnerKey(me, "a"), learnerKey(me, "b", "c"), learnerKey(other, "a")]
      for (const key of keys) await cache.set(key, key, 60_000)
      await cache.delete(learnerKey(me, "a"), learnerKey(me, "unknown"))
      expect(await cache.get(learnerKey(me, "a"))).toBeUndefined()
      expect(await cache.get(learnerKey(me, "b", "c"))).toBeDefined()
      await cache.deleteByUser(me)
      expect(await cache.get(learnerKey(me, "b", "c"))).toBeUndefined()
      expect(await cache.get(learnerKey(other, "a"))).toBe(learnerKey(other, "a"))
    })

    test("loads once for callers that come together, and keeps the value", async () => {
      const key = learnerKey(newId(), "due")
      let loads = 0
      const load = async () => {
        loads += 1
        await sleep(20)
        return { due: 7 }
      }
      const values = await Promise.all(Array.from({ length: 50 }, () => cache.wrap(key, 60_000, load)))
      expect(values).toEqual(Array(50).fill({ due: 7 }))
      expect(await cache.wrap(key, 60_000, load)).toEqual({ due: 7 })
      expect(loads).toBe(1)
    })

    test("passes on what a load throws and tries again next time", async () => {
      const key = learnerKey(newId(), "due")
      const failing = () => Promise.reject(new Error("no"))
      await expect(Promise.all([cache.wrap(key, 60_000, failing), cache.wrap(key, 60_000, failing)])).rejects.toThrow(
        "no",
      )
      expect(await cache.wrap(key, 60_000, async () => 1)).toBe(1)
    })

    test("does not keep what was read before a deletion", async () => {
      const userId = newId()
      const key = learnerKey(userId, "stats")
      for (const forget of [() => cache.delete(key), () => cache.deleteByUser(userId)]) {
        const loading = Promise.withResolvers<void>()
        const going = Promise.withResolvers<void>()
        const old = cache.wrap(key, 60_000, async () => {
          going.resolve()
          await loading.promise
          return "old"
        })
        await going.promise
        await forget()
        loading.resolve()
        expect(await old).toBe("old")
        expect(await cache.get(key)).toBeUndefined()
      }
    })
  })
}

describe("keys", () => {
  test("hold the learner in literal braces and keep parts apart", () => {
    expect(learnerKey("u1", "due", "deck:1")).toBe("studyin:user:{u1}:due:deck%3A1")
    expect(learnerKey("u1", "a:b")).not.toBe(learnerKey("u1", "a", "b"))
    expect(sharedKey("plans")).toBe("studyin:shared:plans")
  })
})

describe("memory cache", () => {
  test("drops what was used least recently", async () => {
    const cache = createMemoryCache({ maxEntries: 2 })
    const [a, b, c] = [sharedKey("a"), sharedKey("b"), sharedKey("c")]
    await cache.set(a, 1, 1000)
    await cache.set(b, 2, 1000)
    await cache.get(a)
    await cache.set(c, 3, 1000)
    expect([await cache.get(a), await cache.get(b), await cache.get(c)]).toEqual([1, undefined, 3])
  })

  test("stays below its size", async () => {
    const cache = createMemoryCache({ maxSize: 1000 })
    for (let i = 0; i < 100; i++) await cache.set(sharedKey(String(i)), "x".repeat(98), 1000)
    const kept = await Promise.all(Array.from({ length: 100 }, (_, i) => cache.get(sharedKey(String(i)))))
    expect(kept.filter((value) => value !== undefined)).toHaveLength(10)
    await cache.set(sharedKey("huge"), "x".repeat(500), 1000)
    expect(await cache.get(sharedKey("huge"))).toBeUndefined()
  })

  test("goes by the clock", async () => {
    const clock = fixedClock("2026-11-21T00:00:00Z")
    const cache = createMemoryCache({ clock })
    await cache.set(sharedKey("a"), 1, 1000)
    clock.advance(999)
    expect(await cache.get(sharedKey("a"))).toBe(1)
    clock.advance(1)
    expect(await cache.get(sharedKey("a"))).toBeUndefined()
  })
})

describe("redis cache without a Redis", () => {
  test("works as an empty cache and never fails", async () => {
    const redis = new Redis({ port: 1, maxRetriesPerRequest: 0, retryStrategy: () => null })
    redis.on("error", () => {})
    const cache = createRedisCache(redis, { log: createLog("silent") })
    const key = learnerKey(newId(), "stats")
    await cache.set(key, 1, 1000)
    expect(await cache.get(key)).toBeUndefined()
    await cache.delete(key)
    await cache.deleteByUser("u")
    expect(await cache.wrap(key, 1000, async () => "loaded")).toBe("loaded")
    await cache.close()
  })
})
