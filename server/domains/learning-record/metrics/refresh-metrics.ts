import type { Deps } from "../../../platform/deps.ts"
import { countMetrics } from "./count-metrics.ts"
import { type Followed, followAgain, followNewEntries, type LogFollower, withMonths } from "./follow-entries.ts"
import { countEntries, findCursor, lockFollower } from "./log-follower-store.ts"
import { addMetrics, deleteMetrics, metricTables } from "./metric-store.ts"

type Needs = Pick<Deps, "db" | "upkeep">

const follower: LogFollower = {
  name: "metrics",
  kinds: ["answer", "view", "skip", "read", "watch", "review", "ask", "undo"],
  tablesByDay: metricTables,
  add: (tx, entries) => addMetrics(tx, countMetrics(entries)),
}

/** Adds what learners did since the last time to the figures of their days and topics. */
export function refreshMetrics(
  deps: Needs,
  options: { signal?: AbortSignal | undefined; isPatient?: boolean } = {},
): Promise<Followed> {
  return followNewEntries(deps, follower, options)
}

/**
 * Counts a learner's figures anew from the log, which gives the numbers that stand there. Never needed in normal running.
 * @returns false when the beginning of the log has left the database: the figures then stay as they are
 */
export function rebuildMetrics(deps: Needs, userId: string): Promise<boolean> {
  return withMonths(deps, () =>
    deps.db.asSystem("rebuild-metrics", async (tx) => {
      await lockFollower(tx, follower.name, true)
      const cursor = await findCursor(tx, follower.name, userId)
      if (cursor === undefined || (await countEntries(tx, userId)) < cursor.last) return false
      await deleteMetrics(tx, userId)
      await followAgain(tx, follower, userId)
      return true
    }),
  )
}
