import type { Deps } from "../../../platform/deps.ts"
import { ConflictError } from "../../../shared/errors.ts"
import { newId } from "../../../shared/ids.ts"
import { recordAudit } from "../../audit/index.ts"
import { findUserIdByEmail } from "../own-data/erase-account.ts"
import { hashSecretToken, newSecretToken } from "../secret-token.ts"
import { linkLifeOf, linkOf } from "./account-token.ts"
import { putAccountToken } from "./account-token-store.ts"
import { findReceiver } from "./receiver-store.ts"

/**
 * A link to set a password, for whoever runs the server: the way back in for an administrator who is alone and forgot theirs.
 * @throws NotFoundError when nobody has this address; ConflictError of type `account-inactive` for who may not sign in
 */
export async function makeResetLink(
  deps: Pick<Deps, "db" | "clock" | "config">,
  address: string,
): Promise<{ email: string; url: string; expiresAt: Date }> {
  const userId = await findUserIdByEmail(deps, address)
  const at = deps.clock.now()
  const expiresAt = new Date(at.getTime() + linkLifeOf(deps.config, "reset-password").ms)
  const token = newSecretToken(userId)
  const email = await deps.db.asSystem("make-reset-link", async (tx) => {
    const receiver = await findReceiver(tx, userId)
    if (receiver === undefined || receiver.status === "suspended" || receiver.isDemo)
      throw new ConflictError(
        "account-inactive",
        "This account may not sign in. Bring it back in Administration first.",
      )
    const made = { id: newId(at.getTime()), tokenHash: hashSecretToken(token), email: receiver.email, at, expiresAt }
    await putAccountToken(tx, userId, { ...made, purpose: "reset-password" })
    await recordAudit(tx, {
      event: "password_reset_link_made",
      actorId: null,
      entityType: "user",
      entityId: userId,
      at,
    })
    return receiver.email
  })
  return { email, url: linkOf(deps.config.http.publicUrl, "reset-password", token), expiresAt }
}
