import type { Database } from "../../platform/database/index.ts"
import { followLog } from "./follow-log.ts"
import { replaceDerived } from "./rebuild-store.ts"
import { lockRecord } from "./record-store.ts"

/**
 * Computes a learner's progress, mastery, days, XP, level, streak and achievements anew from the log and replaces what
 * stands there. The result is the same as what was there, unless a row had been changed by something other than
 * `recordInteraction`. Where the beginning of the log was archived it starts from the checkpoint made then. Holds the learner's
 * record meanwhile. Returns how many interactions there are in all.
 */
export async function rebuildRecord(deps: { db: Database }, userId: string): Promise<{ interactions: number }> {
  return deps.db.asSystem("rebuild-record", async (tx) => {
    await lockRecord(tx, userId)
    const { record, checkpoint } = await followLog(tx, userId)
    await replaceDerived(tx, userId, record, checkpoint)
    return { interactions: record.stats.interactions }
  })
}
