import { z } from "zod"
import { defineJob, type JobHandlers } from "../../platform/jobs.ts"
import { archiveOld } from "./archive-old.ts"

export const jobs: JobHandlers = {
  "tutor.archive-conversations": defineJob({
    payload: z.object({}),
    cron: "40 3 * * *",
    async run(deps) {
      await archiveOld(deps)
    },
  }),
}
