import { ConflictError } from "../../../shared/errors.ts"
import { setClosed } from "../account-store.ts"
import { revokeOtherFamilies } from "../sessions/session-store.ts"
import { type AdministrationDeps, changePerson } from "./change-person.ts"
import { keepAdministrator } from "./keep-administrator.ts"
import type { Administrator } from "./person.ts"

/**
 * Closes somebody's account, as they could themselves: it is erased when the period of the policy `closed-accounts` is over, and until then
 * they or an administrator can bring it back. To keep somebody out, suspend them.
 * @throws what `changePerson` throws; ConflictError of type `own-account`, `account-suspended` or `last-administrator`
 */
export async function closePerson(
  deps: AdministrationDeps,
  administrator: Administrator,
  userId: string,
): Promise<void> {
  if (userId === administrator.userId)
    throw new ConflictError("own-account", "This is your own account. Close it in your settings.")
  await changePerson(deps, "close-person", administrator, userId, async (tx, person, at) => {
    if (person.status === "deleted") return undefined
    // Signing in opens a closed account: it would open one of somebody who is to stay out.
    if (person.status === "suspended")
      throw new ConflictError("account-suspended", "This account is suspended. Lift the suspension first, or erase it.")
    if (person.role === "admin") await keepAdministrator(tx, userId)
    await setClosed(tx, userId, at)
    return {
      event: "account_closed",
      before: { status: "active" },
      after: { status: "deleted" },
      signIns: await revokeOtherFamilies(tx, userId, null, at),
    }
  })
}

/** Opens a closed account again, with everything in it. @throws what `changePerson` throws */
export async function reopenPerson(
  deps: AdministrationDeps,
  administrator: Administrator,
  userId: string,
): Promise<void> {
  await changePerson(deps, "reopen-person", administrator, userId, async (tx, person) => {
    if (person.status !== "deleted") return undefined
    await setClosed(tx, userId, null)
    return { event: "account_reopened", before: { status: "deleted" }, after: { status: "active" }, signIns: [] }
  })
}
