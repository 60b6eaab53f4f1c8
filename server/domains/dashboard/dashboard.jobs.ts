import { z } from "zod"
import { defineJob, type JobHandlers } from "../../platform/jobs.ts"
import { orderDueLetters } from "../notifications/index.ts"
import { writeStudyReminder } from "./write-study-reminder.ts"
import { writeWeeklySummary } from "./write-weekly-summary.ts"

export const jobs: JobHandlers = {
  "dashboard.order-letters": defineJob({
    payload: z.object({}),
    cron: "*/5 * * * *",
    timeoutS: 1800,
    // The next run finds what this one left.
    retryLimit: 0,
    async run(deps, _payload, { signal }) {
      const ordered = await orderDueLetters(
        deps,
        {
          "study-reminder": (reader) => writeStudyReminder(deps, reader),
          "weekly-summary": (reader) => writeWeeklySummary(deps, reader),
        },
        signal,
      )
      if (ordered > 0) deps.log.info({ letters: ordered }, "ordered reminders and summaries")
    },
  }),
}
