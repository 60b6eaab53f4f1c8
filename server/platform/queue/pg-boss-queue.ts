import { sql } from "kysely"
import { PgBoss } from "pg-boss"
import { newId } from "../../shared/ids.ts"
import type { OpenDatabase } from "../database/index.ts"
import type { Log } from "../log.ts"
import type { Metrics } from "../metrics.ts"
import { bossDatabase } from "./boss-database.ts"
import { JobDispatcher } from "./job-dispatcher.ts"
import { JobStore } from "./job-store.ts"
import type { Queue } from "./queue.ts"

export interface PgBossQueueOptions {
  db: OpenDatabase
  log: Log
  metrics: Metrics
  /** How often to look for work when nothing in this process says that there is some. Default 1000 ms. */
  pollMs?: number
}

/** Completed jobs are kept this long, so that a job enqueued twice under one id is recognised; failed ones a month. */
const RETENTION_S = 30 * 86_400

/** Any number that nobody else in the database uses. */
const START_KEY = 1_934_711_653

/** pg-boss makes its tables at the first start, and of two processes that do so at the same moment one fails. */
async function oneProcessAtATime(db: OpenDatabase, work: () => Promise<unknown>): Promise<void> {
  if (db.engine === "pglite") {
    await work()
    return
  }
  await db.onOneSession(async (execute) => {
    await execute("select pg_advisory_lock($1)", [START_KEY])
    try {
      await work()
    } finally {
      await execute("select pg_advisory_unlock($1)", [START_KEY])
    }
  })
}

/**
 * Jobs in PostgreSQL: pg-boss keeps them (states, retries with backoff, schedules), an outbox takes them from the
 * transaction that enqueues, and a dispatcher of our own fetches and runs them, so that idling costs one statement a
 * second whatever the number of job names, and a job starts within milliseconds of its commit.
 */
export function createPgBossQueue({ db, log, metrics, pollMs = 1000 }: PgBossQueueOptions): Queue {
  const boss = new PgBoss({
    db: bossDatabase(db),
    schema: "pgboss",
    backend: db.engine === "pglite" ? "pglite" : "postgres",
    schedule: true,
    // Schedules are whole minutes: looking twice a minute is enough, and is nearly all that pg-boss does by itself here.
    cronMonitorIntervalSeconds: 30,
    cronWorkerIntervalSeconds: 30,
    superviseIntervalSeconds: 300,
    flowIntervalSeconds: 86_400,
    monitorVacuum: false,
    reindex: db.engine === "postgres",
  })
  boss.on("error", (error) => log.error({ err: error }, "queue: background work failed"))
  boss.on("warning", (warning) => log.warn({ warning: warning.message }, "queue"))
  const store = new JobStore(boss, db)
  const dispatcher = new JobDispatcher({ store, log, metrics, pollMs, isOnlyProcess: db.engine === "pglite" })
  let started = false
  let stopping: Promise<void> | undefined

  return {
    async enqueue(tx, name, payload, options = {}) {
      const id = options.id ?? newId()
      const startAfter = options.startAfter?.toISOString() ?? null
      await sql`select app.enqueue_job(${id}::uuid, ${name}, ${JSON.stringify(payload)}::jsonb, ${options.singletonKey ?? null}, ${startAfter}::timestamptz, ${options.retryLimit ?? null}::integer, ${options.priority ?? 0}::integer)`.execute(
        tx,
      )
      dispatcher.expect(id)
      return id
    },
    async start(jobs) {
      if (started) throw new Error("The queue has been started already")
      started = true
      await oneProcessAtATime(db, () => boss.start())
      for (const job of jobs) {
        await store.defineQueue(job.name, {
          retryLimit: job.retryLimit,
          retryDelay: job.retryDelayS,
          retryBackoff: true,
          // The dispatcher ends a try that takes too long; pg-boss only those it knows nothing of any more.
          expireInSeconds: Math.ceil(job.timeoutS) + 120,
          deleteAfterSeconds: RETENTION_S,
          retentionSeconds: RETENTION_S,
        })
      }
      // A process that works on nothing has no say in what recurs.
      if (jobs.length > 0) await store.replaceSchedules(jobs)
      await dispatcher.start(jobs)
    },
    find: (id) => store.find(id),
    depths: () => store.depths(),
    listFailed: (page) => store.listFailed(page),
    async retryFailed(which) {
      const count = await store.retryFailed(which)
      dispatcher.wake()
      return count
    },
    discardFailed: (which) => store.discardFailed(which),
    eraseLearner: (userId) => store.eraseLearner(userId),
    isHealthy: () => dispatcher.isHealthy(),
    stop(graceMs = 10_000) {
      stopping ??= (async () => {
        await dispatcher.stop(graceMs)
        if (started) await boss.stop({ graceful: false, close: false })
      })()
      return stopping
    },
  }
}
