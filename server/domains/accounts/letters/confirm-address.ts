import { sqlStateOf } from "../../../platform/database/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { ConflictError } from "../../../shared/errors.ts"
import { type RequestOrigin, recordAudit } from "../../audit/index.ts"
import { markVerified, updateAddress } from "../account-store.ts"
import { endAccountTokens } from "./account-token-store.ts"
import { findLink, takeLink } from "./open-link.ts"
import { orderLetter } from "./order-letter.ts"

/**
 * Confirms an address with the link from a letter: the present one, or the one to move to. The old address is told of a move, and links
 * sent there end. Returns the confirmed address.
 * @throws InvalidError of type `link-invalid`; ConflictError of type `email-taken` when somebody else took the new address meanwhile
 */
export async function confirmAddress(
  deps: Pick<Deps, "db" | "clock" | "queue">,
  token: string,
  origin: RequestOrigin,
): Promise<string> {
  const at = deps.clock.now()
  return deps.db
    .asSystem("confirm-address", async (tx) => {
      const link = await findLink(tx, token, ["verify-email", "change-email"], at)
      const { userId, email } = link
      const former = await takeLink(tx, link, at)
      const entry = { actorId: userId, entityType: "user", entityId: userId, origin, at }
      if (link.purpose === "verify-email") {
        await markVerified(tx, userId, at)
        await recordAudit(tx, { ...entry, event: "email_verified" })
        return former
      }
      await updateAddress(tx, userId, email, at)
      await endAccountTokens(tx, userId, ["verify-email", "reset-password"], at)
      await recordAudit(tx, {
        ...entry,
        event: "email_changed",
        oldValues: { email: former },
        newValues: { email },
      })
      await orderLetter(deps, tx, { userId, kind: "email-changed", to: former })
      return email
    })
    .catch((error) => {
      if (sqlStateOf(error) === "23505")
        throw new ConflictError("email-taken", "There is another account with this e-mail address by now.")
      throw error
    })
}
