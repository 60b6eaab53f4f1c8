import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { Events, LiveEvent } from "../../server/platform/events/index.ts"
import { createMemoryEvents } from "../../server/platform/events/memory-events.ts"
import { createPostgresEvents } from "../../server/platform/events/postgres-events.ts"
import { createRedisEvents } from "../../server/platform/events/redis-events.ts"
import { createLog } from "../../server/platform/log.ts"
import { openRedis } from "../../server/platform/redis.ts"
import { newId } from "../../server/shared/ids.ts"

const redisUrl = process.env.TEST_REDIS_URL
/** Two ends each: those of two processes where the adapter reaches that far. */
const adapters: Record<string, () => [Events, Events]> = {
  memory: () => {
    const events = createMemoryEvents()
    return [events, events]
  },
}
if (redisUrl !== undefined) {
  const open = () => {
    const link = openRedis(redisUrl, { log: createLog("silent") })
    const events = createRedisEvents(link)
    return { ...events, close: () => events.close().then(() => link.close()) }
  }
  adapters.redis = () => [open(), open()]
}
const postgresUrl = process.env.TEST_DATABASE_URL
if (postgresUrl !== undefined) {
  const log = createLog("silent")
  const open = () => {
    const pool = new pg.Pool({ connectionString: postgresUrl, max: 1 })
    const db = { execute: (text: string, values?: unknown[]) => pool.query(text, values) as never }
    const events = createPostgresEvents({ db, url: postgresUrl, log })
    return { ...events, close: () => events.close().then(() => pool.end()) }
  }
  adapters.postgres = () => [open(), open()]
}

for (const [name, open] of Object.entries(adapters)) {
  describe(`events (${name})`, () => {
    let here: Events
    let there: Events
    beforeAll(() => {
      ;[here, there] = open()
    })
    afterAll(async () => {
      await here.close()
      await there.close()
    })

    test("reach every page of that learner and nobody else's", async () => {
      const [me, other] = [newId(), newId()]
      const seen: string[] = []
      const stops = [
        await listening(there, here, me, (event) => seen.push(`one ${String(event.type)}`)),
        await listening(there, here, me, (event) => seen.push(`two ${String(event.type)}`)),
        await listening(there, here, other, (event) => seen.push(`other ${String(event.type)}`)),
      ]
      seen.length = 0
      here.publish(me, { type: "material", materialId: "m" })
      await until(() => seen.length >= 2)
      await sleep(20)
      expect(seen.sort()).toEqual(["one material", "two material"])
      for (const stop of stops) stop()
    })

    test("end with the subscription, also when another one begins", async () => {
      const me = newId()
      const seen: LiveEvent[] = []
      const stop = await listening(there, here, me, (event) => seen.push({ ...event, by: "first" }))
      stop()
      stop()
      const again = await listening(there, here, me, (event) => seen.push({ ...event, by: "second" }))
      seen.length = 0
      here.publish(me, { type: "due" })
      await until(() => seen.length > 0)
      await sleep(20)
      expect(seen).toEqual([{ type: "due", by: "second" }])
      again()
    })

    test("a listener that throws takes nothing from the others", async () => {
      const me = newId()
      const seen: string[] = []
      const bad = there.subscribe(me, () => {
        throw new Error("gone")
      })
      const good = await listening(there, here, me, (event) => seen.push(String(event.type)))
      here.publish(me, { type: "stats" })
      await until(() => seen.includes("stats"))
      bad()
      good()
    })
  })
}

/** Subscribes and returns once events arrive: joining a channel of another process takes a moment. */
async function listening(
  at: Events,
  from: Events,
  userId: string,
  listener: (event: LiveEvent) => void,
): Promise<() => void> {
  let isThere = false
  const stop = at.subscribe(userId, (event) => {
    if (event.type === "probe") isThere = true
    else listener(event)
  })
  await until(() => {
    from.publish(userId, { type: "probe" })
    return isThere
  })
  return stop
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await sleep(5)
}
