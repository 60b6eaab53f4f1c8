import type { OpenDatabase } from "../platform/database/index.ts"
import { analyzeGrown } from "../platform/database/index.ts"
import { defineRecurringJob, type JobHandlers } from "../platform/jobs.ts"

/** Recurring work that belongs to no room. Times are UTC; what was missed while the server was off is made up at its next start. */
export function houseJobs(db: OpenDatabase): JobHandlers {
  return {
    "house.analyze-grown": defineRecurringJob("*/2 * * * *", async ({ log }) => {
      const tables = await analyzeGrown(db)
      if (tables.length > 0) log.debug({ tables }, "analyzed tables that have grown")
    }),
  }
}
