import { cached, sessionOf } from "../../../platform/cache/index.ts"
import type { Deps, Sessions } from "../../../platform/deps.ts"
import { isFamilyActive } from "./session-store.ts"

/** Whether a sign-in still counts, asked with every request. */
export function createSessions(deps: Pick<Deps, "db" | "cache" | "clock">): Sessions {
  return {
    isActive: (userId, sessionId) =>
      deps.cache.wrap(cached.session(userId, sessionId), () =>
        deps.db.readAsLearner(userId, (tx) => isFamilyActive(tx, userId, sessionId, deps.clock.now())),
      ),
  }
}

/** Makes an ended sign-in count as ended at once. */
export async function forgetSession(deps: Pick<Deps, "cache">, userId: string, familyId: string): Promise<void> {
  await deps.cache.forget(sessionOf(userId, familyId))
}
