import type { Deps } from "../../../platform/deps.ts"
import { ForbiddenError } from "../../../shared/errors.ts"
import { type RequestOrigin, recordAudit } from "../../audit/index.ts"
import { findReceiver } from "./receiver-store.ts"

/**
 * Where the operator asks for confirmed addresses, keeps out whoever has not confirmed theirs: somebody who has shown who they are, so
 * that nobody else learns of it.
 * @throws ForbiddenError of type `email-unverified`
 */
export async function refuseUnverified(
  deps: Pick<Deps, "db" | "clock" | "config">,
  userId: string,
  origin: RequestOrigin,
): Promise<void> {
  if (!deps.config.requiresVerifiedEmail) return
  await deps.db
    .asSystem("check-address", async (tx) => {
      const receiver = await findReceiver(tx, userId)
      if (receiver === undefined || receiver.isDemo || receiver.emailVerifiedAt !== null) return false
      await recordAudit(tx, {
        event: "signin_failed",
        actorId: userId,
        origin,
        isSuccess: false,
        errorMessage: "the address is not confirmed",
        at: deps.clock.now(),
      })
      return true
    })
    .then((isRefused) => {
      if (isRefused)
        throw new ForbiddenError(
          "email-unverified",
          "Confirm your e-mail address first: open the link in the letter you got when you signed up, or ask for another letter.",
        )
    })
}
