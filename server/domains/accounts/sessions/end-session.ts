import type { Deps } from "../../../platform/deps.ts"
import { NotFoundError } from "../../../shared/errors.ts"
import { type RequestOrigin, recordAudit } from "../../audit/index.ts"
import { hashSecretToken, parseSecretToken } from "../secret-token.ts"
import { forgetSession } from "./session-status.ts"
import {
  type Device,
  listActiveFamilies,
  lockRefreshToken,
  revokeFamily,
  revokeOtherFamilies,
} from "./session-store.ts"

/**
 * Ends the sign-in that a cookie belongs to: whoever holds its secret has held that sign-in. Without effect when it has ended already.
 * @param event why, for the audit log
 */
export async function signOut(
  deps: Pick<Deps, "db" | "clock" | "cache">,
  cookie: string | undefined,
  origin: RequestOrigin,
  event: "signout" | "session_replaced" = "signout",
): Promise<void> {
  const secret = parseSecretToken(cookie)
  if (!secret) return
  const { userId } = secret
  const at = deps.clock.now()
  const familyId = await deps.db.asLearner(userId, async (tx) => {
    const token = await lockRefreshToken(tx, userId, hashSecretToken(secret))
    if (!token || !(await revokeFamily(tx, userId, token.familyId, at))) return null
    await recordAudit(tx, { event, actorId: userId, origin, sessionId: token.familyId, at })
    return token.familyId
  })
  if (familyId !== null) await forgetSession(deps, userId, familyId)
}

/** @throws NotFoundError when the learner has no such sign-in */
export async function revokeDevice(
  deps: Pick<Deps, "db" | "clock" | "cache">,
  userId: string,
  familyId: string,
  origin: RequestOrigin,
): Promise<void> {
  const at = deps.clock.now()
  await deps.db.asLearner(userId, async (tx) => {
    if (!(await revokeFamily(tx, userId, familyId, at))) {
      throw new NotFoundError("device-unknown", "This device is not signed in any more.")
    }
    await recordAudit(tx, { event: "session_revoked", actorId: userId, origin, sessionId: familyId, at })
  })
  await forgetSession(deps, userId, familyId)
}

/** Ends every sign-in of a learner but the one it is asked in. Returns how many those were. */
export async function revokeOtherDevices(
  deps: Pick<Deps, "db" | "clock" | "cache">,
  { userId, sessionId }: { userId: string; sessionId: string },
  origin: RequestOrigin,
): Promise<number> {
  const at = deps.clock.now()
  const ended = await deps.db.asLearner(userId, async (tx) => {
    const others = (await listActiveFamilies(tx, userId, at)).filter(({ familyId }) => familyId !== sessionId)
    const families = await revokeOtherFamilies(tx, userId, sessionId, at)
    if (others.length > 0)
      await recordAudit(tx, {
        event: "other_sessions_revoked",
        actorId: userId,
        origin,
        sessionId,
        newValues: { ended: others.length },
        at,
      })
    return { families, count: others.length }
  })
  await Promise.all(ended.families.map((familyId) => forgetSession(deps, userId, familyId)))
  return ended.count
}

export async function listDevices(deps: Pick<Deps, "db" | "clock">, userId: string): Promise<Device[]> {
  return deps.db.readAsLearner(userId, (tx) => listActiveFamilies(tx, userId, deps.clock.now()))
}
