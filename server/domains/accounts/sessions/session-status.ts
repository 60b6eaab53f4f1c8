import { apiKeysOf, cached, sessionOf } from "../../../platform/cache/index.ts"
import type { Deps, Sessions } from "../../../platform/deps.ts"
import { findActiveRole } from "./session-store.ts"

/** Whether a sign-in still counts, asked with every request. */
export function createSessions(deps: Pick<Deps, "db" | "cache" | "clock">): Sessions {
  return {
    async isActive(userId, sessionId, role) {
      const found = await deps.cache.wrap(cached.session(userId, sessionId), async () => {
        const now = await deps.db.readAsLearner(userId, (tx) => findActiveRole(tx, userId, sessionId, deps.clock.now()))
        return now ?? null
      })
      return found !== null && (role === undefined || found === role)
    },
  }
}

/** Makes an ended sign-in count as ended at once. */
export async function forgetSession(deps: Pick<Deps, "cache">, userId: string, familyId: string): Promise<void> {
  await deps.cache.forget(sessionOf(userId, familyId))
}

/** Makes what a person may do be looked up anew at once: in these sign-ins, with their API keys, and by connections that are open. */
export async function forgetRights(
  deps: Pick<Deps, "cache">,
  userId: string,
  familyIds: readonly string[],
): Promise<void> {
  await deps.cache.forget(apiKeysOf(userId), ...familyIds.map((familyId) => sessionOf(userId, familyId)))
}
