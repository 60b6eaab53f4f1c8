import type { Tx } from "../../../platform/database/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { type DomainError, InvalidError, UnauthenticatedError } from "../../../shared/errors.ts"
import { type RequestOrigin, recordAudit } from "../../audit/index.ts"
import { type Credentials, findCredentialsOf } from "../account-store.ts"
import { assertNotSuspended } from "../administration/assert-not-suspended.ts"
import { reopenAccount } from "../own-data/close-account.ts"
import { hashSecretToken, parseSecretToken } from "../secret-token.ts"
import { startSession } from "../sessions/sign-in.ts"
import type { StartedSession } from "../sessions/start-session.ts"
import { type FactorMethod, markOf } from "./begin-second-factor.ts"
import { checkCode, refusal } from "./check-code.ts"
import { checkPasskey, copySuspected, type PasskeyAnswer } from "./check-passkey.ts"
import { challengeOf } from "./passkey-challenge.ts"
import { passkeySiteOf } from "./passkey-site.ts"
import { deletePendingSignIn, lockPendingSignIn, type PendingSignIn } from "./pending-sign-in-store.ts"
import { hashRecoveryCode, readRecoveryCode } from "./recovery-code.ts"
import { takeRecoveryCode } from "./recovery-code-store.ts"

export interface SecondFactor {
  /** Of `beginSecondFactor`. */
  ticket: string
  /** Six digits of the authenticator app, or a recovery code. */
  code?: string | undefined
  passkey?: PasskeyAnswer | undefined
}

type CompleteDeps = Pick<Deps, "db" | "clock" | "tokens" | "seals" | "config" | "retention" | "queue" | "mail">
type Verdict = { method: FactorMethod } | { reason: string; error: DomainError; passkeyId?: string | undefined }

/**
 * The second step of signing in. What was wrong can be tried again with the same ticket until that runs out; what was right ends it.
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
    await recordVerdict(tx, userId, result, origin, at)
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

async function checkFactor(
  tx: Tx,
  deps: CompleteDeps,
  userId: string,
  { ticket, code, passkey }: SecondFactor,
  at: Date,
): Promise<Verdict> {
  if (passkey !== undefined) {
    const site = passkeySiteOf(deps.config.http.publicUrl)
    if (site === undefined) return { reason: "no passkeys here", error: passkeyWrong() }
    const verdict = await checkPasskey(tx, userId, passkey, { site, challenge: challengeOf(ticket), at })
    if (verdict.isRight) return { method: "passkey" }
    return { reason: verdict.reason, error: passkeyWrong(), passkeyId: verdict.passkeyId }
  }
  const typed = (code ?? "").replaceAll(/\s/g, "")
  const recoveryCode = readRecoveryCode(typed)
  if (recoveryCode !== undefined) {
    const isTaken = await takeRecoveryCode(tx, userId, hashRecoveryCode(userId, recoveryCode), at)
    return isTaken ? { method: "recovery-code" } : refusal("wrong recovery code", wrongRecoveryCode)
  }
  if (!/^\d{6}$/.test(typed)) return refusal("not a code", notCode)
  return (await checkCode(tx, deps, userId, typed, { isSetUp: true, at })) ?? { method: "app" }
}

async function recordVerdict(tx: Tx, userId: string, verdict: Verdict, origin: RequestOrigin, at: Date): Promise<void> {
  const entry = { actorId: userId, origin, at }
  if ("error" in verdict) {
    const { reason, passkeyId } = verdict
    await recordAudit(tx, { ...entry, event: "second_factor_failed", isSuccess: false, errorMessage: reason })
    if (passkeyId !== undefined) await recordAudit(tx, { ...entry, ...copySuspected(passkeyId) })
  } else if (verdict.method === "recovery-code") {
    await recordAudit(tx, { ...entry, event: "recovery_code_used" })
  }
}

const notCode = "Type the six digits that your app shows, or one of your recovery codes."
const wrongRecoveryCode = "This recovery code is not right or was used before. Each works once."

function expired(): UnauthenticatedError {
  return new UnauthenticatedError("sign-in-expired", "This sign-in has run out. Type your password again.")
}

function passkeyWrong(): InvalidError {
  return new InvalidError("second-factor-wrong", "This passkey was not accepted. Try again, or use another way.")
}
