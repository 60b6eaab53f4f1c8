import { expect, it } from "vitest"
import { openApp as openServerApp } from "../../server/main.ts"
import { forgetAfterWrites } from "../../server/platform/cache/index.ts"
import { createRedisCache } from "../../server/platform/cache/redis-cache.ts"
import { createLog } from "../../server/platform/log.ts"
import { createRedisRateLimiter } from "../../server/platform/rate-limits/redis-rate-limiter.ts"
import { openRedis } from "../../server/platform/redis.ts"
import { newId } from "../../server/shared/ids.ts"
import { describeEachDatabase } from "../database.ts"
import { openTestDeps, trustedSessions } from "../deps.ts"
import { openRedisServer, whyNoRedisServers } from "../redis-servers.ts"

const where = whyNoRedisServers === undefined ? "" : `: ${whyNoRedisServers}`

describeEachDatabase(`Redis killed while learners study${where}`, (open) => {
  it.skipIf(whyNoRedisServers !== undefined)(
    "every request is answered, and nobody sees less than what they did last",
    async () => {
      const redis = await openRedisServer()
      const link = openRedis(redis.url, { log: createLog("silent") })
      const cache = createRedisCache(link)
      const { db } = open()
      const { deps, close } = await openTestDeps(open(), {
        cache,
        db: forgetAfterWrites(db, cache),
        sessions: trustedSessions(),
      })
      const config = { ...deps.config, http: { ...deps.config.http, rateLimit: 1_000_000 } }
      const app = await openServerApp({
        deps: { ...deps, config },
        db,
        rateLimiter: createRedisRateLimiter(link, deps.clock),
      })
      const failures: string[] = []
      let answered = 0
      let isOver = false

      /** Makes a deck, looks at the lists, changes the goal, looks at the first page, and so on. */
      async function study(): Promise<void> {
        const { userId } = await open().createLearner()
        const { token } = await deps.tokens.signAccessToken({ userId, role: "student", sessionId: newId() }, 86_400)
        const headers = { authorization: `Bearer ${token}` }
        const ask = async (method: "GET" | "PATCH", url: string, payload?: object) => {
          const reply = await app.inject({ method, url, headers, ...(payload === undefined ? {} : { payload }) })
          answered += 1
          if (reply.statusCode !== 200) failures.push(`${method} ${url}: ${reply.statusCode} ${reply.body}`)
          return reply.json()
        }
        for (let minutes = 10; !isOver; minutes = minutes >= 100 ? 10 : minutes + 1) {
          await ask("PATCH", "/api/v1/me/settings", { dailyGoalMinutes: minutes })
          for (let i = 0; i < 3; i++) {
            const { goal } = await ask("GET", "/api/v1/today")
            if (goal.goalMinutes !== minutes) failures.push(`a goal of ${goal.goalMinutes} instead of ${minutes}`)
          }
          await ask("GET", "/api/v1/questions")
        }
      }
      const more = async (count: number) => {
        const from = answered
        while (answered < from + count && failures.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
      }
      const learners = Array.from({ length: 4 }, study)
      await more(40)
      await redis.kill()
      await more(60)
      const wasThere = link.isThere
      await redis.start()
      while (!link.isThere && failures.length === 0) await more(5)
      await more(40)
      redis.pause()
      await more(40)
      redis.resume()
      await more(20)
      isOver = true
      await Promise.all(learners)
      await app.close()
      await link.close()
      await close()
      await redis.close()
      expect(failures).toEqual([])
      expect(wasThere).toBe(false)
    },
  )
})
