import { asBatch, type RetentionRules } from "../../platform/retention-rules.ts"
import { countOldSessions, deleteOldSessions } from "./session-store.ts"

export const retention: RetentionRules = {
  "practice-sessions": {
    count: ({ db }, before) => db.readAsSystem("count-old-practice-sessions", (tx) => countOldSessions(tx, before)),
    removeSome: ({ db }, before, limit) =>
      asBatch(db, "delete-old-practice-sessions", (tx) => deleteOldSessions(tx, before, limit)),
  },
}
