import { defineJob, defineRecurringJob, type JobHandlers } from "../../platform/jobs.ts"
import { letterOrder, sendLetter } from "./letters/send-letter.ts"
import { finishErasures } from "./own-data/finish-erasures.ts"
import { replayMissedErasures } from "./own-data/replay-erasures.ts"

export const jobs: JobHandlers = {
  "accounts.send-letter": defineJob({
    payload: letterOrder,
    concurrency: 2,
    // With pauses that double from 15 s on: about two hours of a mail server that is away.
    retryLimit: 9,
    retryDelayS: 15,
    timeoutS: 120,
    run: (deps, order, job) => sendLetter(deps, order, job),
  }),
  "accounts.finish-erasures": defineRecurringJob("*/15 * * * *", async (deps) => {
    await replayMissedErasures(deps)
    await finishErasures(deps)
  }),
}
