import { PermanentJobError } from "./permanent-job-error.ts"
import type { BoundJob, RunningJob } from "./queue.ts"

/** After its signal a handler gets this long to end by itself; then its slot is given to others. */
const ABORT_GRACE_MS = 5000
/** Progress is stored at most this often; the last value always. */
const PROGRESS_EVERY_MS = 250

export interface ClaimedJob {
  id: string
  name: string
  payload: unknown
  attempt: number
  retryLimit: number
  wasDead?: true
}

export type RunOutcome =
  | { outcome: "completed" }
  | { outcome: "failed"; error: unknown; isPermanent: boolean }
  /** The server stops: the try does not count. */
  | { outcome: "interrupted" }

export interface StoredProgress {
  done: number
  total: number
  note: string | null
}

/** One try of one job. */
export class JobRun {
  readonly job: ClaimedJob
  readonly #definition: BoundJob
  readonly #store: (progress: StoredProgress) => Promise<void>
  readonly #abort = new AbortController()
  #interrupted = false
  #pending: StoredProgress | undefined
  #storing: Promise<void> = Promise.resolve()
  #timer: NodeJS.Timeout | undefined

  /** @param store keeps progress; its failures must be handled there */
  constructor(job: ClaimedJob, definition: BoundJob, store: (progress: StoredProgress) => Promise<void>) {
    this.job = job
    this.#definition = definition
    this.#store = store
  }

  /** Never rejects. */
  async run(): Promise<RunOutcome> {
    const timeout = setTimeout(() => {
      this.#abort.abort(new DOMException(`ran longer than ${this.#definition.timeoutS} s`, "TimeoutError"))
    }, this.#definition.timeoutS * 1000)
    try {
      await Promise.race([this.#definition.run(this.job.payload, this.#running()), this.#abandoned()])
      return { outcome: "completed" }
    } catch (error) {
      if (this.#interrupted) return { outcome: "interrupted" }
      return { outcome: "failed", error, isPermanent: error instanceof PermanentJobError }
    } finally {
      clearTimeout(timeout)
      await this.#flush()
    }
  }

  /** Asks the handler to end because the server stops. */
  interrupt(): void {
    this.#interrupted = true
    this.#abort.abort(new DOMException("the server is stopping", "AbortError"))
  }

  #running(): RunningJob {
    return {
      id: this.job.id,
      attempt: this.job.attempt,
      isLastAttempt: this.job.attempt > this.job.retryLimit,
      ...(this.job.wasDead ? { wasDead: true } : {}),
      signal: this.#abort.signal,
      progress: (done, total, note) => {
        this.#pending = { done, total, note: note ?? null }
        this.#timer ??= setTimeout(() => void this.#flush(), PROGRESS_EVERY_MS)
      },
    }
  }

  /** Rejects some time after the signal: a handler that ignores it must not hold its slot for ever. */
  #abandoned(): Promise<never> {
    return new Promise((_resolve, reject) => {
      this.#abort.signal.addEventListener("abort", () => {
        setTimeout(() => reject(this.#abort.signal.reason), ABORT_GRACE_MS).unref()
      })
    })
  }

  #flush(): Promise<void> {
    clearTimeout(this.#timer)
    this.#timer = undefined
    const progress = this.#pending
    this.#pending = undefined
    if (progress !== undefined) this.#storing = this.#storing.then(() => this.#store(progress))
    return this.#storing
  }
}
