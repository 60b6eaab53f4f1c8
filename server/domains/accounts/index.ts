import type { App } from "../../platform/api/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { administrationRoutes } from "./administration/administration.routes.ts"
import { auditRoutes } from "./administration/audit.routes.ts"
import { factorPolicyRoutes } from "./administration/factor-policy.routes.ts"
import { apiKeyRoutes } from "./api-keys/api-keys.routes.ts"
import { backgroundRoutes } from "./background/background.routes.ts"
import { identityRoutes } from "./identity/identity.routes.ts"
import { lettersRoutes } from "./letters/letters.routes.ts"
import { outboxRoutes } from "./letters/outbox.routes.ts"
import { accountDataRoutes } from "./own-data/account-data.routes.ts"
import { closingRoutes } from "./own-data/closing.routes.ts"
import { avatarRoutes } from "./profile/avatar.routes.ts"
import { profileRoutes } from "./profile/profile.routes.ts"
import { ownFactorRoutes } from "./second-factor/own-factors.routes.ts"
import { secondFactorRoutes } from "./second-factor/second-factor.routes.ts"
import { sessionRoutes } from "./sessions/sessions.routes.ts"

export type { Account, Profile, Settings } from "./account.ts"
export { countPeople, findNamesOf, hasAccount, listUnshared } from "./account-store.ts"
export { jobs } from "./accounts.jobs.ts"
export { sessionSchema } from "./accounts.schema.ts"
export { demandFactors, readFactorDemand } from "./administration/demand-factors.ts"
export { createApiKeys, forgetApiKeys } from "./api-keys/verify-key.ts"
export { ensureDemoAccount, removeDemoAccount } from "./demo-account.ts"
export { assertDemoLearner } from "./find-accounts.ts"
export { isWrittenTo } from "./letters/is-written-to.ts"
export { makeResetLink } from "./letters/make-reset-link.ts"
export { findReceiver, type Receiver } from "./letters/receiver-store.ts"
export { findUserIdByEmail } from "./own-data/erase-account.ts"
export { type ErasureReport, type ErasureRequest, eraseLearner } from "./own-data/erase-learner.ts"
export { erasureShelfId } from "./own-data/erasure-shelf.ts"
export { collectErasures, loadErased, replayErasures, replayMissedErasures } from "./own-data/replay-erasures.ts"
export { writeExport } from "./own-data/write-export.ts"
export { findStudyClock, type StudyClock } from "./profile/study-clock-store.ts"
export { updateSettings } from "./profile/update-account.ts"
export { retention } from "./retention.ts"
export { type FactorRemoval, type RemovedFactors, removeSecondFactors } from "./second-factor/remove-second-factors.ts"
export { copyAccounts, lastSeeded, SEED_DOMAIN, type SeededAccount } from "./seed-accounts-store.ts"
export { answerNewSession, originOf } from "./sessions/session-cookie.ts"
export { createSessions } from "./sessions/session-status.ts"
export { startSession } from "./sessions/sign-in.ts"

export function routes(app: App, deps: Deps): void {
  sessionRoutes(app, deps)
  lettersRoutes(app, deps)
  outboxRoutes(app, deps)
  secondFactorRoutes(app, deps)
  ownFactorRoutes(app, deps)
  identityRoutes(app, deps)
  profileRoutes(app, deps)
  avatarRoutes(app, deps)
  backgroundRoutes(app, deps)
  accountDataRoutes(app, deps)
  closingRoutes(app, deps)
  administrationRoutes(app, deps)
  auditRoutes(app, deps)
  factorPolicyRoutes(app, deps)
  apiKeyRoutes(app, deps)
}
