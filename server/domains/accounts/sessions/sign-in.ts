import type { Deps } from "../../../platform/deps.ts"
import { UnauthenticatedError } from "../../../shared/errors.ts"
import { recordAudit } from "../../audit/index.ts"
import { findCredentials, renewPasswordHash } from "../account-store.ts"
import { assertNotSuspended } from "../administration/assert-not-suspended.ts"
import { tellOfNewDevice } from "../letters/new-device.ts"
import { refuseUnverified } from "../letters/refuse-unverified.ts"
import { reopenAccount } from "../own-data/close-account.ts"
import { hashPassword, isOutdated, verifyPassword } from "../passwords/password-hash.ts"
import { beginSecondFactor, type FactorMethod, type SecondFactorNeeded } from "../second-factor/begin-second-factor.ts"
import { openSession, type SessionRequest, type StartedSession, startFamily } from "./start-session.ts"

export interface SignInRequest extends SessionRequest {
  email: string
  password: string
  /** Bring a closed account back. Default false. */
  restoresAccount?: boolean
}

let decoyHash: Promise<string> | undefined

/**
 * Signs in with e-mail and password; an account with a second factor is only half-way in then. An unknown address costs the same
 * work and gets the same answer as a wrong password, so neither tells whether an account or a second factor exists.
 * @throws UnauthenticatedError of type `credentials-wrong`; ConflictError of type `account-closed` for a closed account that the right
 * password was given for, unless the request brings it back; ForbiddenError of type `account-suspended`, likewise
 */
export async function signIn(
  deps: Pick<Deps, "db" | "clock" | "tokens" | "retention" | "seals" | "config" | "queue" | "mail">,
  request: SignInRequest,
): Promise<StartedSession | SecondFactorNeeded> {
  const at = deps.clock.now()
  const found = await deps.db.asSystem("find-credentials", (tx) => findCredentials(tx, request.email.trim()))
  decoyHash ??= hashPassword("nobody has this password")
  const isRight = await verifyPassword(found?.passwordHash ?? (await decoyHash), request.password)
  if (!found?.passwordHash || !isRight) {
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
  await assertNotSuspended(deps, found, request.origin)
  const { userId, status } = found
  const passwordHash = await keepUpToDate(deps, { ...found, passwordHash: found.passwordHash }, request.password)
  const isRefused = status === "deleted" && request.restoresAccount !== true
  const needed = isRefused ? undefined : await beginSecondFactor(deps, { userId, passwordHash }, request)
  if (needed !== undefined) return needed
  if (status === "deleted") await reopenAccount(deps, userId, request)
  return startSession(deps, userId, request)
}

/** The hash of a password that was just given: made anew where the one that is kept cost less than hashes do by now. */
async function keepUpToDate(
  deps: Pick<Deps, "db">,
  { userId, passwordHash }: { userId: string; passwordHash: string },
  password: string,
): Promise<string> {
  if (!isOutdated(passwordHash)) return passwordHash
  const renewed = await hashPassword(password)
  const isKept = await deps.db.asSystem("renew-password-hash", (tx) =>
    renewPasswordHash(tx, userId, { from: passwordHash, to: renewed }),
  )
  return isKept ? renewed : passwordHash
}

/** Signs in somebody whose identity is established: after password and second factor were checked, or as the demo learner. */
export async function startSession(
  deps: Pick<Deps, "db" | "clock" | "tokens" | "config" | "queue" | "mail">,
  userId: string,
  request: SessionRequest,
  secondFactor?: FactorMethod,
): Promise<StartedSession> {
  await refuseUnverified(deps, userId, request.origin)
  const at = deps.clock.now()
  const refreshToken = await deps.db.asSystem("start-session", async (tx) => {
    const token = await startFamily(tx, userId, request, at)
    await recordAudit(tx, {
      event: "signin_success",
      actorId: userId,
      origin: request.origin,
      sessionId: token.familyId,
      ...(secondFactor === undefined ? {} : { newValues: { secondFactor } }),
      at,
    })
    await tellOfNewDevice(deps, tx, { userId, familyId: token.familyId, origin: request.origin })
    return token
  })
  return { ...(await openSession(deps, userId, refreshToken.familyId)), refreshToken }
}
