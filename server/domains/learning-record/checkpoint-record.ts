import type { Deps } from "../../platform/deps.ts"
import type { TimeRange } from "../../platform/retention.ts"
import { listUncovered, replaceCheckpoint } from "./checkpoint-store.ts"
import { followLog } from "./follow-log.ts"
import { lockRecord } from "./record-store.ts"

/** Learners looked for at a time. */
const LEARNERS_AT_A_TIME = 100

/**
 * Keeps what follows from a learner's log up to its last entry, as the log says and not as the tables have it, so that a
 * rebuild may start there. Follows only what came since the checkpoint before. Returns the sequence number of that entry.
 */
export async function checkpointRecord(deps: Pick<Deps, "db" | "clock">, userId: string): Promise<number> {
  return deps.db.asSystem("checkpoint-record", async (tx) => {
    await lockRecord(tx, userId)
    const { record, checkpoint } = await followLog(tx, userId)
    const sequence = record.stats.interactions
    if (sequence > checkpoint) await replaceCheckpoint(tx, userId, { sequence, record }, deps.clock.now())
    return sequence
  })
}

/** Makes checkpoints for every learner with entries in this part of the log, one learner a transaction. */
export async function checkpointRange(deps: Pick<Deps, "db" | "clock">, range: TimeRange): Promise<void> {
  for (;;) {
    const learners = await deps.db.asSystem("find-uncovered-records", (tx) =>
      listUncovered(tx, range, LEARNERS_AT_A_TIME),
    )
    if (learners.length === 0) return
    for (const userId of learners) await checkpointRecord(deps, userId)
  }
}
