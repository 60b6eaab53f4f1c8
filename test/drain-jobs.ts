import type { Deps } from "../server/platform/deps.ts"
import type { JobHandlers } from "../server/platform/jobs.ts"
import { bindJobs } from "../server/platform/jobs.ts"
import type { TestDatabase } from "./database.ts"

export interface DrainedJob {
  id: string
  name: string
  payload: Record<string, unknown>
  /** What the handler threw, if it did: such a job is not tried again here. */
  error?: unknown
}

/**
 * Runs what has been enqueued, and what that enqueues, one after the other until nothing is left, without a worker:
 * what it waits for is done when it resolves. Jobs with a later start are run too. Names without a handler stay.
 */
export async function drainJobs(
  { db }: Pick<TestDatabase, "db">,
  deps: Deps,
  handlers: JobHandlers,
): Promise<DrainedJob[]> {
  const jobs = new Map(bindJobs(handlers, deps).map((job) => [job.name, job]))
  const drained: DrainedJob[] = []
  for (;;) {
    const { rows } = await db.execute(
      "delete from job_outbox where id = (select id from job_outbox where name = any($1) order by priority desc, id limit 1) returning id, name, payload",
      [[...jobs.keys()]],
    )
    const row = rows[0] as { id: string; name: string; payload: Record<string, unknown> } | undefined
    if (row === undefined) return drained
    const entry: DrainedJob = { ...row }
    drained.push(entry)
    try {
      await jobs.get(row.name)?.run(row.payload, {
        id: row.id,
        attempt: 1,
        isLastAttempt: true,
        signal: new AbortController().signal,
        progress() {},
      })
    } catch (error) {
      entry.error = error
    }
  }
}
