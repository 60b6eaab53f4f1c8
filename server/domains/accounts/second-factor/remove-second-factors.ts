import type { Deps } from "../../../platform/deps.ts"
import { NotFoundError } from "../../../shared/errors.ts"
import { type RequestOrigin, recordAudit } from "../../audit/index.ts"
import { findCredentialsOf } from "../account-store.ts"
import { orderLetter } from "../letters/order-letter.ts"
import { deletePasskeys } from "./passkey-store.ts"
import { deletePendingSignIns } from "./pending-sign-in-store.ts"
import { countRecoveryCodes, deleteRecoveryCodes } from "./recovery-code-store.ts"
import { deleteTotp } from "./totp-store.ts"

export interface FactorRemoval {
  /** Whose factors go. */
  userId: string
  /** The administrator, or `command` for somebody at the server's console. */
  by: { userId: string; sessionId: string } | "command"
  origin?: RequestOrigin
}

export interface RemovedFactors {
  authenticatorApp: boolean
  passkeys: number
  recoveryCodes: number
}

/**
 * For somebody who has lost their phone and their recovery codes: takes away their authenticator app, passkeys and recovery
 * codes, so that the password alone opens the account again. Sign-ins that stand go on; ones that wait for a second factor end.
 * The caller has made sure of the administrator's rights.
 * @throws NotFoundError when there is no such account
 */
export async function removeSecondFactors(
  deps: Pick<Deps, "db" | "clock" | "queue">,
  { userId, by, origin }: FactorRemoval,
): Promise<RemovedFactors> {
  const at = deps.clock.now()
  return deps.db.asSystem("remove-second-factors", async (tx) => {
    if ((await findCredentialsOf(tx, userId)) === undefined)
      throw new NotFoundError("account-unknown", "There is no such account.")
    const codes = await countRecoveryCodes(tx, userId)
    const removed: RemovedFactors = {
      authenticatorApp: await deleteTotp(tx, userId),
      passkeys: await deletePasskeys(tx, userId),
      recoveryCodes: codes?.left ?? 0,
    }
    await deleteRecoveryCodes(tx, userId)
    await deletePendingSignIns(tx, userId)
    await recordAudit(tx, {
      event: "second_factor_removed",
      actorId: by === "command" ? null : by.userId,
      ...(by === "command" ? {} : { sessionId: by.sessionId }),
      ...(origin === undefined ? {} : { origin }),
      entityType: "user",
      entityId: userId,
      oldValues: { ...removed },
      newValues: { by: by === "command" ? "command" : "administrator" },
      at,
    })
    // Where there was nothing the owner need not be worried.
    if (removed.authenticatorApp || removed.passkeys > 0)
      await orderLetter(deps, tx, { userId, kind: "factors-changed", change: "switched-off", at: at.toISOString() })
    return removed
  })
}
