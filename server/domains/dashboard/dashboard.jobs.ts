import { defineRecurringJob, type JobHandlers } from "../../platform/jobs.ts"
import { orderDueLetters } from "../notifications/index.ts"
import { writeStudyReminder } from "./write-study-reminder.ts"
import { writeWeeklySummary } from "./write-weekly-summary.ts"

export const jobs: JobHandlers = {
  "dashboard.order-letters": defineRecurringJob(
    "*/5 * * * *",
    async (deps, { signal }) => {
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
    { timeoutS: 1800 },
  ),
}
