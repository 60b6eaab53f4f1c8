import { defineRecurringJob, type JobHandlers } from "../../platform/jobs.ts"
import { refreshStatistics } from "./statistics/refresh-statistics.ts"

export const jobs: JobHandlers = {
  "questions.refresh-statistics": defineRecurringJob(
    "*/5 * * * *",
    async (deps, { signal }) => {
      const { entries } = await refreshStatistics(deps, { signal })
      if (entries > 0) deps.log.debug({ entries }, "question statistics refreshed")
    },
    { timeoutS: 3600 },
  ),
}
