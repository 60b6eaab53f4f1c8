import type { Deps } from "../../platform/deps.ts"
import { pageOfSessions } from "./session-store.ts"
import { summaryOf } from "./session-view.ts"

/** A learner's sessions, the newest first. */
export async function listSessions(
  deps: Pick<Deps, "db" | "clock">,
  userId: string,
  filter: Parameters<typeof pageOfSessions>[2],
) {
  const sessions = await deps.db.readAsLearner(userId, (tx) => pageOfSessions(tx, userId, filter))
  return sessions.map((session) => summaryOf(session, deps.clock.now()))
}
