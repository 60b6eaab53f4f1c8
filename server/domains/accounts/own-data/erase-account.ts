import type { Deps } from "../../../platform/deps.ts"
import { ConflictError, NotFoundError } from "../../../shared/errors.ts"
import { findCredentials } from "../account-store.ts"
import { assertAdministrator, lockPerson } from "../administration/change-person.ts"
import { type ConfirmedBy, confirmPassword } from "../sessions/confirm-password.ts"
import { type EraseDeps, type ErasureReport, eraseLearner } from "./erase-learner.ts"

/**
 * A learner erases their own account.
 * @throws InvalidError when the password is wrong; ConflictError of type `last-administrator`
 */
export async function eraseOwnAccount(deps: EraseDeps, person: ConfirmedBy): Promise<ErasureReport> {
  await confirmPassword(deps, person, "account_erasure_refused")
  return eraseLearner(deps, person.userId, { by: "learner" })
}

/**
 * An administrator erases somebody else's account, with their own password.
 * @throws InvalidError when the password is wrong; NotFoundError; ConflictError of type `own-account`, `demo-account` or
 * `last-administrator`
 */
export async function eraseAccountOf(
  deps: EraseDeps,
  userId: string,
  administrator: ConfirmedBy,
): Promise<ErasureReport> {
  if (userId === administrator.userId)
    throw new ConflictError("own-account", "This is your own account. Delete it in your settings.")
  await deps.db.asSystem("find-person", async (tx) => {
    await assertAdministrator(tx, administrator)
    await lockPerson(tx, userId)
  })
  await confirmPassword(deps, administrator, "account_erasure_refused")
  const { userId: actorId, origin, sessionId } = administrator
  return eraseLearner(deps, userId, { by: "administrator", actorId, origin, sessionId })
}

/** The id of the account with this address, for the command line. @throws NotFoundError */
export async function findUserIdByEmail(deps: Pick<Deps, "db">, email: string): Promise<string> {
  const found = await deps.db.asSystem("find-credentials", (tx) => findCredentials(tx, email.trim()))
  if (!found) throw new NotFoundError("account-unknown", `There is no account with the address ${email.trim()}.`)
  return found.userId
}
