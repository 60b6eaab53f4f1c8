import { z } from "zod"
import { defineJob, type JobHandlers } from "../../platform/jobs.ts"
import { dropExpiredReservations } from "./drop-expired-reservations.ts"

export const jobs: JobHandlers = {
  "plans.drop-reservations": defineJob({
    payload: z.object({}),
    cron: "20 * * * *",
    async run(deps) {
      const dropped = await dropExpiredReservations(deps)
      if (dropped > 0) deps.log.info({ reservations: dropped }, "plans: dropped what work that was cut off had held")
    },
  }),
}
