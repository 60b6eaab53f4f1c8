import type { Log } from "../log.ts"
import type { Metrics } from "../metrics.ts"
import type { RunOutcome } from "./job-run.ts"
import { JobRun } from "./job-run.ts"
import type { JobStore } from "./job-store.ts"
import { HEARTBEAT_MS } from "./job-store.ts"
import type { BoundJob } from "./queue.ts"

/** Looks again after an enqueue at these distances: its transaction is not committed yet when it is announced. */
const EXPECT_MS = [1, 4, 10, 20, 40, 80, 160, 320, 640]
/** After a failure of the database. */
const BACKOFF_MS = 2000
const SWEEP_EVERY_MS = 3_600_000

export interface DispatcherOptions {
  store: JobStore
  log: Log
  metrics: Metrics
  pollMs: number
  /** No other process works on this database: what is active at the start was left behind. */
  isOnlyProcess: boolean
}

/** Finds jobs that may start, runs as many of each name at a time as it allows, and records how they ended. */
export class JobDispatcher {
  readonly #options: DispatcherOptions
  readonly #jobs = new Map<string, BoundJob>()
  readonly #running = new Set<JobRun>()
  readonly #settling = new Set<Promise<void>>()
  /** Ids enqueued here whose transaction may not have ended, with the number of looks so far. */
  readonly #expected = new Map<string, number>()
  #wakeUp: (() => void) | undefined
  #isWoken = false
  #isStopping = false
  #loop: Promise<void> | undefined
  #healthy = false
  #heartbeat: NodeJS.Timeout | undefined
  #reclaimedAt = 0
  #sweptAt = Date.now()

  constructor(options: DispatcherOptions) {
    this.#options = options
  }

  async start(jobs: readonly BoundJob[]): Promise<void> {
    this.#healthy = true
    if (jobs.length === 0) return
    for (const job of jobs) this.#jobs.set(job.name, job)
    const reclaimed = await this.#options.store.reclaim([...this.#jobs.keys()], [], this.#options.isOnlyProcess)
    if (reclaimed > 0) this.#options.log.info({ jobs: reclaimed }, "took up jobs that were left behind")
    this.#reclaimedAt = Date.now()
    this.#heartbeat = setInterval(() => void this.#sayAlive(), HEARTBEAT_MS)
    this.#loop = this.#work()
  }

  isHealthy(): boolean {
    return this.#healthy && !this.#isStopping
  }

  /** A job was enqueued in a transaction that is still open. */
  expect(id: string): void {
    if (this.#loop === undefined) return
    this.#expected.set(id, 0)
    this.wake()
  }

  wake(): void {
    this.#isWoken = true
    this.#wakeUp?.()
  }

  async stop(graceMs: number): Promise<void> {
    this.#isStopping = true
    this.wake()
    await this.#loop
    clearInterval(this.#heartbeat)
    const settled = Promise.all(this.#settling)
    await within(settled, graceMs)
    for (const run of this.#running) run.interrupt()
    await within(settled, 2000)
    // What still runs has ignored its signal; it must not be waited for, and starts again next time.
    await this.#options.store.giveBack([...this.#running].map((run) => run.job)).catch((error) => {
      this.#options.log.error({ err: error }, "queue: could not give jobs back")
    })
  }

  async #work(): Promise<void> {
    while (!this.#isStopping) {
      this.#isWoken = false
      let pauseMs: number
      try {
        const started = await this.#round()
        this.#healthy = true
        pauseMs = started ? 0 : this.#pause()
      } catch (error) {
        if (this.#isStopping) return
        this.#healthy = false
        this.#options.log.error({ err: error }, "queue: cannot look for jobs")
        pauseMs = BACKOFF_MS
      }
      if (pauseMs > 0) await this.#sleep(pauseMs)
    }
  }

  /** @returns whether something was started or moved, so that another look is worth it at once */
  async #round(): Promise<boolean> {
    const { store, isOnlyProcess } = this.#options
    const names = [...this.#jobs.keys()]
    const now = Date.now()
    if (!isOnlyProcess && now - this.#reclaimedAt > HEARTBEAT_MS) {
      this.#reclaimedAt = now
      const own = [...this.#running].map((run) => run.job.id)
      await store.reclaim(names, own, false)
    }
    if (now - this.#sweptAt > SWEEP_EVERY_MS) {
      this.#sweptAt = now
      await store.sweep()
    }
    const { outbox, ready } = await store.look(names)
    const moved = outbox.length > 0 ? await store.relay(outbox) : []
    for (const { id } of outbox) this.#expected.delete(id)
    let started = false
    for (const name of new Set([...ready, ...moved])) {
      const job = this.#jobs.get(name)
      if (job === undefined || this.#isStopping) continue
      const free = job.concurrency - [...this.#running].filter((run) => run.job.name === name).length
      if (free <= 0) continue
      for (const claimed of await store.claim(name, free)) {
        started = true
        this.#run(new JobRun(claimed, job, (progress) => this.#saveProgress(claimed.id, progress)))
      }
    }
    return started || moved.length > 0
  }

  #run(run: JobRun): void {
    this.#running.add(run)
    const startedAt = performance.now()
    const settling = run
      .run()
      .then((outcome) => {
        this.#options.metrics.jobs.observe(
          { name: run.job.name, outcome: outcome.outcome },
          (performance.now() - startedAt) / 1000,
        )
        return this.#settle(run, outcome)
      })
      .catch((error) => {
        // The job stays active in the database and is taken up again once its heartbeat is old.
        this.#options.log.error(
          { err: error, job: run.job.name, jobId: run.job.id },
          "queue: could not record how a job ended",
        )
      })
      .finally(() => {
        this.#running.delete(run)
        this.#settling.delete(settling)
        this.wake()
      })
    this.#settling.add(settling)
  }

  async #settle({ job }: JobRun, outcome: RunOutcome): Promise<void> {
    const { store, log } = this.#options
    if (outcome.outcome === "completed") return store.complete(job)
    if (outcome.outcome === "interrupted") return store.giveBack([job])
    const { error, isPermanent } = outcome
    const isLast = isPermanent || job.attempt > job.retryLimit
    log[isLast ? "error" : "warn"](
      { err: error, job: job.name, jobId: job.id, attempt: job.attempt },
      isLast ? "job failed for good" : "job failed, will be tried again",
    )
    await store.fail(job, error instanceof Error ? error.message : String(error), isPermanent)
  }

  async #saveProgress(id: string, progress: Parameters<JobStore["saveProgress"]>[1]): Promise<void> {
    await this.#options.store.saveProgress(id, progress).catch((error) => {
      this.#options.log.warn({ err: error, jobId: id }, "queue: could not store progress")
    })
  }

  async #sayAlive(): Promise<void> {
    await this.#options.store.heartbeat([...this.#running].map((run) => run.job)).catch((error) => {
      this.#options.log.warn({ err: error }, "queue: could not store heartbeats")
    })
  }

  /** Until the next look: soon while something enqueued here has not been seen, else the polling interval. */
  #pause(): number {
    let pauseMs = this.#options.pollMs
    for (const [id, looks] of this.#expected) {
      const next = EXPECT_MS[looks]
      // Rolled back, or a transaction of more than a second: the polling finds it.
      if (next === undefined) this.#expected.delete(id)
      else {
        this.#expected.set(id, looks + 1)
        pauseMs = Math.min(pauseMs, next)
      }
    }
    return pauseMs
  }

  #sleep(ms: number): Promise<void> {
    if (this.#isWoken) return Promise.resolve()
    return new Promise((resolve) => {
      const timer = setTimeout(done, ms)
      const end = () => done()
      this.#wakeUp = end
      function done() {
        clearTimeout(timer)
        resolve()
      }
    })
  }
}

async function within(work: Promise<unknown>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  await Promise.race([
    work,
    new Promise((resolve) => {
      timer = setTimeout(resolve, ms)
    }),
  ])
  clearTimeout(timer)
}
