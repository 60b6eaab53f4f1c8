import { defineRecurringJob, type JobHandlers } from "../../platform/jobs.ts"
import { dropExpiredReservations } from "./drop-expired-reservations.ts"

export const jobs: JobHandlers = {
  "plans.drop-reservations": defineRecurringJob("20 * * * *", async (deps) => {
    const dropped = await dropExpiredReservations(deps)
    if (dropped > 0) deps.log.info({ reservations: dropped }, "plans: dropped what work that was cut off had held")
  }),
}
