import { asBatch, type RetentionRules } from "../../platform/retention-rules.ts"
import { NotFoundError } from "../../shared/errors.ts"
import { countClosed, listClosed } from "./account-store.ts"
import { countEndedKeys, deleteEndedKeys } from "./api-keys/api-key-store.ts"
import { countOldTokens, deleteOldTokens } from "./letters/account-token-store.ts"
import { eraseLearner } from "./own-data/erase-learner.ts"
import { countOldSteps, deleteOldSteps } from "./second-factor/pending-sign-in-store.ts"
import { countEndedSignIns, deleteEndedSignIns } from "./sessions/session-store.ts"

export const retention: RetentionRules = {
  "ended-sign-ins": {
    count: ({ db }, before) =>
      db.asSystem(
        "count-ended-sign-ins",
        async (tx) =>
          (await countEndedSignIns(tx, before)) +
          (await countEndedKeys(tx, before)) +
          (await countOldTokens(tx, before)) +
          (await countOldSteps(tx, before)),
      ),
    removeSome: ({ db }, before, limit) =>
      asBatch(db, "delete-ended-sign-ins", async (tx) => {
        for (const deleteSome of [deleteEndedSignIns, deleteEndedKeys, deleteOldTokens, deleteOldSteps]) {
          const deleted = await deleteSome(tx, before, limit)
          if (deleted > 0) return deleted
        }
        return 0
      }),
  },
  "closed-accounts": {
    count: ({ db }, before) => db.asSystem("count-closed-accounts", (tx) => countClosed(tx, before)),
    // One at a time: each is a transaction of its own, with files and letters behind it.
    async removeSome(deps, before) {
      const [userId] = await deps.db.asSystem("find-closed-account", (tx) => listClosed(tx, before, 1))
      if (userId === undefined) return 0
      await eraseLearner(deps, userId, { by: "purge" }).catch((error) => {
        // Another process was quicker.
        if (!(error instanceof NotFoundError)) throw error
      })
      return 1
    },
  },
}
