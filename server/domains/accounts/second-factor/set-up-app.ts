import type { Deps } from "../../../platform/deps.ts"
import { ConflictError, NotFoundError } from "../../../shared/errors.ts"
import { recordAudit } from "../../audit/index.ts"
import { orderLetter } from "../letters/order-letter.ts"
import { getAccount } from "../profile/update-account.ts"
import type { SignedIn } from "../sessions/confirm-password.ts"
import { checkCode, sealTotpSecret } from "./check-code.ts"
import { lockFactors } from "./factor-lock-store.ts"
import { dropUnneededCodes, giveFirstCodes, isFactorDemanded } from "./keep-recovery-codes.ts"
import { newTotpSecret, secretText, totpAddress } from "./totp.ts"
import { deleteTotp, putUnconfirmedTotp } from "./totp-store.ts"

/** The key of an authenticator app, shown while it is set up and never again. */
export interface AppKey {
  /** Base 32, to be typed. */
  key: string
  /** `otpauth:` address, to be shown as a QR code. */
  address: string
}

/**
 * Makes a key for an authenticator app. It is asked of nobody until a first code has shown that the app has it.
 * @throws ConflictError of type `app-exists`
 */
export async function beginApp(deps: Pick<Deps, "db" | "clock" | "seals">, userId: string): Promise<AppKey> {
  const { email } = await getAccount(deps, userId)
  const secret = newTotpSecret()
  const sealed = sealTotpSecret(deps, userId, secret)
  await deps.db.asLearner(userId, async (tx) => {
    if (!(await putUnconfirmedTotp(tx, userId, sealed, deps.clock.now())))
      throw new ConflictError(
        "app-exists",
        "You have an authenticator app already. Remove it before you set up another.",
      )
  })
  return { key: secretText(secret), address: totpAddress(secret, email) }
}

/**
 * The first code of the app: from now on the password alone is not enough.
 * @returns recovery codes, to be shown this once, if it is the first factor; else null
 * @throws InvalidError of type `second-factor-wrong`; RateLimitedError of type `too-many-codes`
 */
export async function confirmApp(
  deps: Pick<Deps, "db" | "clock" | "seals" | "queue" | "config">,
  { userId, sessionId, origin }: SignedIn,
  code: string,
): Promise<string[] | null> {
  const at = deps.clock.now()
  const { refusal, codes } = await deps.db.asLearner(userId, async (tx) => {
    await lockFactors(tx, userId)
    const found = await checkCode(tx, deps, userId, code.replaceAll(/\s/g, ""), { isSetUp: false, at })
    if (found !== undefined) return { refusal: found, codes: null }
    const newValues = { factor: "app" }
    await recordAudit(tx, { event: "second_factor_added", actorId: userId, sessionId, origin, newValues, at })
    await orderLetter(deps, tx, { userId, kind: "factors-changed", change: "app-added", at: at.toISOString() })
    return { refusal: undefined, codes: await giveFirstCodes(tx, userId, at) }
  })
  if (refusal !== undefined) throw refusal.error
  return codes
}

/** @throws NotFoundError; ConflictError of type `second-factor-demanded` */
export async function removeApp(
  deps: Pick<Deps, "db" | "clock" | "queue">,
  { userId, sessionId, origin }: SignedIn,
): Promise<void> {
  const isDemanded = await isFactorDemanded(deps, userId)
  await deps.db.asLearner(userId, async (tx) => {
    await lockFactors(tx, userId)
    if (!(await deleteTotp(tx, userId))) throw new NotFoundError("app-unknown", "You have no authenticator app here.")
    await dropUnneededCodes(tx, userId, isDemanded)
    const oldValues = { factor: "app" }
    const at = deps.clock.now()
    await recordAudit(tx, { event: "second_factor_removed", actorId: userId, sessionId, origin, oldValues, at })
    await orderLetter(deps, tx, { userId, kind: "factors-changed", change: "app-removed", at: at.toISOString() })
  })
}
