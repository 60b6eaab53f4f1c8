import type { Tx } from "../../../platform/database/index.ts"
import { ConflictError } from "../../../shared/errors.ts"
import { hasOthers, isLastAdministrator, lockSignUps } from "../account-store.ts"

/**
 * Makes sure that somebody is left to administer: to be called before an administrator is demoted, suspended, closed or erased, in the
 * same transaction. From here to its end no other transaction can do one of these, or make an account.
 * @param unlessAlone somebody who is the only one with an account may go: whoever comes next becomes the administrator
 * @throws ConflictError of type `last-administrator`
 */
export async function keepAdministrator(
  tx: Tx,
  userId: string,
  { unlessAlone = false }: { unlessAlone?: boolean } = {},
): Promise<void> {
  await lockSignUps(tx)
  if (!(await isLastAdministrator(tx, userId))) return
  if (unlessAlone && !(await hasOthers(tx, userId))) return
  throw new ConflictError(
    "last-administrator",
    "This is the only administrator who can sign in, and somebody must be left to run this StudyIn. Make another person administrator first.",
  )
}
