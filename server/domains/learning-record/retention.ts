import { asBatch, type BeforeArchiving, type RetentionRules } from "../../platform/retention-rules.ts"
import { checkpointRange, checkpointRecord } from "./checkpoint-record.ts"
import { refreshMetrics } from "./metrics/refresh-metrics.ts"
import {
  countOldSittings,
  deleteLog,
  deleteOldSittings,
  listInactive,
  pageOfInactiveLogs,
} from "./record-retention-store.ts"

/** Before every other id. */
const NOBODY = "00000000-0000-0000-0000-000000000000"
const LEARNERS_AT_A_TIME = 500

/** A rebuild starts from a checkpoint once the beginning of the log has left the database; the metrics must have reached its end. */
export const beforeArchiving: BeforeArchiving = {
  async interactions(deps, range) {
    await refreshMetrics(deps, { isPatient: true })
    await checkpointRange(deps, range)
  },
}

export const retention: RetentionRules = {
  "study-sessions": {
    count: ({ db }, before) => db.readAsSystem("count-old-sittings", (tx) => countOldSittings(tx, before)),
    removeSome: ({ db }, before, limit) =>
      asBatch(db, "delete-old-sittings", (tx) => deleteOldSittings(tx, before, limit)),
  },
  "inactive-learning-log": {
    async count({ db }, before) {
      let entries = 0
      for (let after = NOBODY; ; ) {
        const page = await db.readAsSystem("count-inactive-log", (tx) =>
          pageOfInactiveLogs(tx, before, after, LEARNERS_AT_A_TIME),
        )
        entries += page.reduce((sum, learner) => sum + learner.entries, 0)
        const last = page.at(-1)
        if (last === undefined) return entries
        after = last.userId
      }
    },
    async removeSome(deps, before, limit) {
      const [userId] = await deps.db.asSystem("find-inactive-learner", (tx) => listInactive(tx, before, 1))
      if (userId === undefined) return 0
      // Whoever adds up the log must have read what goes.
      await deps.retention.beforeArchiving.get("interactions")?.({ from: before, to: before })
      const upTo = await checkpointRecord(deps, userId)
      return asBatch(deps.db, "delete-inactive-log", (tx) => deleteLog(tx, userId, upTo, limit))
    },
  },
}
