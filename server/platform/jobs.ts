import { z } from "zod"
import type { Deps } from "./deps.ts"
import type { BoundJob, RunningJob } from "./queue/index.ts"
import { PermanentJobError } from "./queue/index.ts"

/** One kind of job: what it takes, how it is tried, what it does. */
export interface JobDefinition<P extends z.ZodType = z.ZodType> {
  /** A payload that does not fit is a programming error: the job fails for good at once. */
  payload: P
  /** Jobs of this kind that one process runs at the same time. Default 1. */
  concurrency?: number
  /** Tries after the first one. Default 3. */
  retryLimit?: number
  /** Pause before the first retry in seconds, doubled with each. Default 5. */
  retryDelayS?: number
  /** Default 600 s. */
  timeoutS?: number
  /** Recurring work (defineRecurringJob): five cron fields in UTC. The payload is then `{}`. */
  cron?: string
  /** Runs at least once for each enqueued job, so it must be idempotent. What it throws leads to the next try. */
  run(deps: Deps, payload: z.output<P>, job: RunningJob): Promise<void>
}

/** Jobs of a room by name, `room.verb-noun`. */
export type JobHandlers = Record<`${string}.${string}`, JobDefinition>

/** Gives `run` the type of its payload: `jobs = { "library.parse-material": defineJob({ payload, run }) }`. */
export function defineJob<P extends z.ZodType>(definition: JobDefinition<P>): JobDefinition {
  return definition as unknown as JobDefinition
}

/**
 * Recurring work, which takes nothing. One run that fails is not tried again unless `limits` say so: the next goes on where it stopped.
 * @param cron five fields, in UTC
 */
export function defineRecurringJob(
  cron: string,
  run: (deps: Deps, job: RunningJob) => Promise<unknown>,
  limits: Pick<JobDefinition, "retryLimit" | "retryDelayS" | "timeoutS"> = {},
): JobDefinition {
  return defineJob({
    payload: z.object({}),
    cron,
    retryLimit: 0,
    ...limits,
    run: async (deps, _payload, job) => void (await run(deps, job)),
  })
}

export function bindJobs(handlers: JobHandlers, deps: Deps): BoundJob[] {
  return Object.entries(handlers).map(([name, definition]) => ({
    name,
    concurrency: definition.concurrency ?? 1,
    retryLimit: definition.retryLimit ?? 3,
    retryDelayS: definition.retryDelayS ?? 5,
    timeoutS: definition.timeoutS ?? 600,
    ...(definition.cron === undefined ? {} : { cron: definition.cron }),
    async run(raw, job) {
      const payload = definition.payload.safeParse(raw ?? {})
      if (!payload.success) throw new PermanentJobError(`Payload of ${name} does not fit: ${faultsIn(payload.error)}`)
      await definition.run(deps, payload.data, job)
    },
  }))
}

const faultsIn = ({ issues }: z.ZodError) =>
  issues.map(({ path, message }) => `${path.length === 0 ? "all of it" : path.join(".")}: ${message}`).join("; ")
