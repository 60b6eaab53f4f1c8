import type { Tx } from "../../../platform/database/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { addressGroupOf } from "../../../shared/address-group.ts"
import { UnauthenticatedError } from "../../../shared/errors.ts"
import { type RequestOrigin, recordAudit } from "../../audit/index.ts"
import { hashSecretToken, parseSecretToken } from "../secret-token.ts"
import { deviceName } from "./device-name.ts"
import { forgetSession } from "./session-status.ts"
import { findSuccessor, lockRefreshToken, markRotated, type RefreshToken, revokeFamily } from "./session-store.ts"
import { continueFamily, openSession, type StartedSession } from "./start-session.ts"

/**
 * Two tabs may send the same token at the same moment. Whoever comes second within this time, with the same kind of browser and from
 * the same address, gets an access token but no new refresh token: the first one's is in their common cookie already. A thief who
 * meets all three gets what ends with the family, after 15 minutes at most, and cannot go on from it.
 */
const SAME_MOMENT_MS = 10_000

type Refreshed =
  | { kind: "rotated"; familyId: string; token: NonNullable<StartedSession["refreshToken"]> }
  | { kind: "shared"; familyId: string }
  | { kind: "reused"; familyId: string }
  | { kind: "ended" }

/**
 * Exchanges a refresh token for the next one and an access token. A token that was exchanged before is taken for
 * stolen: the whole family ends, and with it every access token of it.
 * @throws UnauthenticatedError of type `session-ended`
 */
export async function refreshSession(
  deps: Pick<Deps, "db" | "clock" | "tokens" | "cache">,
  cookie: string | undefined,
  origin: RequestOrigin,
): Promise<StartedSession> {
  const secret = parseSecretToken(cookie)
  if (!secret) throw sessionEnded()
  const { userId } = secret
  const at = deps.clock.now()
  const refreshed = await deps.db.asLearner(userId, async (tx) => {
    const token = await lockRefreshToken(tx, userId, hashSecretToken(secret))
    return rotate(tx, userId, token, origin, at)
  })
  if (refreshed.kind === "ended") throw sessionEnded()
  if (refreshed.kind === "reused") {
    await forgetSession(deps, userId, refreshed.familyId)
    throw sessionEnded()
  }
  const session = await openSession(deps, userId, refreshed.familyId)
  return refreshed.kind === "rotated" ? { ...session, refreshToken: refreshed.token } : session
}

async function rotate(
  tx: Tx,
  userId: string,
  token: RefreshToken | undefined,
  origin: RequestOrigin,
  at: Date,
): Promise<Refreshed> {
  if (!token || token.revokedAt !== null || token.expiresAt <= at || token.familyExpiresAt <= at)
    return { kind: "ended" }
  const { familyId } = token
  if (token.rotatedAt !== null) {
    const next = await findSuccessor(tx, userId, token.id)
    const isSameMoment =
      at.getTime() - token.rotatedAt.getTime() < SAME_MOMENT_MS &&
      next?.device === deviceName(origin.userAgent) &&
      addressGroupOf(next.ipAddress ?? "") === addressGroupOf(origin.ipAddress ?? "")
    if (isSameMoment) return { kind: "shared", familyId }
    await revokeFamily(tx, userId, familyId, at)
    await recordAudit(tx, {
      event: "token_reuse_detected",
      actorId: userId,
      origin,
      sessionId: familyId,
      isSuccess: false,
      at,
    })
    return { kind: "reused", familyId }
  }
  await markRotated(tx, userId, token.id, at)
  const next = await continueFamily(tx, userId, token, origin, at)
  return { kind: "rotated", familyId, token: next }
}

function sessionEnded(): UnauthenticatedError {
  return new UnauthenticatedError("session-ended", "Your sign-in has ended. Sign in again.")
}
