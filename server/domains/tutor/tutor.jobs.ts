import { z } from "zod"
import { defineJob, type JobHandlers } from "../../platform/jobs.ts"
import { archiveConversations } from "./conversation-store.ts"

const MS_PER_DAY = 86_400_000
const ARCHIVED_AFTER_DAYS = 30

export const jobs: JobHandlers = {
  "tutor.archive-conversations": defineJob({
    payload: z.object({}),
    cron: "40 3 * * *",
    async run(deps) {
      const before = new Date(deps.clock.now().getTime() - ARCHIVED_AFTER_DAYS * MS_PER_DAY)
      await deps.db.asSystem("archive-conversations", (tx) => archiveConversations(tx, before))
    },
  }),
}
