import type { Tx } from "../../../platform/database/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { ConflictError } from "../../../shared/errors.ts"
import { recordAudit } from "../../audit/index.ts"
import { findAccount } from "../account-store.ts"
import { orderLetter } from "../letters/order-letter.ts"
import type { SignedIn } from "../sessions/confirm-password.ts"
import { lockFactors } from "./factor-lock-store.ts"
import { asksForFactor, readFactorPolicy } from "./factor-policy.ts"
import { hasFactor } from "./factor-policy-store.ts"
import { deletePendingSignIns } from "./pending-sign-in-store.ts"
import { hashRecoveryCode, newRecoveryCodes } from "./recovery-code.ts"
import { countRecoveryCodes, deleteRecoveryCodes, replaceRecoveryCodes } from "./recovery-code-store.ts"

/** Recovery codes for somebody who got their first factor, to be shown this once; null for those who have codes. Factors are locked. */
export async function giveFirstCodes(tx: Tx, userId: string, at: Date): Promise<string[] | null> {
  return (await countRecoveryCodes(tx, userId)) === undefined ? makeCodes(tx, userId, at) : null
}

/** Whether this installation demands a second factor of a person, so that their last one has to stay. */
export async function isFactorDemanded({ db }: Pick<Deps, "db">, userId: string): Promise<boolean> {
  return db.asSystem("read-factor-policy", async (tx) => {
    const account = await findAccount(tx, userId)
    return account !== undefined && asksForFactor(await readFactorPolicy(tx), account.role)
  })
}

/**
 * After a factor was removed: with the last one go the codes and the sign-ins that wait for one. Factors are locked.
 * @throws ConflictError of type `second-factor-demanded` when the last one has to stay: the transaction must end with it
 */
export async function dropUnneededCodes(tx: Tx, userId: string, isDemanded: boolean): Promise<void> {
  if (await hasFactor(tx, userId)) return
  if (isDemanded)
    throw new ConflictError(
      "second-factor-demanded",
      "This StudyIn asks you for a second factor, and this is your only one. Set up another before you remove it.",
    )
  await deleteRecoveryCodes(tx, userId)
  await deletePendingSignIns(tx, userId)
}

/** New recovery codes in place of all that were there. @throws ConflictError of type `no-second-factor` */
export async function renewRecoveryCodes(
  deps: Pick<Deps, "db" | "clock" | "queue">,
  { userId, sessionId, origin }: SignedIn,
): Promise<string[]> {
  const at = deps.clock.now()
  return deps.db.asLearner(userId, async (tx) => {
    await lockFactors(tx, userId)
    if (!(await hasFactor(tx, userId)))
      throw new ConflictError("no-second-factor", "Set up an authenticator app or a passkey first.")
    const codes = await makeCodes(tx, userId, at)
    await recordAudit(tx, { event: "recovery_codes_made", actorId: userId, sessionId, origin, at })
    await orderLetter(deps, tx, { userId, kind: "factors-changed", change: "codes-renewed", at: at.toISOString() })
    return codes
  })
}

async function makeCodes(tx: Tx, userId: string, at: Date): Promise<string[]> {
  const codes = newRecoveryCodes()
  const hashes = codes.map((code) => hashRecoveryCode(userId, code))
  await replaceRecoveryCodes(tx, userId, hashes, at)
  return codes
}
