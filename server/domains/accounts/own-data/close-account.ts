import type { Deps } from "../../../platform/deps.ts"
import { dayInEnglish } from "../../../platform/languages/index.ts"
import { ConflictError } from "../../../shared/errors.ts"
import { type RequestOrigin, recordAudit } from "../../audit/index.ts"
import { findClosedAt, setClosed } from "../account-store.ts"
import { keepAdministrator } from "../administration/keep-administrator.ts"
import { type ConfirmedBy, confirmPassword } from "../sessions/confirm-password.ts"
import { forgetRights } from "../sessions/session-status.ts"
import { revokeOtherFamilies } from "../sessions/session-store.ts"

const MS_PER_DAY = 86_400_000

/**
 * Closes a learner's own account and ends every sign-in of theirs. Nothing is removed yet: until the period of the policy
 * `closed-accounts` is over signing in offers to bring it back, and nobody else can take the address.
 * @throws InvalidError when the password is wrong; ConflictError of type `last-administrator`; ForbiddenError for the demo learner
 */
export async function closeAccount(deps: Pick<Deps, "db" | "clock" | "cache">, person: ConfirmedBy): Promise<void> {
  await confirmPassword(deps, person, "account_close_refused")
  const { userId, origin, sessionId } = person
  const at = deps.clock.now()
  const ended = await deps.db.asSystem("close-account", async (tx) => {
    // Not even somebody alone: who signed up while the account is closed would find nobody to administer.
    await keepAdministrator(tx, userId)
    await setClosed(tx, userId, at)
    await recordAudit(tx, { event: "account_closed", actorId: userId, origin, sessionId, at })
    return revokeOtherFamilies(tx, userId, null, at)
  })
  await forgetRights(deps, userId, ended)
}

/**
 * For somebody who gave the right password of a closed account: opens it again when they asked for that.
 * @throws ConflictError of type `account-closed`, which says until when that is possible
 */
export async function reopenAccount(
  deps: Pick<Deps, "db" | "clock" | "retention">,
  userId: string,
  request: { restoresAccount?: boolean | undefined; origin: RequestOrigin },
): Promise<void> {
  if (request.restoresAccount !== true) {
    const closedAt = await deps.db.asSystem("find-closed-account", (tx) => findClosedAt(tx, userId))
    const keepDays = await deps.retention.keepDaysOf("closed-accounts")
    const until = new Date((closedAt ?? deps.clock.now()).getTime() + keepDays * MS_PER_DAY)
    throw new ConflictError(
      "account-closed",
      `You closed this account. It is deleted for good on ${dayInEnglish(until)}; until then you can bring it back with everything in it.`,
    )
  }
  const at = deps.clock.now()
  await deps.db.asSystem("reopen-account", async (tx) => {
    await setClosed(tx, userId, null)
    await recordAudit(tx, { event: "account_reopened", actorId: userId, origin: request.origin, at })
  })
}
