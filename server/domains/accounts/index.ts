import type { App } from "../../platform/api/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { accountDataRoutes } from "./own-data/account-data.routes.ts"
import { closingRoutes } from "./own-data/closing.routes.ts"
import { signInRoutes } from "./sessions/accounts.routes.ts"

export type { Account, Profile, Settings } from "./account.ts"
export { jobs } from "./accounts.jobs.ts"
export { sessionSchema } from "./accounts.schema.ts"
export { ensureDemoAccount, removeDemoAccount } from "./demo-account.ts"
export { assertDemoLearner } from "./find-accounts.ts"
export { findUserIdByEmail } from "./own-data/erase-account.ts"
export { type ErasureReport, type ErasureRequest, eraseLearner } from "./own-data/erase-learner.ts"
export { erasureShelfId } from "./own-data/erasure-shelf.ts"
export { collectErasures, loadErased, replayErasures } from "./own-data/replay-erasures.ts"
export { writeExport } from "./own-data/write-export.ts"
export { findStudyClock, type StudyClock } from "./profile/study-clock-store.ts"
export { updateSettings } from "./profile/update-account.ts"
export { retention } from "./retention.ts"
export { copyAccounts, countSeeded, SEED_DOMAIN, type SeededAccount } from "./seed-accounts-store.ts"
export { answerSession, originOf } from "./sessions/session-cookie.ts"
export { createSessions } from "./sessions/session-status.ts"
export { startSession } from "./sessions/sign-in.ts"

export function routes(app: App, deps: Deps): void {
  signInRoutes(app, deps)
  accountDataRoutes(app, deps)
  closingRoutes(app, deps)
}
