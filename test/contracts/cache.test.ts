import { setTimeout as sleep } from "node:timers/promises"
import fc from "fast-check"
import type { Cluster, Redis } from "ioredis"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import type { Cache, CacheEntry } from "../../server/platform/cache/cache.ts"
import { everybody } from "../../server/platform/cache/cached.ts"
import { cached, studyOf } from "../../server/platform/cache/index.ts"
import { createMemoryCache } from "../../server/platform/cache/memory-cache.ts"
import { createNoCache } from "../../server/platform/cache/no-cache.ts"
import { createRedisCache } from "../../server/platform/cache/redis-cache.ts"
import { createLog } from "../../server/platform/log.ts"
import { openRedis, type RedisLink } from "../../server/platform/redis.ts"
import { fixedClock } from "../../server/shared/clock.ts"
import { newId } from "../../server/shared/ids.ts"
import { openRedisCluster, whyNoRedisServers } from "../redis-servers.ts"

/** Two ends each: those of two processes where the adapter reaches that far. */
interface Opened {
  here: Cache
  there: Cache
  client: Redis | Cluster | undefined
  close(): Promise<void>
}

const log = createLog("silent")

function local(open: () => Cache): () => Promise<Opened> {
  return async () => {
    const cache = open()
    return { here: cache, there: cache, client: undefined, close: () => cache.close() }
  }
}

async function openOver(url: string, closeServers: () => Promise<void>): Promise<Opened> {
  // A busy machine may be slow to answer; here nothing is to be taken for absent.
  const links: RedisLink[] = [url, url].map((one) => openRedis(one, { log, answerWithinMs: 20_000 }))
  const [here, there] = links.map((link) => createRedisCache(link)) as [Cache, Cache]
  const client = links[0]?.connectAgain()
  if (client !== undefined) await new Promise((resolve) => client.once("ready", resolve))
  return {
    here,
    there,
    client,
    async close() {
      await Promise.all([here.close(), there.close(), ...links.map((link) => link.close())])
      client?.disconnect()
      await closeServers()
    },
  }
}

const redisUrl = process.env.TEST_REDIS_URL
const adapters: Record<string, { open: () => Promise<Opened>; keeps: boolean; skip?: string | undefined }> = {
  off: { open: local(createNoCache), keeps: false },
  memory: { open: local(createMemoryCache), keeps: true },
  redis: {
    open: () => openOver(redisUrl ?? "", async () => {}),
    keeps: true,
    skip: redisUrl === undefined ? "TEST_REDIS_URL is not set" : undefined,
  },
  "redis cluster of six": {
    async open() {
      const cluster = await openRedisCluster()
      return openOver(cluster.url, cluster.close)
    },
    keeps: true,
    skip: whyNoRedisServers,
  },
}

for (const [name, { open, keeps, skip }] of Object.entries(adapters)) {
  describe.skipIf(skip !== undefined)(`cache (${name}${skip === undefined ? "" : `: ${skip}`})`, () => {
    let opened: Opened
    beforeAll(async () => {
      opened = await open()
    })
    afterAll(() => opened?.close())
    const read = <T>(cache: Cache, entry: CacheEntry, value: T) => cache.wrap(entry, async () => value)

    test("gives back plain data, dates included, and each caller a copy of its own", async () => {
      const entry = cached.stats(newId())
      const value = {
        xp: 3,
        at: new Date("2026-11-21T08:00:00Z"),
        none: null,
        days: ["2026-11-21"],
        nested: [{ ok: false }],
      }
      const first = await read(opened.here, entry, value)
      expect(first).toEqual(value)
      first.xp = 99
      expect(await read(opened.here, entry, value)).toEqual(value)
      expect(await read(opened.there, entry, value)).toEqual(value)
      for (const empty of [null, false, 0, ""]) {
        const other = cached.stats(newId())
        expect([await read(opened.here, other, empty), await read(opened.there, other, empty)]).toEqual([empty, empty])
      }
    })

    test("forgets what a write made invalid, everywhere, and nobody else's", async () => {
      const [me, other] = [newId(), newId()]
      for (const entry of [cached.stats(me), cached.dueReviews(me), cached.stats(other)])
        await read(opened.here, entry, 1)
      await opened.there.forget(studyOf(me))
      expect(await read(opened.here, cached.stats(me), 2)).toBe(2)
      expect(await read(opened.there, cached.dueReviews(me), 2)).toBe(2)
      expect(await read(opened.here, cached.stats(other), 2)).toBe(keeps ? 1 : 2)
      await opened.here.forget(everybody)
      expect(await read(opened.there, cached.stats(other), 3)).toBe(3)
    })

    test("a reader that a write has overtaken leaves nothing behind", async () => {
      for (const forget of [
        (userId: string) => opened.here.forget(studyOf(userId)),
        (userId: string) => opened.there.forget(studyOf(userId)),
        () => opened.there.forget(everybody),
      ]) {
        const userId = newId()
        const entry = cached.stats(userId)
        const [going, loading] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()]
        const old = opened.here.wrap(entry, async () => {
          going.resolve()
          await loading.promise
          return "old"
        })
        await going.promise
        await forget(userId)
        // Who asks now must not wait for the old load either.
        expect(await read(opened.here, entry, "new")).toBe("new")
        loading.resolve()
        expect(await old).toBe("old")
        await sleep(20)
        expect(await read(opened.here, entry, "new")).toBe("new")
        expect(await read(opened.there, entry, "new")).toBe("new")
      }
    })

    test("passes on what a load throws and tries again next time", async () => {
      const entry = cached.dueReviews(newId())
      const failing = () => Promise.reject(new Error("no"))
      const both = await Promise.allSettled([opened.here.wrap(entry, failing), opened.here.wrap(entry, failing)])
      expect(both.map((one) => one.status === "rejected" && one.reason.message)).toEqual(["no", "no"])
      expect(await read(opened.here, entry, 1)).toBe(1)
    })

    test("whatever is written and read where, nobody reads what was before their own write", async () => {
      const step = fc.record({
        at: fc.constantFrom("here", "there" as const),
        user: fc.integer({ min: 0, max: 1 }),
        does: fc.constantFrom("read", "read", "write", "write-all" as const),
      })
      await fc.assert(
        fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
          const users = [newId(), newId()]
          const truth = [0, 0]
          for (const { at, user, does } of steps) {
            const userId = users[user] ?? ""
            if (does === "read") {
              expect(await opened[at as "here"].wrap(cached.stats(userId), async () => truth[user])).toBe(truth[user])
            } else if (does === "write") {
              truth[user] = (truth[user] ?? 0) + 1
              await opened[at as "here"].forget(studyOf(userId))
            } else {
              for (const i of [0, 1]) truth[i] = (truth[i] ?? 0) + 1
              await opened[at as "here"].forget(everybody)
            }
          }
        }),
        { numRuns: 25 },
      )
    })

    test.runIf(keeps)("loads once for all who come together, in all processes, and keeps the value", async () => {
      const entry = cached.questions(newId(), "t", "hard", "")
      let loads = 0
      const load = async () => {
        loads += 1
        await sleep(50)
        return { due: 7 }
      }
      const calls = Array.from({ length: 50 }, (_, i) => (i % 2 === 0 ? opened.here : opened.there).wrap(entry, load))
      expect(await Promise.all(calls)).toEqual(Array(50).fill({ due: 7 }))
      expect(await opened.there.wrap(entry, load)).toEqual({ due: 7 })
      expect(loads).toBe(1)
    })

    test.runIf(keeps)("forgets after the time to live, or the shorter life of a value", async () => {
      const short = { ...cached.stats(newId()), ttlMs: 40 }
      await read(opened.here, short, 1)
      const [ending, none] = [cached.stats(newId()), cached.stats(newId())]
      await opened.here.wrap(
        ending,
        async () => 1,
        () => 40,
      )
      await opened.here.wrap(
        none,
        async () => 1,
        () => 0,
      )
      expect(await read(opened.there, none, 2)).toBe(2)
      await sleep(120)
      expect([await read(opened.here, short, 2), await read(opened.there, ending, 2)]).toEqual([2, 2])
    })

    test.runIf(keeps)("deletes all of one learner", async () => {
      const [me, other] = [newId(), newId()]
      for (const userId of [me, other]) {
        await read(opened.here, cached.stats(userId), "text of mine")
        await read(opened.here, cached.questions(userId, "t", undefined, "x"), "text of mine")
      }
      await sleep(30)
      await opened.there.deleteByUser(me)
      expect(await read(opened.here, cached.stats(me), "new")).toBe("new")
      expect(await read(opened.here, cached.stats(other), "new")).toBe("text of mine")
      const { client } = opened
      if (client === undefined) return
      const nodes = "nodes" in client ? client.nodes("master") : [client]
      const keys = (await Promise.all(nodes.map((node) => node.keys(`*${other}*`)))).flat()
      expect(keys.length).toBeGreaterThan(2)
      // A cluster refuses commands across slots: literal braces keep them together.
      expect(new Set(await Promise.all(keys.map((key) => client.cluster("KEYSLOT", key).catch(() => 0)))).size).toBe(1)
      await opened.here.deleteByUser(me)
      for (const node of nodes) {
        for (const key of await node.keys(`*${me}*`)) expect(key).toMatch(/:generation:study$|:claim:[^:]+$/)
      }
    })
  })
}

test("keys are those of the document, with the learner in braces", () => {
  expect(cached.stats("u1").key).toBe("studyin:user:{u1}:stats")
  expect(cached.dueReviews("u1").key).toBe("studyin:user:{u1}:due_reviews")
  expect(cached.questions("u1", "t:1", "hard", "").key).toBe("studyin:user:{u1}:questions:t%3A1:hard:")
  expect([cached.stats("u").ttlMs, cached.dueReviews("u").ttlMs]).toEqual([300_000, 60_000])
})

describe("memory cache", () => {
  const value = (cache: Cache, userId: string, fresh: unknown) => cache.wrap(cached.stats(userId), async () => fresh)

  test("drops what was used least recently", async () => {
    const cache = createMemoryCache({ maxEntries: 2 })
    for (const userId of ["a", "b", "a", "c"]) await value(cache, userId, 1)
    expect([await value(cache, "a", 2), await value(cache, "c", 2), await value(cache, "b", 2)]).toEqual([1, 1, 2])
  })

  test("stays below its size, and does not keep what is larger than a tenth of it", async () => {
    const cache = createMemoryCache({ maxSize: 1000 })
    for (let i = 0; i < 100; i++) await value(cache, String(i), "x".repeat(98))
    const kept = []
    // The newest first: what is read anew drops an older one.
    for (let i = 99; i >= 0; i--) kept.push(await value(cache, String(i), null))
    expect(kept.filter((one) => one !== null).length).toBe(10)
    await value(cache, "huge", "x".repeat(500))
    expect(await value(cache, "huge", "new")).toBe("new")
  })

  test("goes by the clock", async () => {
    const clock = fixedClock("2026-11-21T00:00:00Z")
    const cache = createMemoryCache({ clock })
    await value(cache, "a", 1)
    clock.advance(299_999)
    expect(await value(cache, "a", 2)).toBe(1)
    clock.advance(1)
    expect(await value(cache, "a", 2)).toBe(2)
  })

  test("where other processes write too, keeps only what may be old", async () => {
    const cache = createMemoryCache({ isShared: true })
    await value(cache, "a", 1)
    expect(await value(cache, "a", 2)).toBe(2)
    await cache.wrap(cached.session("a", "f"), async () => true)
    expect(await cache.wrap(cached.session("a", "f"), async () => false)).toBe(true)
  })
})
