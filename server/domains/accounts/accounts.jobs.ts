import { z } from "zod"
import { defineJob, type JobHandlers } from "../../platform/jobs.ts"
import { sweepRefreshTokens } from "./session-store.ts"

const MS_PER_DAY = 86_400_000
/** Kept this long after their end, so that the reuse of a stolen token is still recognised. */
const KEPT_DAYS = 7

export const jobs: JobHandlers = {
  "accounts.sweep-tokens": defineJob({
    payload: z.object({}),
    cron: "20 3 * * *",
    async run(deps) {
      const before = new Date(deps.clock.now().getTime() - KEPT_DAYS * MS_PER_DAY)
      await deps.db.asSystem("sweep-refresh-tokens", (tx) => sweepRefreshTokens(tx, before))
    },
  }),
}
