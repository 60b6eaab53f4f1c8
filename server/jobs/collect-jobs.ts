import type { Deps } from "../platform/deps.ts"
import type { JobHandlers } from "../platform/jobs.ts"
import { bindJobs } from "../platform/jobs.ts"
import type { BoundJob } from "../platform/queue/index.ts"

/** Every job of the house, ready to run. Throws when two rooms claim one name. */
export function collectJobs(all: readonly JobHandlers[], deps: Deps): BoundJob[] {
  const jobs = all.flatMap((handlers) => bindJobs(handlers, deps))
  const seen = new Set<string>()
  for (const { name } of jobs) {
    if (seen.has(name)) throw new Error(`Two jobs are called ${name}`)
    seen.add(name)
  }
  return jobs
}
