import { z } from "zod"
import type { OpenDatabase } from "../platform/database/index.ts"
import { analyzeGrown, ensurePartitions, vacuum } from "../platform/database/index.ts"
import type { JobHandlers } from "../platform/jobs.ts"
import { defineJob } from "../platform/jobs.ts"

const nothing = z.object({})

/** Recurring work that belongs to no room. Times are UTC; what was missed while the server was off is made up at its next start. */
export function houseJobs(db: OpenDatabase): JobHandlers {
  return {
    "house.ensure-partitions": defineJob({
      payload: nothing,
      cron: "10 2 * * *",
      async run({ clock, log }) {
        const made = await ensurePartitions(db, clock.now())
        if (made.length > 0) log.info({ partitions: made }, "made partitions")
      },
    }),
    "house.analyze-grown": defineJob({
      payload: nothing,
      cron: "*/2 * * * *",
      retryLimit: 0,
      async run({ log }) {
        const tables = await analyzeGrown(db)
        if (tables.length > 0) log.debug({ tables }, "analyzed tables that have grown")
      },
    }),
    // The embedded database has no autovacuum; on a server this does nothing.
    "house.vacuum-database": defineJob({
      payload: nothing,
      cron: "40 2 * * *",
      timeoutS: 3600,
      async run({ log }) {
        const { done, durationMs } = await vacuum(db)
        if (done) log.info({ durationMs: Math.round(durationMs) }, "vacuumed the database")
      },
    }),
  }
}
