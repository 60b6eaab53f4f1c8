import type { Tx } from "../../../platform/database/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { type DomainError, InvalidError } from "../../../shared/errors.ts"
import { type RequestOrigin, recordAudit } from "../../audit/index.ts"
import type { FactorMethod } from "./begin-second-factor.ts"
import { checkCode, refusal } from "./check-code.ts"
import { checkPasskey, copySuspected, type PasskeyAnswer } from "./check-passkey.ts"
import { challengeOf } from "./passkey-challenge.ts"
import { passkeySiteOf } from "./passkey-site.ts"
import { hashRecoveryCode, readRecoveryCode } from "./recovery-code.ts"
import { takeRecoveryCode } from "./recovery-code-store.ts"

export interface SecondFactor {
  /** What a passkey's challenge was made of. */
  ticket: string
  /** Six digits of the authenticator app, or a recovery code. */
  code?: string | undefined
  passkey?: PasskeyAnswer | undefined
}

/** `isVerified`: the passkey made sure who holds it. */
export type Verdict =
  | { method: FactorMethod; isVerified?: boolean }
  | { reason: string; error: DomainError; passkeyId?: string | undefined }

/**
 * Looks at a second factor and uses it up, in the caller's transaction, which must commit what was wrong too: `recordVerdict` writes it
 * down, and `error` is thrown afterwards.
 */
export async function checkFactor(
  tx: Tx,
  deps: Pick<Deps, "seals" | "config">,
  userId: string,
  { ticket, code, passkey }: SecondFactor,
  at: Date,
): Promise<Verdict> {
  if (passkey !== undefined) {
    const site = passkeySiteOf(deps.config.http.publicUrl)
    if (site === undefined) return { reason: "no passkeys here", error: passkeyWrong() }
    const verdict = await checkPasskey(tx, userId, passkey, { site, challenge: challengeOf(ticket), at })
    if (verdict.isRight) return { method: "passkey", isVerified: verdict.isVerified }
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

export async function recordVerdict(
  tx: Tx,
  userId: string,
  verdict: Verdict,
  where: { origin: RequestOrigin; sessionId?: string },
  at: Date,
): Promise<void> {
  const entry = { actorId: userId, ...where, at }
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

function passkeyWrong(): InvalidError {
  return new InvalidError("second-factor-wrong", "This passkey was not accepted. Try again, or use another way.")
}
