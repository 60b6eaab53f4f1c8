import { z } from "zod"
import { defineJob, type JobHandlers } from "../../platform/jobs.ts"
import { sweepTokens } from "./sweep-tokens.ts"

export const jobs: JobHandlers = {
  "accounts.sweep-tokens": defineJob({
    payload: z.object({}),
    cron: "20 3 * * *",
    async run(deps) {
      await sweepTokens(deps)
    },
  }),
}
