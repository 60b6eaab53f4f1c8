import { ConflictError } from "../../../shared/errors.ts"
import { setSuspended } from "../account-store.ts"
import { revokeOtherFamilies } from "../sessions/session-store.ts"
import { type AdministrationDeps, changePerson } from "./change-person.ts"
import { keepAdministrator } from "./keep-administrator.ts"
import { findSuspensionReason } from "./people-store.ts"
import type { Administrator } from "./person.ts"

/**
 * Keeps somebody out until an administrator brings them back: every sign-in ends at once, and none begins. Everything they have stays.
 * Their jobs under way are finished: they only work on what is theirs already.
 * @param reason told to the person when they try to sign in with the right password
 * @throws what `changePerson` throws; ConflictError of type `own-account`, `account-closed` or `last-administrator`
 */
export async function suspendPerson(
  deps: AdministrationDeps,
  administrator: Administrator,
  userId: string,
  reason: string,
): Promise<void> {
  if (userId === administrator.userId)
    throw new ConflictError("own-account", "You cannot suspend yourself. Ask another administrator.")
  await changePerson(deps, "suspend-person", administrator, userId, async (tx, person, at) => {
    if (person.status === "deleted")
      throw new ConflictError(
        "account-closed",
        "This account is closed. Bring it back first if it is to be kept, or erase it.",
      )
    const before = { status: person.status, reason: await findSuspensionReason(tx, userId) }
    if (before.reason === reason) return undefined
    if (person.role === "admin") await keepAdministrator(tx, userId)
    await setSuspended(tx, userId, reason, at)
    return {
      event: "account_suspended",
      before,
      after: { status: "suspended", reason },
      signIns: await revokeOtherFamilies(tx, userId, null, at),
    }
  })
}

/** Lets somebody in again. They sign in anew: nothing that began before or meanwhile counts. @throws what `changePerson` throws */
export async function reinstatePerson(
  deps: AdministrationDeps,
  administrator: Administrator,
  userId: string,
): Promise<void> {
  await changePerson(deps, "reinstate-person", administrator, userId, async (tx, person, at) => {
    if (person.status !== "suspended") return undefined
    const reason = await findSuspensionReason(tx, userId)
    await setSuspended(tx, userId, null, at)
    return {
      event: "account_reinstated",
      before: { status: "suspended", reason },
      after: { status: "active", reason: null },
      signIns: await revokeOtherFamilies(tx, userId, null, at),
    }
  })
}
