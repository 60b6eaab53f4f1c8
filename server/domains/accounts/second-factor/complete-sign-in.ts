import type { Deps } from "../../../platform/deps.ts"
import { UnauthenticatedError } from "../../../shared/errors.ts"
import type { RequestOrigin } from "../../audit/index.ts"
import { type Credentials, findCredentialsOf } from "../account-store.ts"
import { assertNotSuspended } from "../administration/assert-not-suspended.ts"
import { reopenAccount } from "../own-data/close-account.ts"
import { hashSecretToken, parseSecretToken } from "../secret-token.ts"
import { startSession } from "../sessions/sign-in.ts"
import type { StartedSession } from "../sessions/start-session.ts"
import { markOf } from "./begin-second-factor.ts"
import { checkFactor, recordVerdict, type SecondFactor } from "./check-factor.ts"
import { deletePendingSignIn, lockPendingSignIn, type PendingSignIn } from "./pending-sign-in-store.ts"

type CompleteDeps = Pick<Deps, "db" | "clock" | "tokens" | "seals" | "config" | "retention" | "queue" | "mail">

/**
 * The second step of signing in, with the ticket of `beginSecondFactor`. What was wrong can be tried again with the same ticket until that runs out; what was right ends it.
 * @throws UnauthenticatedError of type `sign-in-expired`: the password has to be given anew; InvalidError of type
 * `second-factor-wrong`; RateLimitedError of type `too-many-codes`
 */
export async function completeSignIn(
  deps: CompleteDeps,
  factor: SecondFactor,
  origin: RequestOrigin,
): Promise<StartedSession> {
  const secret = parseSecretToken(factor.ticket)
  if (secret === undefined) throw expired()
  const { userId } = secret
  const at = deps.clock.now()
  const { pending, credentials, verdict } = await deps.db.asSystem("complete-sign-in", async (tx) => {
    const found = await lockPendingSignIn(tx, userId, hashSecretToken(secret), at)
    const person = await findCredentialsOf(tx, userId)
    if (found === undefined || person === undefined || !isStillRight(found, person)) throw expired()
    const result = await checkFactor(tx, deps, userId, factor, at)
    if ("method" in result) await deletePendingSignIn(tx, userId, found.id)
    await recordVerdict(tx, userId, result, { origin }, at)
    return { pending: found, credentials: person, verdict: result }
  })
  // Only now: what went wrong stays counted.
  if ("error" in verdict) throw verdict.error
  await assertNotSuspended(deps, credentials, origin)
  if (credentials.status === "deleted")
    await reopenAccount(deps, userId, { restoresAccount: pending.restoresAccount, origin })
  return startSession(deps, userId, { origin, rememberMe: pending.isRemembered }, verdict.method)
}

/** The password it began with still holds. */
function isStillRight({ passwordMark }: PendingSignIn, { passwordHash }: Credentials): boolean {
  return passwordHash !== null && Buffer.from(passwordMark).equals(markOf(passwordHash))
}

function expired(): UnauthenticatedError {
  return new UnauthenticatedError("sign-in-expired", "This sign-in has run out. Type your password again.")
}
