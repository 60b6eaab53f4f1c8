import { z } from "zod"
import type { OpenDatabase } from "../platform/database/index.ts"
import { analyzeGrown } from "../platform/database/index.ts"
import type { JobHandlers } from "../platform/jobs.ts"
import { defineJob } from "../platform/jobs.ts"

const nothing = z.object({})

/** Recurring work that belongs to no room. Times are UTC; what was missed while the server was off is made up at its next start. */
export function houseJobs(db: OpenDatabase): JobHandlers {
  return {
    "house.analyze-grown": defineJob({
      payload: nothing,
      cron: "*/2 * * * *",
      retryLimit: 0,
      async run({ log }) {
        const tables = await analyzeGrown(db)
        if (tables.length > 0) log.debug({ tables }, "analyzed tables that have grown")
      },
    }),
  }
}
