import type { Deps } from "../../platform/deps.ts"
import { ForbiddenError } from "../../shared/errors.ts"
import { findAccount, hasAccounts } from "./account-store.ts"

/** Whether anybody has an account yet: who signs up first becomes the administrator. */
export function isInUse(deps: Pick<Deps, "db">): Promise<boolean> {
  return deps.db.asSystem("count-accounts", hasAccounts)
}

/** @throws ForbiddenError of type `not-demo` for everybody but the demo learner */
export async function assertDemoLearner(deps: Pick<Deps, "db">, userId: string): Promise<void> {
  const account = await deps.db.asSystem("read-account", (tx) => findAccount(tx, userId))
  if (!account?.isDemo)
    throw new ForbiddenError("not-demo", "Only the demo learner is reset. Your own data stays as it is.")
}
