import { asBatch, type BeforeArchiving, type RetentionRules } from "../../platform/retention-rules.ts"
import { checkpointRange, checkpointRecord } from "./checkpoint-record.ts"
import {
  countInactiveLog,
  countOldSittings,
  deleteLog,
  deleteOldSittings,
  listInactive,
} from "./record-retention-store.ts"

/** A rebuild starts from a checkpoint once the beginning of the log has left the database. */
export const beforeArchiving: BeforeArchiving = { interactions: checkpointRange }

export const retention: RetentionRules = {
  "study-sessions": {
    count: ({ db }, before) => db.readAsSystem("count-old-sittings", (tx) => countOldSittings(tx, before)),
    removeSome: ({ db }, before, limit) =>
      asBatch(db, "delete-old-sittings", (tx) => deleteOldSittings(tx, before, limit)),
  },
  "inactive-learning-log": {
    count: ({ db }, before) => db.readAsSystem("count-inactive-log", (tx) => countInactiveLog(tx, before)),
    async removeSome(deps, before, limit) {
      const [userId] = await deps.db.asSystem("find-inactive-learner", (tx) => listInactive(tx, before, 1))
      if (userId === undefined) return 0
      const upTo = await checkpointRecord(deps, userId)
      return asBatch(deps.db, "delete-inactive-log", (tx) => deleteLog(tx, userId, upTo, limit))
    },
  },
}
