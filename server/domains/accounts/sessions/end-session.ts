import type { Deps } from "../../../platform/deps.ts"
import { NotFoundError } from "../../../shared/errors.ts"
import { type RequestOrigin, recordAudit } from "../../audit/index.ts"
import { hashRefreshSecret, parseRefreshSecret } from "./refresh-token.ts"
import { forgetSession } from "./session-status.ts"
import { type Device, listActiveFamilies, lockRefreshToken, revokeFamily } from "./session-store.ts"

/** Signs out the sign-in that a cookie belongs to. Without effect when it has ended already. */
export async function signOut(
  deps: Pick<Deps, "db" | "clock" | "cache">,
  cookie: string | undefined,
  origin: RequestOrigin,
): Promise<void> {
  const secret = parseRefreshSecret(cookie)
  if (!secret) return
  const { userId } = secret
  const at = deps.clock.now()
  const familyId = await deps.db.asLearner(userId, async (tx) => {
    const token = await lockRefreshToken(tx, userId, hashRefreshSecret(secret))
    if (!token || !(await revokeFamily(tx, userId, token.familyId, at))) return null
    await recordAudit(tx, { event: "signout", actorId: userId, origin, sessionId: token.familyId, at })
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

export async function listDevices(deps: Pick<Deps, "db" | "clock">, userId: string): Promise<Device[]> {
  return deps.db.readAsLearner(userId, (tx) => listActiveFamilies(tx, userId, deps.clock.now()))
}
