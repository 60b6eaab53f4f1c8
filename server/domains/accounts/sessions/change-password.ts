import type { Deps } from "../../../platform/deps.ts"
import { type RequestOrigin, recordAudit } from "../../audit/index.ts"
import { findCredentialsOf, updatePasswordHash } from "../account-store.ts"
import { revokeAllKeyRows } from "../api-keys/api-key-store.ts"
import { forgetApiKeys } from "../api-keys/verify-key.ts"
import { endAccountTokens } from "../letters/account-token-store.ts"
import { orderLetter } from "../letters/order-letter.ts"
import { findReceiver } from "../letters/receiver-store.ts"
import { hashPassword, verifyPassword } from "../passwords/password-hash.ts"
import { faultOfPassword } from "../passwords/password-rules.ts"
import { forgetSession } from "./session-status.ts"
import { revokeOtherFamilies } from "./session-store.ts"
import { refuseFaults } from "./sign-up.ts"

/**
 * Changes the password and ends every other sign-in; API keys only where that is asked for, since programs of one's own would stop.
 * @throws InvalidError when the current one is wrong or the new one weak
 */
export async function changePassword(
  deps: Pick<Deps, "db" | "clock" | "cache" | "queue">,
  learner: { userId: string; sessionId: string },
  passwords: { current: string; next: string; revokesApiKeys?: boolean },
  origin: RequestOrigin,
): Promise<void> {
  const { userId, sessionId } = learner
  const entry = { actorId: userId, entityType: "user", entityId: userId, sessionId, origin }
  const { credentials, receiver } = await deps.db.asSystem("find-credentials", async (tx) => ({
    credentials: await findCredentialsOf(tx, userId),
    receiver: await findReceiver(tx, userId),
  }))
  const isRight = !!credentials?.passwordHash && (await verifyPassword(credentials.passwordHash, passwords.current))
  if (!isRight)
    await deps.db.asSystem("record-refused-password", (tx) =>
      recordAudit(tx, {
        ...entry,
        event: "password_change_failed",
        isSuccess: false,
        errorMessage: "wrong password",
        at: deps.clock.now(),
      }),
    )
  refuseFaults([
    isRight ? null : { path: "currentPassword", message: "This is not your current password." },
    faultOfPassword(passwords.next, [receiver?.email ?? "", receiver?.displayName ?? ""], "newPassword"),
  ])
  const passwordHash = await hashPassword(passwords.next)
  const at = deps.clock.now()
  const ended = await deps.db.asSystem("change-password", async (tx) => {
    await updatePasswordHash(tx, userId, passwordHash, at)
    // A link for somebody who did not know the password any more, or had to guess it.
    await endAccountTokens(tx, userId, ["reset-password"], at)
    const apiKeysRevoked = passwords.revokesApiKeys === true ? await revokeAllKeyRows(tx, userId, at) : undefined
    const newValues = apiKeysRevoked === undefined ? {} : { newValues: { apiKeysRevoked } }
    await recordAudit(tx, { ...entry, ...newValues, event: "password_changed", at })
    await orderLetter(deps, tx, { userId, kind: "password-changed", at: at.toISOString() })
    return revokeOtherFamilies(tx, userId, sessionId, at)
  })
  if (passwords.revokesApiKeys === true) await forgetApiKeys(deps, userId)
  await Promise.all(ended.map((familyId) => forgetSession(deps, userId, familyId)))
}
