import { setTimeout as sleep } from "node:timers/promises"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { cached, studyOf } from "../../server/platform/cache/index.ts"
import { createRedisCache } from "../../server/platform/cache/redis-cache.ts"
import { createRedisEvents } from "../../server/platform/events/redis-events.ts"
import { createLog } from "../../server/platform/log.ts"
import { createRedisRateLimiter } from "../../server/platform/rate-limits/redis-rate-limiter.ts"
import { openRedis, type RedisLink } from "../../server/platform/redis.ts"
import { systemClock } from "../../server/shared/clock.ts"
import { newId } from "../../server/shared/ids.ts"
import { openRedisServer, type RedisServer, whyNoRedisServers } from "../redis-servers.ts"

const log = createLog("silent")
const minute = { max: 5, windowMs: 60_000 }

describe.skipIf(whyNoRedisServers !== undefined)(
  `a Redis that goes away (${whyNoRedisServers ?? "own server"})`,
  () => {
    let server: RedisServer
    const links: RedisLink[] = []
    const open = () => {
      const link = openRedis(server.url, { log })
      links.push(link)
      return link
    }
    beforeAll(async () => {
      server = await openRedisServer()
    })
    afterAll(async () => {
      for (const link of links) await link.close()
      await server?.close()
    })

    test("killed while it is used: everything is answered, and it is taken up again", async () => {
      const link = open()
      const cache = createRedisCache(link)
      const limiter = createRedisRateLimiter(link, systemClock)
      const userId = newId()
      let written = 0
      let isOver = false
      const wrong: string[] = []
      let answered = 0
      const work = async (learner: string) => {
        let truth = 0
        while (!isOver) {
          if (answered % 3 === 0) {
            truth += 1
            written += 1
            await cache.forget(studyOf(learner))
          }
          const value = await cache.wrap(cached.stats(learner), async () => truth)
          if (value !== truth) wrong.push(`${value} instead of ${truth}`)
          await limiter.take({ name: "test", subject: learner, ...minute })
          answered += 1
          await sleep(1)
        }
      }
      const workers = Array.from({ length: 8 }, () => work(newId()))
      await until(() => answered > 200)
      await server.kill()
      const atKill = answered
      await until(() => answered > atKill + 400)
      expect(link.isThere).toBe(false)
      await server.start()
      await until(() => link.isThere)
      const atStart = answered
      await until(() => answered > atStart + 200)
      isOver = true
      await Promise.all(workers)
      expect(wrong).toEqual([])
      expect(written).toBeGreaterThan(100)
      // It is used again: another process sees what this one stored.
      await cache.wrap(cached.stats(userId), async () => "kept")
      expect(await createRedisCache(open()).wrap(cached.stats(userId), async () => "anew")).toBe("kept")
    })

    test("silent instead of dead: soon nobody waits for it, and what was made invalid meanwhile stays invalid", async () => {
      const [link, other] = [open(), open()]
      const [here, there] = [createRedisCache(link), createRedisCache(other)]
      const userId = newId()
      expect(await here.wrap(cached.stats(userId), async () => "before")).toBe("before")
      expect(await there.wrap(cached.stats(userId), async () => "anew")).toBe("before")
      server.pause()
      let asked = 0
      for (let i = 0; i < 500; i++) {
        await here.wrap(cached.stats(newId()), async () => i)
        await link.ask(async () => {
          asked += 1
          throw new Error("still silent")
        })
      }
      // The breaker let through what came before it closed, and a try now and then.
      expect(asked).toBeLessThan(10)
      await here.forget(studyOf(userId))
      expect(await here.wrap(cached.stats(userId), async () => "after")).toBe("after")
      server.resume()
      // What could not be said while it was silent is said as soon as it listens, without anybody asking here.
      let seen = "before"
      await until(async () => {
        seen = await there.wrap({ ...cached.stats(userId), ttlMs: 60_000 }, async () => "after")
        return seen === "after"
      })
      expect(await here.wrap(cached.stats(userId), async () => "later")).toBe("after")
    })

    test("tries go on being counted in this process, and refused", async () => {
      const limiter = createRedisRateLimiter(open(), systemClock)
      const limit = { name: "sign-in", subject: newId(), ...minute }
      for (let i = 0; i < 5; i++) expect((await limiter.take(limit)).isAllowed).toBe(true)
      expect((await limiter.take(limit)).isAllowed).toBe(false)
      await server.kill()
      const verdicts = []
      for (let i = 0; i < 7; i++) verdicts.push((await limiter.take(limit)).isAllowed)
      expect(verdicts.filter(Boolean)).toHaveLength(5)
      await server.start()
    })

    test("events reach the pages of this process while it is away, and those of others when it is back", async () => {
      const [link, other] = [open(), open()]
      const [here, there] = [createRedisEvents(link), createRedisEvents(other)]
      const userId = newId()
      const seen: string[] = []
      here.subscribe(userId, ({ type }) => seen.push(`here ${type}`))
      there.subscribe(userId, ({ type }) => seen.push(`there ${type}`))
      await until(() => {
        here.publish(userId, { type: "first" })
        return seen.includes("there first")
      })
      await server.kill()
      seen.length = 0
      await until(() => {
        here.publish(userId, { type: "lost" })
        return seen.includes("here lost")
      })
      await server.start()
      await until(() => {
        here.publish(userId, { type: "again" })
        return seen.includes("there again")
      })
      await here.close()
      await there.close()
    })
  },
)

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(10)
}
