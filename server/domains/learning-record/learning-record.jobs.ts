import { defineRecurringJob, type JobHandlers } from "../../platform/jobs.ts"
import { refreshMetrics } from "./metrics/refresh-metrics.ts"

export const jobs: JobHandlers = {
  "learning-record.refresh-metrics": defineRecurringJob(
    "*/5 * * * *",
    async (deps, { signal }) => {
      const { entries } = await refreshMetrics(deps, { signal })
      if (entries > 0) deps.log.debug({ entries }, "metrics refreshed")
    },
    { timeoutS: 3600 },
  ),
}
