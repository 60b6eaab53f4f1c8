import type { Deps } from "../../../platform/deps.ts"
import { type RequestOrigin, recordAudit } from "../../audit/index.ts"
import { markVerified, updatePasswordHash } from "../account-store.ts"
import { revokeAllKeyRows } from "../api-keys/api-key-store.ts"
import { forgetApiKeys } from "../api-keys/verify-key.ts"
import { hashPassword } from "../passwords/password-hash.ts"
import { faultOfPassword } from "../passwords/password-rules.ts"
import { forgetSession } from "../sessions/session-status.ts"
import { revokeOtherFamilies } from "../sessions/session-store.ts"
import { refuseFaults } from "../sessions/sign-up.ts"
import { endAccountTokens } from "./account-token-store.ts"
import { findLink, takeLink } from "./open-link.ts"
import { orderLetter } from "./order-letter.ts"
import { findReceiver } from "./receiver-store.ts"

/**
 * Sets a password with the link from a letter, ends every sign-in and API key of the account and tells its owner. Who read the letter reads what is
 * sent to the address, so it counts as confirmed. Nobody is signed in by it: a second factor is asked for as ever.
 * @throws InvalidError of type `link-invalid`, or for the field `newPassword`, which leaves the link as it is
 */
export async function resetPassword(
  deps: Pick<Deps, "db" | "clock" | "cache" | "queue">,
  token: string,
  newPassword: string,
  origin: RequestOrigin,
): Promise<void> {
  const at = deps.clock.now()
  const { link, personal } = await deps.db.asSystem("find-reset-link", async (tx) => {
    const link = await findLink(tx, token, ["reset-password"], at)
    const receiver = await findReceiver(tx, link.userId)
    return { link, personal: [receiver?.email ?? "", receiver?.displayName ?? ""] }
  })
  const { userId } = link
  refuseFaults([faultOfPassword(newPassword, personal, "newPassword")])
  const passwordHash = await hashPassword(newPassword)
  const ended = await deps.db.asSystem("reset-password", async (tx) => {
    await takeLink(tx, link, at)
    await updatePasswordHash(tx, userId, passwordHash, at)
    await markVerified(tx, userId, at)
    await endAccountTokens(tx, userId, ["reset-password", "change-email"], at)
    // Who knew the old password may have made one.
    await revokeAllKeyRows(tx, userId, at)
    await recordAudit(tx, {
      event: "password_reset",
      actorId: userId,
      entityType: "user",
      entityId: userId,
      origin,
      at,
    })
    await orderLetter(deps, tx, { userId, kind: "password-changed", at: at.toISOString() })
    return revokeOtherFamilies(tx, userId, null, at)
  })
  await forgetApiKeys(deps, userId)
  await Promise.all(ended.map((familyId) => forgetSession(deps, userId, familyId)))
}
