import { learnerKey } from "../../platform/cache/index.ts"
import type { Deps, Sessions } from "../../platform/deps.ts"
import { isFamilyActive } from "./session-store.ts"

/** How long the answer may be older than the truth where nobody forgot it: another process's cache. */
const STATUS_TTL_MS = 5_000

const statusKey = (userId: string, familyId: string) => learnerKey(userId, "session", familyId)

/** Whether a sign-in still counts, asked with every request. */
export function createSessions(deps: Pick<Deps, "db" | "cache" | "clock">): Sessions {
  return {
    isActive: (userId, sessionId) =>
      deps.cache.wrap(statusKey(userId, sessionId), STATUS_TTL_MS, () =>
        deps.db.readAsLearner(userId, (tx) => isFamilyActive(tx, userId, sessionId, deps.clock.now())),
      ),
  }
}

/** Makes an ended sign-in count as ended at once. */
export async function forgetSession(deps: Pick<Deps, "cache">, userId: string, familyId: string): Promise<void> {
  await deps.cache.delete(statusKey(userId, familyId))
}
