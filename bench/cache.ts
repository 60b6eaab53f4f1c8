import { quantile } from "../server/cli/smoke/probe-latency.ts"
import { readToday } from "../server/domains/dashboard/read-today.ts"
import { listQuestions } from "../server/domains/questions/list-questions.ts"
import type { Cache } from "../server/platform/cache/index.ts"
import { forgetAfterWrites } from "../server/platform/cache/index.ts"
import { createMemoryCache } from "../server/platform/cache/memory-cache.ts"
import { createNoCache } from "../server/platform/cache/no-cache.ts"
import { createRedisCache } from "../server/platform/cache/redis-cache.ts"
import { ensurePartitions, migrate, type OpenDatabase } from "../server/platform/database/index.ts"
import { createLog } from "../server/platform/log.ts"
import { createMetrics } from "../server/platform/metrics.ts"
import { openRedis } from "../server/platform/redis.ts"
import { seedLearners } from "../server/seed/seed-learners.ts"
import { systemClock } from "../server/shared/clock.ts"
import type { Bench, BenchContext } from "./bench.ts"
import { withOwnPlace } from "./own-server.ts"

const redisUrl = process.env.BENCH_REDIS_URL || process.env.TEST_REDIS_URL

/** What the first page and a list of questions cost from each cache beside none, and how much of a day's reading is answered by it. */
export const benchCache: Bench = async (context) => {
  for (const engine of context.engines) {
    await withOwnPlace(engine, context, async (place) => {
      const db = await place.open()
      try {
        await migrate(db, "up")
        const now = systemClock.now()
        await ensurePartitions(db, now, { from: new Date(now.getTime() - 120 * 86_400_000) })
        context.say(`making learners (${engine})`)
        await seedLearners(db, { learners: context.isQuick ? 5 : 40, historyDays: context.isQuick ? 10 : 60, now })
        await db.execute("analyze")
        const { rows } = await db.execute(
          "select user_id from learner_stats where interactions > 0 order by 1 limit 40",
        )
        await compare(
          context,
          db,
          rows.map(({ user_id }) => String(user_id)),
        )
      } finally {
        await db.close()
      }
    })
  }
}

async function compare(context: BenchContext, db: OpenDatabase, learners: readonly string[]): Promise<void> {
  const metrics = createMetrics({ process: false })
  const link = redisUrl === undefined ? undefined : openRedis(redisUrl, { log: createLog("silent") })
  const caches: Record<string, Cache> = { off: createNoCache(), memory: createMemoryCache({ metrics }) }
  if (link !== undefined) caches.redis = createRedisCache(link, metrics)
  const baselines = new Map<string, number>()
  for (const [name, cache] of Object.entries(caches)) {
    const deps = { db: forgetAfterWrites(db, cache), cache, clock: systemClock }
    const reads = {
      "first page": (userId: string) => readToday(deps, userId),
      "list of questions": (userId: string) => listQuestions(deps, userId, {}, { before: null, limit: 50 }),
    }
    const report = (what: string, ms: number) => {
      const baseline = baselines.get(what)
      context.report({
        name: `cache ${what} p50, ${name} (${db.engine})`,
        value: ms,
        unit: "ms",
        ...(baseline === undefined ? {} : { baseline, baselineName: "the same without a cache" }),
      })
      if (name === "off") baselines.set(what, ms)
    }
    for (const [what, read] of Object.entries(reads)) report(what, await medianMs(learners, context, read))
    const write = (userId: string) =>
      deps.db.asLearner(userId, (tx) => tx.selectNoFrom((eb) => eb.lit(1).as("one")).execute())
    report("transaction that writes", await medianMs(learners, context, write))
    if (name === "off") continue
    metrics.cacheHits.reset()
    metrics.cacheMisses.reset()
    await studyDay(learners, reads, write)
    const [hits, misses] = [await totalOf(metrics.cacheHits), await totalOf(metrics.cacheMisses)]
    context.report({
      name: `cache hits in a sitting, ${name} (${db.engine})`,
      value: (100 * hits) / (hits + misses),
      unit: "%",
      note: "ten answers and looks at the first page and lists between them",
    })
  }
  await Promise.all(Object.values(caches).map((cache) => cache.close()))
  await link?.close()
}

async function medianMs(
  learners: readonly string[],
  { isQuick }: BenchContext,
  work: (userId: string) => Promise<unknown>,
) {
  const tookMs: number[] = []
  // The first round fills the cache and warms everything up.
  for (let round = 0; round < (isQuick ? 4 : 12); round++) {
    for (const userId of learners) {
      const startedAt = performance.now()
      await work(userId)
      if (round > 0) tookMs.push(performance.now() - startedAt)
    }
  }
  return quantile(
    tookMs.sort((a, b) => a - b),
    0.5,
  )
}

/** A sitting: the first page twice, ten answers, the page again, a list gone through and come back to, and the page once more. */
async function studyDay(
  learners: readonly string[],
  reads: Record<string, (userId: string) => Promise<unknown>>,
  write: (userId: string) => Promise<unknown>,
): Promise<void> {
  const [page, list] = Object.values(reads)
  for (const userId of learners) {
    for (let i = 0; i < 2; i++) await page?.(userId)
    for (let i = 0; i < 10; i++) await write(userId)
    for (let i = 0; i < 2; i++) await page?.(userId)
    for (let i = 0; i < 3; i++) await list?.(userId)
    await page?.(userId)
  }
}

async function totalOf(counter: { get(): Promise<{ values: { value: number }[] }> }): Promise<number> {
  return (await counter.get()).values.reduce((sum, { value }) => sum + value, 0)
}
