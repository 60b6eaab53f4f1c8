import type { App } from "../../platform/api/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { accountDataRoutes } from "./account-data.routes.ts"
import { signInRoutes } from "./accounts.routes.ts"
import { closingRoutes } from "./closing.routes.ts"

export type { Account, Profile, Settings } from "./account.ts"
export { jobs } from "./accounts.jobs.ts"
export { sessionSchema } from "./accounts.schema.ts"
export { ensureDemoAccount, removeDemoAccount } from "./demo-account.ts"
export { findUserIdByEmail } from "./erase-account.ts"
export { type ErasureReport, type ErasureRequest, eraseLearner } from "./erase-learner.ts"
export { erasureShelfId } from "./erasure-shelf.ts"
export { assertDemoLearner } from "./find-accounts.ts"
export { collectErasures, loadErased, replayErasures } from "./replay-erasures.ts"
export { retention } from "./retention.ts"
export { copyAccounts, countSeeded, SEED_DOMAIN, type SeededAccount } from "./seed-accounts-store.ts"
export { answerSession, originOf } from "./session-cookie.ts"
export { createSessions } from "./session-status.ts"
export { startSession } from "./sign-in.ts"
export { findStudyClock, type StudyClock } from "./study-clock-store.ts"
export { updateSettings } from "./update-account.ts"
export { writeExport } from "./write-export.ts"

export function routes(app: App, deps: Deps): void {
  signInRoutes(app, deps)
  accountDataRoutes(app, deps)
  closingRoutes(app, deps)
}
