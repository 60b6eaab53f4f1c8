import { setTimeout as sleep } from "node:timers/promises"
import { afterEach, beforeAll, expect, test } from "vitest"
import { createLog } from "../../server/platform/log.ts"
import { createMetrics } from "../../server/platform/metrics.ts"
import type { BoundJob, Queue, RunningJob } from "../../server/platform/queue/index.ts"
import { PermanentJobError } from "../../server/platform/queue/index.ts"
import { createPgBossQueue } from "../../server/platform/queue/pg-boss-queue.ts"
import { newId } from "../../server/shared/ids.ts"
import { describeEachDatabase, type TestDatabase } from "../database.ts"

interface Seen {
  payload: Record<string, unknown>
  job: RunningJob
}

describeEachDatabase("queue", (open) => {
  let database: TestDatabase
  let userId: string
  const queues: Queue[] = []
  beforeAll(async () => {
    database = open()
    ;({ userId } = await database.createLearner())
  })
  afterEach(async () => {
    for (const queue of queues.splice(0)) await queue.stop(0)
    await database.db.execute("delete from job_outbox")
  })

  function openQueue(): Queue {
    const queue = createPgBossQueue({
      db: database.db,
      log: createLog("silent"),
      metrics: createMetrics({ process: false }),
      pollMs: 100,
    })
    queues.push(queue)
    return queue
  }

  /** A job of its own name, whose runs are collected. */
  function job(
    run: (seen: Seen) => Promise<void> | void,
    options: Partial<BoundJob> = {},
  ): BoundJob & { seen: Seen[] } {
    const seen: Seen[] = []
    return {
      name: `test.job-${newId()}`,
      concurrency: 1,
      retryLimit: 2,
      retryDelayS: 0,
      timeoutS: 30,
      ...options,
      seen,
      async run(payload, running) {
        const entry = { payload: payload as Record<string, unknown>, job: running }
        seen.push(entry)
        await run(entry)
      },
    }
  }

  const enqueue = (queue: Queue, name: string, payload: Record<string, unknown> = {}, options = {}) =>
    database.db.asLearner(userId, (tx) => queue.enqueue(tx, name, { userId, ...payload }, options))

  test("runs what a learner's transaction enqueued, with its payload", async () => {
    const queue = openQueue()
    const parse = job(() => {})
    await queue.start([parse])
    const id = await enqueue(queue, parse.name, { materialId: "m", nested: { text: "ä\n" } })
    await until(async () => (await queue.find(id))?.state === "completed")
    expect(parse.seen).toHaveLength(1)
    expect(parse.seen[0]?.payload).toEqual({ userId, materialId: "m", nested: { text: "ä\n" } })
    expect(parse.seen[0]?.job).toMatchObject({ id, attempt: 1, isLastAttempt: false })
  })

  test("runs nothing of a transaction that was rolled back", async () => {
    const queue = openQueue()
    const parse = job(() => {})
    await queue.start([parse])
    await expect(
      database.db.asLearner(userId, async (tx) => {
        await queue.enqueue(tx, parse.name, {})
        throw new Error("changed my mind")
      }),
    ).rejects.toThrow("changed my mind")
    await database.db.asSystem("enqueue-something", (tx) => queue.enqueue(tx, parse.name, { from: "system" }))
    await until(() => parse.seen.length > 0)
    await sleep(300)
    expect(parse.seen.map(({ payload }) => payload)).toEqual([{ from: "system" }])
  })

  test("runs what was enqueued before the start, and by another process", async () => {
    const [web, worker] = [openQueue(), openQueue()]
    const parse = job(() => {})
    await enqueue(web, parse.name, { when: "before" })
    await worker.start([parse])
    await enqueue(web, parse.name, { when: "after" })
    await until(() => parse.seen.length === 2)
    expect(parse.seen.map(({ payload }) => payload.when)).toEqual(["before", "after"])
  })

  test("takes one id once, even when it is enqueued again later", async () => {
    const queue = openQueue()
    const parse = job(() => {})
    await queue.start([parse])
    const id = newId()
    await enqueue(queue, parse.name, {}, { id })
    await until(async () => (await queue.find(id))?.state === "completed")
    await enqueue(queue, parse.name, {}, { id })
    await enqueue(queue, parse.name, { last: true })
    await until(() => parse.seen.some(({ payload }) => payload.last === true))
    expect(parse.seen).toHaveLength(2)
  })

  test("drops a job whose key already waits, not one whose key is at work", async () => {
    const queue = openQueue()
    const gate = Promise.withResolvers<void>()
    const refresh = job(async () => gate.promise)
    await queue.start([refresh])
    await enqueue(queue, refresh.name, { n: 1 }, { singletonKey: "topic-1" })
    await until(() => refresh.seen.length === 1)
    for (const n of [2, 3, 4]) await enqueue(queue, refresh.name, { n }, { singletonKey: "topic-1" })
    await enqueue(queue, refresh.name, { n: 5 }, { singletonKey: "topic-2" })
    await until(async () => (await outboxSize()) === 0)
    gate.resolve()
    await until(() => refresh.seen.length === 3)
    await sleep(200)
    expect(refresh.seen.map(({ payload }) => payload.n).sort()).toEqual([1, 2, 5])
  })

  test("tries again after a failure, then keeps it among the dead until it is retried", async () => {
    const queue = openQueue()
    let isBroken = true
    const parse = job(() => {
      if (isBroken) throw new Error("the parser fell over")
    })
    await queue.start([parse])
    const id = await enqueue(queue, parse.name)
    await until(async () => (await queue.find(id))?.state === "failed")
    expect(parse.seen.map(({ job: { attempt, isLastAttempt } }) => [attempt, isLastAttempt])).toEqual([
      [1, false],
      [2, false],
      [3, true],
    ])
    expect(await queue.find(id)).toMatchObject({ error: "the parser fell over", attempts: 3 })
    expect(await queue.depths()).toContainEqual({ name: parse.name, waiting: 0, active: 0, failed: 1 })
    isBroken = false
    expect(await queue.retryFailed({ name: parse.name })).toBe(1)
    await until(async () => (await queue.find(id))?.state === "completed")
    expect(parse.seen).toHaveLength(4)
  })

  test("lists the dead without anybody's words, puts one of them back and removes one", async () => {
    const queue = openQueue()
    let isBroken = true
    const parse = job(
      ({ payload }) => {
        if (isBroken) throw new Error(`no page ${payload.page}`)
      },
      { retryLimit: 0 },
    )
    const other = job(
      () => {
        throw new Error("never")
      },
      { retryLimit: 0 },
    )
    await queue.start([parse, other])
    const materialId = newId()
    const ids: string[] = []
    for (const page of [1, 2, 3]) {
      ids.push(await enqueue(queue, parse.name, { userId, materialId, page, title: "My own words" }))
      await until(async () => (await queue.find(ids.at(-1) ?? ""))?.state === "failed")
    }
    const [first, second, third] = ids as [string, string, string]
    await enqueue(queue, other.name)
    await until(async () => (await queue.listFailed({ name: other.name, limit: 10 })).length === 1)
    const dead = await queue.listFailed({ name: parse.name, limit: 10 })
    expect(dead.map(({ id }) => id)).toEqual([third, second, first])
    expect(dead[0]).toMatchObject({
      name: parse.name,
      userId,
      refersTo: { materialId, page: "3" },
      attempts: 1,
      error: "no page 3",
      failedAt: expect.any(Date),
      createdAt: expect.any(Date),
    })
    expect(JSON.stringify(dead)).not.toContain("My own words")
    const pages: string[] = []
    for (let after: { at: Date; id: string } | undefined; ; ) {
      const [next] = await queue.listFailed({ name: parse.name, after, limit: 1 })
      if (next === undefined) break
      pages.push(next.id)
      after = { at: next.failedAt, id: next.id }
    }
    expect(pages).toEqual([third, second, first])

    expect(await queue.discardFailed({ id: first })).toBe(1)
    expect(await queue.discardFailed({ id: first })).toBe(0)
    expect(await queue.find(first)).toBeUndefined()
    isBroken = false
    expect(await queue.retryFailed({ id: second })).toBe(1)
    await until(async () => (await queue.find(second))?.state === "completed")
    // What is done is neither retried nor discarded.
    expect([await queue.retryFailed({ id: second }), await queue.discardFailed({ id: second })]).toEqual([0, 0])
    const again = parse.seen.at(-1)
    expect(again?.job.wasDead).toBe(true)
    expect(again?.payload).toEqual({ userId, materialId, page: 2, title: "My own words" })
    expect(parse.seen.slice(0, 3).every(({ job: { wasDead } }) => wasDead === undefined)).toBe(true)
    expect(await queue.discardFailed({ name: parse.name })).toBe(1)
    expect(await queue.listFailed({ name: parse.name, limit: 10 })).toEqual([])
    expect(await queue.listFailed({ name: other.name, limit: 10 })).toHaveLength(1)
    await queue.discardFailed({ name: other.name })
  })

  test("does not try again what cannot succeed", async () => {
    const queue = openQueue()
    const parse = job(() => {
      throw new PermanentJobError("the file is locked")
    })
    await queue.start([parse])
    const id = await enqueue(queue, parse.name)
    await until(async () => (await queue.find(id))?.state === "failed")
    expect(parse.seen).toHaveLength(1)
  })

  test("waits for the start that was asked for, and for the next try", async () => {
    const queue = openQueue()
    const remind = job(() => {})
    await queue.start([remind])
    const startAfter = new Date(Date.now() + 700)
    await enqueue(queue, remind.name, {}, { startAfter })
    await until(() => remind.seen.length === 1)
    expect(Date.now()).toBeGreaterThanOrEqual(startAfter.getTime())
  })

  test("runs as many at a time as allowed, larger priority first", async () => {
    const queue = openQueue()
    let running = 0
    let most = 0
    const parse = job(
      async () => {
        running += 1
        most = Math.max(most, running)
        await sleep(20)
        running -= 1
      },
      { concurrency: 3 },
    )
    for (let n = 0; n < 12; n++) await enqueue(queue, parse.name, { n }, { priority: n === 11 ? 5 : 0 })
    await queue.start([parse])
    await until(() => parse.seen.length === 12)
    expect(most).toBe(3)
    expect(parse.seen.slice(0, 3).map(({ payload }) => payload.n)).toContain(11)
    expect(new Set(parse.seen.map(({ payload }) => payload.n)).size).toBe(12)
  })

  test("two workers never run one job twice", async () => {
    const [one, two] = [openQueue(), openQueue()]
    const done: unknown[] = []
    const parse = job(
      async ({ payload }) => {
        await sleep(5)
        done.push(payload.n)
      },
      { concurrency: 4 },
    )
    await one.start([parse])
    await two.start([parse])
    await Promise.all(Array.from({ length: 60 }, (_, n) => enqueue(n % 2 === 0 ? one : two, parse.name, { n })))
    await until(() => done.length >= 60)
    await sleep(300)
    expect(done.length).toBe(60)
    expect(new Set(done).size).toBe(60)
  })

  test("shows progress while it runs", async () => {
    const queue = openQueue()
    const gate = Promise.withResolvers<void>()
    const parse = job(async ({ job: running }) => {
      for (let done = 0; done <= 40; done++) running.progress(done, 100, `page ${done}`)
      await gate.promise
    })
    await queue.start([parse])
    const id = await enqueue(queue, parse.name)
    await until(async () => (await queue.find(id))?.progress?.done === 40)
    expect(await queue.find(id)).toMatchObject({ state: "active", progress: { done: 40, total: 100, note: "page 40" } })
    gate.resolve()
    await until(async () => (await queue.find(id))?.state === "completed")
  })

  test("ends a try that takes too long", async () => {
    const queue = openQueue()
    const parse = job(
      ({ job: { signal } }) =>
        new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
      { timeoutS: 0.1, retryLimit: 0 },
    )
    await queue.start([parse])
    const id = await enqueue(queue, parse.name)
    await until(async () => (await queue.find(id))?.state === "failed")
    expect((await queue.find(id))?.error).toContain("longer than")
  })

  test("gives jobs back when it stops, without counting the try", async () => {
    const first = openQueue()
    const stubborn = job(() => new Promise(() => {}))
    const polite = job(
      ({ job: { signal } }) =>
        new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason))),
    )
    await first.start([stubborn, polite])
    await enqueue(first, stubborn.name)
    await enqueue(first, polite.name)
    await until(() => stubborn.seen.length + polite.seen.length === 2)
    await first.stop(50)
    expect(first.isHealthy()).toBe(false)
    const second = openQueue()
    const again = { ...job(() => {}), name: polite.name }
    const stubbornAgain = { ...job(() => {}), name: stubborn.name }
    await second.start([again, stubbornAgain])
    await until(() => again.seen.length + stubbornAgain.seen.length === 2)
    expect([again.seen[0]?.job.attempt, stubbornAgain.seen[0]?.job.attempt]).toEqual([1, 1])
  })

  test("erases a learner's jobs, waiting and done, and nobody else's", async () => {
    const queue = openQueue()
    const { userId: other } = await database.createLearner()
    const parse = job(() => {})
    await queue.start([parse])
    const mine = await database.db.asLearner(other, (tx) => queue.enqueue(tx, parse.name, { userId: other }))
    const later = await database.db.asLearner(other, (tx) =>
      queue.enqueue(tx, parse.name, { userId: other }, { startAfter: new Date(Date.now() + 3_600_000) }),
    )
    const theirs = await enqueue(queue, parse.name)
    await until(
      async () => (await queue.find(theirs))?.state === "completed" && (await queue.find(mine))?.state === "completed",
    )
    expect(await queue.eraseLearner(other)).toBe(2)
    expect(await queue.find(mine)).toBeUndefined()
    expect(await queue.find(later)).toBeUndefined()
    expect(await queue.find(theirs)).toBeDefined()
  })

  test("a learner's transaction can neither read nor change the queue's tables", async () => {
    const { sql } = await import("kysely")
    for (const statement of [
      "select * from job_outbox",
      "delete from job_outbox",
      "insert into job_outbox (id, name, payload) values (gen_random_uuid(), 'a.b', '{}')",
      "select * from job_progress",
    ]) {
      await expect(database.db.asLearner(userId, (tx) => sql.raw(statement).execute(tx))).rejects.toMatchObject({
        code: "42501",
      })
    }
  })

  test("schedules what recurs, and no longer what does not", async () => {
    const queue = openQueue()
    const daily = job(() => {}, { cron: "10 2 * * *" })
    const once = job(() => {})
    await queue.start([daily, once])
    const names = async () => (await database.db.execute("select name, cron from pgboss.schedule")).rows
    expect(await names()).toEqual([{ name: daily.name, cron: "10 2 * * *" }])
    await queue.stop()
    const without = openQueue()
    await without.start([{ ...once, cron: "0 0 * * *" }])
    expect(await names()).toEqual([{ name: once.name, cron: "0 0 * * *" }])
  })

  async function outboxSize(): Promise<number> {
    const { rows } = await database.db.execute("select count(*)::int as size from job_outbox")
    return rows[0]?.size as number
  }
})

async function until(condition: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await condition())) await sleep(10)
}
