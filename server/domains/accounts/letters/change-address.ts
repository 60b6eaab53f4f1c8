import type { Deps } from "../../../platform/deps.ts"
import { recordAudit } from "../../audit/index.ts"
import { SEED_DOMAIN } from "../seed-accounts-store.ts"
import type { SignedIn } from "../sessions/confirm-password.ts"
import { refuseFaults } from "../sessions/sign-up.ts"
import { orderLetter } from "./order-letter.ts"
import { findReceiver } from "./receiver-store.ts"

/**
 * Asks to move somebody's account to another address: a letter goes there, and nothing changes before its link is used. An address that
 * has an account gets a letter that says so, and the answer is the same.
 * @throws InvalidError for the field `email`
 */
export async function requestAddressChange(
  deps: Pick<Deps, "db" | "clock" | "queue">,
  { userId, sessionId, origin }: SignedIn,
  wish: string,
): Promise<void> {
  const email = wish.trim()
  const at = deps.clock.now()
  await deps.db.asSystem("request-address-change", async (tx) => {
    const present = (await findReceiver(tx, userId))?.email
    refuseFaults([
      present?.toLowerCase() === email.toLowerCase()
        ? { path: "email", message: "This is your present address." }
        : email.toLowerCase().endsWith(`@${SEED_DOMAIN}`)
          ? { path: "email", message: "Use an address of your own." }
          : null,
    ])
    await recordAudit(tx, {
      event: "email_change_requested",
      actorId: userId,
      entityType: "user",
      entityId: userId,
      sessionId,
      origin,
      newValues: { email },
      at,
    })
    await orderLetter(deps, tx, { userId, kind: "change-email", to: email })
  })
}
