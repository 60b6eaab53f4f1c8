import { asBatch, type RetentionRules } from "../../platform/retention-rules.ts"
import { countOldBackupRuns, deleteOldBackupRuns } from "./backup-run-store.ts"
import { countOldMaintenanceRuns, deleteOldMaintenanceRuns } from "./maintenance-store.ts"
import { countOldRuns, deleteOldRuns } from "./retention-store.ts"

export const retention: RetentionRules = {
  "operations-history": {
    count: ({ db }, before) =>
      db.asSystem(
        "count-old-runs",
        async (tx) =>
          (await countOldRuns(tx, before)) +
          (await countOldMaintenanceRuns(tx, before)) +
          (await countOldBackupRuns(tx, before)),
      ),
    removeSome: ({ db }, before, limit) =>
      asBatch(
        db,
        "delete-old-runs",
        async (tx) =>
          (await deleteOldRuns(tx, before, limit)) +
          (await deleteOldMaintenanceRuns(tx, before, limit)) +
          (await deleteOldBackupRuns(tx, before, limit)),
      ),
  },
}
