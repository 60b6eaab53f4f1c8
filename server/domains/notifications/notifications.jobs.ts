import { z } from "zod"
import { defineJob, type JobHandlers } from "../../platform/jobs.ts"
import { followClock } from "./follow-clock.ts"
import { letterOrder, sendNotification } from "./send-notification.ts"

export const jobs: JobHandlers = {
  "notifications.send-letter": defineJob({
    payload: letterOrder,
    concurrency: 2,
    // With pauses that double from 15 s on: about two hours of a mail server that is away.
    retryLimit: 9,
    retryDelayS: 15,
    timeoutS: 120,
    run: (deps, order, job) => sendNotification(deps, order, job),
  }),
  "notifications.follow-clock": defineJob({
    payload: z.object({ userId: z.uuid() }),
    run: (deps, { userId }) => followClock(deps, userId),
  }),
}
