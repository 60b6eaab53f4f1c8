import { z } from "zod"
import { defineJob, type JobHandlers } from "../../platform/jobs.ts"
import { refreshStatistics } from "./statistics/refresh-statistics.ts"

export const jobs: JobHandlers = {
  "questions.refresh-statistics": defineJob({
    payload: z.object({}),
    cron: "*/5 * * * *",
    timeoutS: 3600,
    // The next run goes on where this one stopped.
    retryLimit: 0,
    async run(deps, _payload, { signal }) {
      const { entries } = await refreshStatistics(deps, { signal })
      if (entries > 0) deps.log.debug({ entries }, "question statistics refreshed")
    },
  }),
}
