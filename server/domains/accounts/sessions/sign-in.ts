import { hash, verify } from "@node-rs/argon2"
import type { Deps } from "../../../platform/deps.ts"
import { UnauthenticatedError } from "../../../shared/errors.ts"
import { recordAudit } from "../../audit/index.ts"
import { findCredentials } from "../account-store.ts"
import { reopenAccount } from "../own-data/close-account.ts"
import { openSession, type SessionRequest, type StartedSession, startFamily } from "./start-session.ts"

export interface SignInRequest extends SessionRequest {
  email: string
  password: string
  /** Bring a closed account back. Default false. */
  restoresAccount?: boolean
}

let decoyHash: Promise<string> | undefined

/**
 * Signs in with e-mail and password. An unknown address costs the same work and gets the same answer as a wrong
 * password, so neither tells whether an account exists.
 * @throws UnauthenticatedError of type `credentials-wrong`; ConflictError of type `account-closed` for a closed account that the right
 * password was given for, unless the request brings it back
 */
export async function signIn(
  deps: Pick<Deps, "db" | "clock" | "tokens" | "retention">,
  request: SignInRequest,
): Promise<StartedSession> {
  const at = deps.clock.now()
  const found = await deps.db.asSystem("find-credentials", (tx) => findCredentials(tx, request.email.trim()))
  decoyHash ??= hash("nobody has this password")
  const isRight = await verify(found?.passwordHash ?? (await decoyHash), request.password)
  if (!found?.passwordHash || found.status === "suspended" || !isRight) {
    await deps.db.asSystem("record-failed-sign-in", (tx) =>
      recordAudit(tx, {
        event: "signin_failed",
        actorId: found?.userId ?? null,
        origin: request.origin,
        isSuccess: false,
        at,
      }),
    )
    throw new UnauthenticatedError(
      "credentials-wrong",
      "E-mail address and password do not match. Check both and try again.",
    )
  }
  if (found.status === "deleted") await reopenAccount(deps, found.userId, request)
  return startSession(deps, found.userId, request)
}

/** Signs in somebody whose identity is established: after the password was checked, or as the demo learner. */
export async function startSession(
  deps: Pick<Deps, "db" | "clock" | "tokens">,
  userId: string,
  request: SessionRequest,
): Promise<StartedSession> {
  const at = deps.clock.now()
  const refreshToken = await deps.db.asSystem("start-session", async (tx) => {
    const token = await startFamily(tx, userId, request, at)
    await recordAudit(tx, {
      event: "signin_success",
      actorId: userId,
      origin: request.origin,
      sessionId: token.familyId,
      at,
    })
    return token
  })
  return { ...(await openSession(deps, userId, refreshToken.familyId)), refreshToken }
}
