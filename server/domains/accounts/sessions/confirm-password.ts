import type { Deps } from "../../../platform/deps.ts"
import { ForbiddenError, InvalidError } from "../../../shared/errors.ts"
import { type AuditEvent, type RequestOrigin, recordAudit } from "../../audit/index.ts"
import { findCredentialsOf } from "../account-store.ts"
import { verifyPassword } from "../passwords/password-hash.ts"

/** Somebody who is signed in, and where they are. */
export interface SignedIn {
  userId: string
  sessionId: string
  origin: RequestOrigin
}

/** Asked for their password once more. */
export interface ConfirmedBy extends SignedIn {
  password: string
}

/**
 * Makes sure that it is the person who asks, not somebody at their open browser. A refusal goes to the audit log as `refusal`.
 * @throws InvalidError for the field `password`; ForbiddenError of type `no-password` for the demo learner
 */
export async function confirmPassword(
  deps: Pick<Deps, "db" | "clock">,
  { userId, sessionId, password, origin }: ConfirmedBy,
  refusal: AuditEvent,
): Promise<void> {
  const credentials = await deps.db.asSystem("find-credentials", (tx) => findCredentialsOf(tx, userId))
  if (!credentials?.passwordHash)
    throw new ForbiddenError(
      "no-password",
      "The demo learner has no password, so this cannot be done here. Create an account of your own for it.",
    )
  if (await verifyPassword(credentials.passwordHash, password)) return
  await deps.db.asSystem("record-refused-password", (tx) =>
    recordAudit(tx, {
      event: refusal,
      actorId: userId,
      origin,
      sessionId,
      isSuccess: false,
      errorMessage: "wrong password",
      at: deps.clock.now(),
    }),
  )
  const message = "This is not your password."
  throw new InvalidError("fields-invalid", message, { fields: [{ path: "password", message }] })
}
