import type { Deps } from "../../../platform/deps.ts"
import { type RemovedFactors, removeSecondFactors } from "../second-factor/remove-second-factors.ts"
import { assertAdministrator, lockPerson } from "./change-person.ts"
import type { Administrator } from "./person.ts"

/**
 * For somebody who has lost phone, passkeys and recovery codes: their password alone opens the account again. The administrator makes sure
 * beforehand that it is them.
 * @throws NotFoundError of type `account-unknown`; ConflictError of type `demo-account`; ForbiddenError of type `role-missing`
 */
export async function switchOffSecondFactor(
  deps: Pick<Deps, "db" | "clock" | "queue">,
  administrator: Administrator,
  userId: string,
): Promise<RemovedFactors> {
  await deps.db.asSystem("find-person", async (tx) => {
    await assertAdministrator(tx, administrator)
    await lockPerson(tx, userId)
  })
  return removeSecondFactors(deps, { userId, by: administrator, origin: administrator.origin })
}
