import { NotFoundError } from "../../../shared/errors.ts"
import { listActiveFamilies, revokeFamily, revokeOtherFamilies } from "../sessions/session-store.ts"
import { type AdministrationDeps, changePerson } from "./change-person.ts"
import type { Administrator } from "./person.ts"

/**
 * Signs a device of somebody out, or all of them; of the administrator's own all but this one.
 * @param familyId undefined: all
 * @throws what `changePerson` throws; NotFoundError of type `device-unknown`
 */
export async function endSignIns(
  deps: AdministrationDeps,
  administrator: Administrator,
  userId: string,
  familyId?: string,
): Promise<void> {
  const kept = userId === administrator.userId ? administrator.sessionId : null
  await changePerson(deps, "end-sign-ins", administrator, userId, async (tx, _person, at) => {
    const before = (await listActiveFamilies(tx, userId, at)).length
    const ended = familyId === undefined ? await revokeOtherFamilies(tx, userId, kept, at) : [familyId]
    if (familyId !== undefined && !(await revokeFamily(tx, userId, familyId, at)))
      throw new NotFoundError("device-unknown", "This device is not signed in any more.")
    if (ended.length === 0) return undefined
    const after = (await listActiveFamilies(tx, userId, at)).length
    return { event: "session_revoked", before: { signIns: before }, after: { signIns: after }, signIns: ended }
  })
}
