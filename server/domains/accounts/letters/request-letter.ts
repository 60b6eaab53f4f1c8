import type { Deps } from "../../../platform/deps.ts"
import { ConflictError, RateLimitedError } from "../../../shared/errors.ts"
import { newId } from "../../../shared/ids.ts"
import { type RequestOrigin, recordAudit } from "../../audit/index.ts"
import { letterCaps } from "./account-token.ts"
import { findLastToken } from "./account-token-store.ts"
import { orderLetter } from "./order-letter.ts"
import { findReceiver, findUserIdByAddress } from "./receiver-store.ts"

/**
 * Orders a letter for whoever has this address, if anybody. Whether there is an account neither answer nor work tells: the same
 * statements run and the same job is ordered, for somebody made up where there is none. What the account may get is decided by the job.
 */
export async function requestLetter(
  deps: Pick<Deps, "db" | "clock" | "queue">,
  kind: "reset-password" | "verify-email",
  email: string,
  origin: RequestOrigin,
): Promise<void> {
  const at = deps.clock.now()
  await deps.db.asSystem("request-letter", async (tx) => {
    const found = await findUserIdByAddress(tx, email.trim())
    await recordAudit(tx, {
      event: kind === "reset-password" ? "password_reset_requested" : "verification_requested",
      actorId: null,
      entityType: "user",
      ...(found === undefined ? {} : { entityId: found }),
      origin,
      at,
    })
    await orderLetter(deps, tx, { userId: found ?? newId(at.getTime()), kind })
  })
}

/**
 * The letter that confirms the address of somebody who is signed in, once more.
 * @throws ConflictError of type `email-verified`; RateLimitedError within a minute of the last one
 */
export async function requestOwnVerification(
  deps: Pick<Deps, "db" | "clock" | "queue">,
  userId: string,
): Promise<void> {
  const at = deps.clock.now()
  await deps.db.asSystem("request-own-verification", async (tx) => {
    const receiver = await findReceiver(tx, userId)
    if (receiver?.emailVerifiedAt !== null)
      throw new ConflictError("email-verified", "Your address is confirmed already.")
    const last = await findLastToken(tx, userId, "verify-email")
    const waitMs = (last?.getTime() ?? 0) + (letterCaps[0]?.withinMs ?? 0) - at.getTime()
    if (waitMs > 0)
      throw new RateLimitedError(
        "letter-just-sent",
        "A letter was sent a moment ago. Look for it, also among unwanted mail.",
        {
          retryAfterS: Math.ceil(waitMs / 1000),
        },
      )
    await orderLetter(deps, tx, { userId, kind: "verify-email" })
  })
}
