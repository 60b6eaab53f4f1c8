import type { Database, LearnerOptions } from "../database/index.ts"
import type { Cache } from "./cache.ts"
import { everybody, studyOf } from "./cached.ts"

/** Use-cases of the system that change nothing learners have cached: they read, keep accounts and sign-ins, or take notes. */
const HARMLESS =
  /^(find|list|read|count|look|measure|export|record|note)-|^(sign-up|start-session|change-password|close-account|reopen-account|update-settings|update-profile|move-archive|plan-archive|begin-retention|finish-retention|finish-erasure|refresh-metrics|refresh-statistics|rebuild-metrics|rebuild-statistics|change-role|suspend-person|reinstate-person|close-person|reopen-person|end-sign-ins|invite-person)$/

/**
 * A database whose writes make what is cached invalid: a learner's write what that learner has cached, the system's writes
 * what anybody has. It happens after the commit and before the caller goes on, so who reads after a write sees it. A
 * write that failed counts too: it may have been committed before its answer was lost.
 */
export function forgetAfterWrites<D extends Database>(db: D, cache: Cache): D {
  return {
    ...db,
    async asLearner(userId: string, work: Parameters<D["asLearner"]>[1], options?: LearnerOptions) {
      try {
        return await db.asLearner(userId, work, options)
      } finally {
        await cache.forget(studyOf(userId))
      }
    },
    async asSystem(useCase: string, work: Parameters<D["asSystem"]>[1]) {
      try {
        return await db.asSystem(useCase, work)
      } finally {
        if (!HARMLESS.test(useCase)) await cache.forget(everybody)
      }
    },
  } as D
}
