import { asBatch, type RetentionRules } from "../../platform/retention-rules.ts"
import { eventsOf } from "./audit-events.ts"
import { countOldEntries, deleteOldEntries } from "./audit-store.ts"

export const retention: RetentionRules = {
  "sign-in-log": {
    count: ({ db }, before) =>
      db.readAsSystem("count-old-sign-ins", (tx) => countOldEntries(tx, eventsOf("auth"), before)),
    removeSome: ({ db }, before, limit) =>
      asBatch(db, "delete-old-sign-ins", (tx) => deleteOldEntries(tx, eventsOf("auth"), before, limit)),
  },
}
