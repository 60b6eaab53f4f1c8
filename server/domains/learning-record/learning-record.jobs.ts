import { z } from "zod"
import { defineJob, type JobHandlers } from "../../platform/jobs.ts"
import { refreshMetrics } from "./metrics/refresh-metrics.ts"

export const jobs: JobHandlers = {
  "learning-record.refresh-metrics": defineJob({
    payload: z.object({}),
    cron: "*/5 * * * *",
    timeoutS: 3600,
    // The next run goes on where this one stopped.
    retryLimit: 0,
    async run(deps, _payload, { signal }) {
      const { entries } = await refreshMetrics(deps, { signal })
      if (entries > 0) deps.log.debug({ entries }, "metrics refreshed")
    },
  }),
}
