import { z } from "zod"
import { defineJob, defineRecurringJob, type JobHandlers } from "../../platform/jobs.ts"
import { processMaterial } from "./process-material.ts"
import { recountUsage } from "./recount-usage.ts"
import { resumeStalled, reviveMaterial } from "./retry-material.ts"

export const jobs: JobHandlers = {
  "library.process-material": defineJob({
    payload: z.object({ userId: z.uuid(), materialId: z.uuid() }),
    concurrency: 2,
    // A long book with an embedding model that is slow.
    timeoutS: 3600,
    async run(deps, payload, job) {
      if (job.wasDead) await reviveMaterial(deps, payload)
      await processMaterial(deps, payload, job)
    },
  }),
  "library.recount-usage": defineRecurringJob("50 3 * * *", (deps, { signal }) => recountUsage(deps, signal), {
    timeoutS: 3600,
    retryLimit: 3,
  }),
  "library.resume-materials": defineRecurringJob("*/15 * * * *", async (deps) => {
    const resumed = await resumeStalled(deps)
    if (resumed > 0) deps.log.warn({ materials: resumed }, "library: set stalled materials going again")
  }),
}
