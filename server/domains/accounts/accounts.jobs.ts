import { z } from "zod"
import { defineJob, type JobHandlers } from "../../platform/jobs.ts"
import { finishErasures } from "./own-data/finish-erasures.ts"

export const jobs: JobHandlers = {
  "accounts.finish-erasures": defineJob({
    payload: z.object({}),
    cron: "*/15 * * * *",
    async run(deps) {
      await finishErasures(deps)
    },
  }),
}
