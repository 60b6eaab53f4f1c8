import type { Tx } from "../database/index.ts"

/** How one job differs from the defaults of its name. */
export interface EnqueueOptions {
  /** Id of the job (UUIDv7). Enqueuing the same id again is without effect. Default: a new one. */
  id?: string
  /** While a job of this name and key waits to be started, another one is dropped: the waiting one will see this transaction's rows. */
  singletonKey?: string
  /** Not before this moment. Default: at once. */
  startAfter?: Date
  /** Tries after the first one. Default: that of the job's definition. */
  retryLimit?: number
  /** Larger goes first among waiting jobs of the same name. Default 0. */
  priority?: number
}

/** What a running job knows about itself. */
export interface RunningJob {
  id: string
  /** 1 on the first try. */
  attempt: number
  /** True when no further try follows a failure of this one. */
  isLastAttempt: boolean
  /** Set once somebody has taken it back from the dead letters: what its failure led to is to be taken back too. */
  wasDead?: true
  /** Aborted on shutdown, on time-out and when the job is cancelled. Long work must look at it. */
  signal: AbortSignal
  /** Stores how far the job is, at most a few times a second; the last value always arrives. */
  progress(done: number, total: number, note?: string): void
}

export type JobState = "waiting" | "active" | "completed" | "failed" | "cancelled"

export interface JobStatus {
  id: string
  name: string
  state: JobState
  attempts: number
  progress: { done: number; total: number; note: string | null } | null
  /** Message of the last failure. */
  error: string | null
}

/** How many jobs of one name are in which state; for the admin screen and metrics. */
export interface QueueDepth {
  name: string
  waiting: number
  active: number
  failed: number
}

/** A job after its last failed try, without what it was given but ids: that may be somebody's own words. */
export interface DeadJob {
  id: string
  name: string
  /** Whose it is. */
  userId: string | null
  /** Ids and numbers of what it was given, such as `{ materialId: "…" }`. */
  refersTo: Record<string, string>
  attempts: number
  error: string | null
  createdAt: Date
  failedAt: Date
}

/** A job's name bound to its code, ready to run: `defineJob` with the dependencies put in. */
export interface BoundJob {
  name: string
  /** Jobs of this name that one process runs at the same time. Default 1. */
  concurrency: number
  /** Tries after the first one. */
  retryLimit: number
  /** Pause before the first retry in seconds; doubles with every further one. */
  retryDelayS: number
  /** A try that runs longer is aborted and counts as failed. */
  timeoutS: number
  /** Recurring: five cron fields, in UTC. A run that was missed while the server was down is made up once. */
  cron?: string
  run(payload: unknown, job: RunningJob): Promise<void>
}

/**
 * Durable jobs in the database. A job exists exactly when the transaction that enqueued it was committed,
 * and runs at least once: handlers must be idempotent. After the last failed try it goes to the dead
 * letters, where `retryFailed` can start it again.
 */
export interface Queue {
  /** Enqueues within the caller's transaction, also a learner's. The payload is JSON; a learner's job names the learner in `userId` (erasure looks for it). Returns the job's id. */
  enqueue(tx: Tx, name: string, payload: Record<string, unknown>, options?: EnqueueOptions): Promise<string>
  /** Starts working. Call once. */
  start(jobs: readonly BoundJob[]): Promise<void>
  /** Resolves to undefined for a job that never was or is long gone. */
  find(id: string): Promise<JobStatus | undefined>
  depths(): Promise<QueueDepth[]>
  /** Dead jobs, the last to fail first: of one name, or all; after that one of the page before. */
  listFailed(page: {
    name?: string | undefined
    after?: { at: Date; id: string } | undefined
    limit: number
  }): Promise<DeadJob[]>
  /** Puts dead jobs back, of this name or with this id, at most 1000 at a time; each is tried once more. Returns how many. */
  retryFailed(which: { name: string } | { id: string }): Promise<number>
  /** Removes dead jobs, of this name or with this id, at most 1000 at a time. Returns how many. */
  discardFailed(which: { name: string } | { id: string }): Promise<number>
  /** Removes every job, waiting or done, whose payload names this learner; returns how many. */
  eraseLearner(userId: string): Promise<number>
  /** Whether jobs are taken. False before `start`, after `stop` and while the database cannot be reached. */
  isHealthy(): boolean
  /** Takes no new job, gives running ones `graceMs` (default 10 s), then aborts them; they run again after the next start. */
  stop(graceMs?: number): Promise<void>
}
