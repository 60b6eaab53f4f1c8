import type { Tx } from "../../../platform/database/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { type DomainError, InvalidError, RateLimitedError } from "../../../shared/errors.ts"
import { delayOfNextCode } from "./code-delay.ts"
import { stepOfCode } from "./totp.ts"
import { countWrongCode, lockTotp, resealTotp, type StoredTotp, takeTotpStep } from "./totp-store.ts"

/** What the key of an authenticator app is sealed for. */
const PURPOSE = "totp"

export function sealTotpSecret({ seals }: Pick<Deps, "seals">, userId: string, secret: Uint8Array): Uint8Array {
  return seals.seal(PURPOSE, userId, secret)
}

/** Whether this installation still has the secret that the app's key was encrypted with. */
export function canReadTotp({ seals }: Pick<Deps, "seals">, userId: string, { sealedSecret }: StoredTotp): boolean {
  return seals.open(PURPOSE, userId, sealedSecret) !== undefined
}

/** Why a code does not count; undefined: it does, and is used up. */
export type CodeRefusal = { error: DomainError; reason: string } | undefined

/**
 * Looks at a code of an authenticator app and uses it up, in the caller's transaction. Of several requests at once each sees
 * what those before it did. A wrong code is counted there too, so the caller must commit and may throw `error` only afterwards.
 * @param isSetUp false: while the app is being set up, when the first right code confirms it
 */
export async function checkCode(
  tx: Tx,
  { seals, config }: Pick<Deps, "seals" | "config">,
  userId: string,
  code: string,
  { isSetUp, at }: { isSetUp: boolean; at: Date },
): Promise<CodeRefusal> {
  const totp = await lockTotp(tx, userId)
  if (totp === undefined || (totp.confirmedAt !== null) !== isSetUp) return refusal("no app", noApp(isSetUp))
  const waitMs = delayOfNextCode(totp.wrongCodes, totp.lastWrongAt, at)
  if (waitMs > 0) return { reason: "too many wrong codes", error: tooManyCodes(waitMs) }
  const opened = seals.open(PURPOSE, userId, totp.sealedSecret)
  if (opened === undefined) return refusal("key unreadable", unreadable)
  const step = stepOfCode(opened.contents, code, at, config.hasShortLivedCodes)
  if (step === undefined) {
    await countWrongCode(tx, userId, at)
    return refusal("wrong code", wrongCode)
  }
  if (totp.lastUsedStep !== null && step <= totp.lastUsedStep) return refusal("code used before", usedCode)
  await takeTotpStep(tx, userId, step, at)
  if (opened.isOutdated) await resealTotp(tx, userId, seals.seal(PURPOSE, userId, opened.contents))
  return undefined
}

const wrongCode = "This code is not right. Codes change every 30 seconds: type the one that is shown now."
const usedCode = "This code was used already. Wait for the next one."
const unreadable =
  "This server cannot read the key of your app any more. Use a recovery code or a passkey, or ask your administrator to switch your second factor off."
const noApp = (isSetUp: boolean) =>
  isSetUp
    ? "There is no authenticator app for this account. Use a recovery code or a passkey."
    : "No app is waiting to be set up. Begin again."

export function refusal(reason: string, message: string, type = "second-factor-wrong") {
  return { reason, error: new InvalidError(type, message, { fields: [{ path: "code", message }] }) }
}

function tooManyCodes(waitMs: number): RateLimitedError {
  const minutes = Math.ceil(waitMs / 60_000)
  return new RateLimitedError(
    "too-many-codes",
    `There were too many wrong codes. Wait ${minutes === 1 ? "a minute" : `${minutes} minutes`}, or use a recovery code or a passkey.`,
    { retryAfterS: Math.ceil(waitMs / 1000) },
  )
}
