import fc from "fast-check"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { createLog } from "../../server/platform/log.ts"
import { createMemoryRateLimiter } from "../../server/platform/rate-limits/memory-rate-limiter.ts"
import type { RateLimiter } from "../../server/platform/rate-limits/rate-limiter.ts"
import { createRedisRateLimiter } from "../../server/platform/rate-limits/redis-rate-limiter.ts"
import { openRedis } from "../../server/platform/redis.ts"
import { fixedClock } from "../../server/shared/clock.ts"
import { newId } from "../../server/shared/ids.ts"
import { openRedisCluster, whyNoRedisServers } from "../redis-servers.ts"

const clock = fixedClock("2026-11-21T08:00:00Z")
const redisUrl = process.env.TEST_REDIS_URL

interface Opened {
  limiter: RateLimiter
  close(): Promise<void>
}

function over(url: string, closeServers: () => Promise<void> = async () => {}): Opened {
  const link = openRedis(url, { log: createLog("silent"), answerWithinMs: 20_000 })
  return { limiter: createRedisRateLimiter(link, clock), close: () => link.close().then(closeServers) }
}

const adapters: Record<string, { open: () => Promise<Opened>; skip?: string | undefined }> = {
  memory: { open: async () => ({ limiter: createMemoryRateLimiter(clock), close: async () => {} }) },
  redis: {
    open: async () => over(redisUrl ?? ""),
    skip: redisUrl === undefined ? "TEST_REDIS_URL is not set" : undefined,
  },
  "redis cluster of six": {
    async open() {
      const cluster = await openRedisCluster()
      return over(cluster.url, cluster.close)
    },
    skip: whyNoRedisServers,
  },
}

for (const [name, { open, skip }] of Object.entries(adapters)) {
  describe.skipIf(skip !== undefined)(`rate limiter (${name}${skip === undefined ? "" : `: ${skip}`})`, () => {
    let opened: Opened
    beforeAll(async () => {
      opened = await open()
    })
    afterAll(() => opened?.close())
    const tries = async (limit: Parameters<RateLimiter["take"]>[0], count: number) => {
      const allowed = []
      for (let i = 0; i < count; i++) allowed.push((await opened.limiter.take(limit)).isAllowed)
      return allowed.filter(Boolean).length
    }

    test("lets so many pass, says how long to wait, and lets one pass then", async () => {
      const limit = { name: "test", subject: newId(), max: 3, windowMs: 60_000 }
      const first = await opened.limiter.take(limit)
      expect(first).toEqual({ isAllowed: true, remaining: 2, retryAfterMs: 0 })
      expect(await tries(limit, 2)).toBe(2)
      const refused = await opened.limiter.take(limit)
      expect(refused).toMatchObject({ isAllowed: false, remaining: 0 })
      clock.advance(refused.retryAfterMs - 2)
      expect(await tries(limit, 1)).toBe(0)
      clock.advance(2)
      expect(await tries(limit, 1)).toBe(1)
      expect(await tries(limit, 1)).toBe(0)
    })

    test("counts each subject and each limit apart", async () => {
      const limit = { name: "test", subject: newId(), max: 1, windowMs: 60_000 }
      expect([
        await tries(limit, 2),
        await tries({ ...limit, subject: newId() }, 2),
        await tries({ ...limit, name: "b" }, 2),
      ]).toEqual([1, 1, 1])
    })

    test("what is given back does not count", async () => {
      const limit = { name: "test", subject: newId(), max: 2, windowMs: 60_000 }
      for (let i = 0; i < 10; i++) {
        expect((await opened.limiter.take(limit)).isAllowed).toBe(true)
        await opened.limiter.giveBack(limit)
      }
      await opened.limiter.giveBack({ ...limit, subject: newId() })
      expect(await tries(limit, 5)).toBe(2)
    })

    test("together with others no more pass than may", async () => {
      const limit = { name: "test", subject: newId(), max: 10, windowMs: 60_000 }
      const verdicts = await Promise.all(Array.from({ length: 50 }, () => opened.limiter.take(limit)))
      expect(verdicts.filter(({ isAllowed }) => isAllowed)).toHaveLength(10)
    })

    test("says the same as the rule, also when the clock is set back", async () => {
      const pause = fc.oneof(
        fc.integer({ min: 0, max: 20_000 }),
        fc.integer({ min: 50_000, max: 200_000 }),
        fc.constant(-90_000),
      )
      await fc.assert(
        fc.asyncProperty(fc.array(pause, { maxLength: 30 }), fc.integer({ min: 1, max: 4 }), async (pauses, max) => {
          const rule = createMemoryRateLimiter(clock)
          const limit = { name: "same", subject: newId(), max, windowMs: 60_000 }
          for (const ms of pauses) {
            clock.advance(ms)
            expect(await opened.limiter.take(limit)).toEqual(await rule.take(limit))
          }
        }),
        { numRuns: 20 },
      )
    })

    test("never lets twice as many pass around the end of a window", async () => {
      const limit = { name: "burst", subject: newId(), max: 5, windowMs: 60_000 }
      clock.advance(60_000 - (clock.now().getTime() % 60_000) - 1000)
      const before = await tries(limit, 10)
      clock.advance(2000)
      expect(before + (await tries(limit, 10))).toBe(5)
    })
  })
}

test("a limiter in memory forgets the oldest of too many subjects", async () => {
  const limiter = createMemoryRateLimiter(clock, 10)
  const limit = { name: "n", subject: "first", max: 1, windowMs: 60_000 }
  await limiter.take(limit)
  for (let i = 0; i < 10; i++) await limiter.take({ ...limit, subject: String(i) })
  expect((await limiter.take(limit)).isAllowed).toBe(true)
})
