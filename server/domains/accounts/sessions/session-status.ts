import { apiKeysOf, cached, sessionOf } from "../../../platform/cache/index.ts"
import type { Deps, Sessions } from "../../../platform/deps.ts"
import { findCredentialsOf } from "../account-store.ts"
import { hasFactor } from "../second-factor/factor-policy-store.ts"
import { findActiveRole, findConfirmedAt } from "./session-store.ts"

/** So long a sign-in, or a confirmation, stands for the person being there. */
export const CONFIRMED_MS = 10 * 60_000

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
    async identityOf(userId, sessionId) {
      return deps.db.asSystem("read-identity", async (tx) => {
        const confirmedAt = await findConfirmedAt(tx, userId, sessionId)
        return {
          isRecent: confirmedAt !== null && deps.clock.now().getTime() - confirmedAt.getTime() < CONFIRMED_MS,
          hasPassword: ((await findCredentialsOf(tx, userId))?.passwordHash ?? null) !== null,
          hasSecondFactor: await hasFactor(tx, userId),
        }
      })
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
