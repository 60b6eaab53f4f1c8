import type { Role } from "../../../platform/api/index.ts"
import { updateRole } from "../account-store.ts"
import { listActiveFamilies } from "../sessions/session-store.ts"
import { type AdministrationDeps, changePerson } from "./change-person.ts"
import { keepAdministrator } from "./keep-administrator.ts"
import type { Administrator } from "./person.ts"

/**
 * Gives somebody another role. It counts from the next request on: access tokens with the old one are refused, and the page gets new ones
 * by itself.
 * @throws what `changePerson` throws; ConflictError of type `last-administrator`
 */
export async function changeRole(
  deps: AdministrationDeps,
  administrator: Administrator,
  userId: string,
  role: Role,
): Promise<void> {
  await changePerson(deps, "change-role", administrator, userId, async (tx, person, at) => {
    if (person.role === role) return undefined
    if (person.role === "admin") await keepAdministrator(tx, userId)
    await updateRole(tx, userId, role, at)
    const signIns = await listActiveFamilies(tx, userId, at)
    return {
      event: "role_changed",
      before: { role: person.role },
      after: { role },
      signIns: signIns.map(({ familyId }) => familyId),
    }
  })
}
