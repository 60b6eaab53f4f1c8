import type { Deps } from "../../../platform/deps.ts"
import { NotFoundError } from "../../../shared/errors.ts"
import { listFactors } from "../second-factor/list-factors.ts"
import { type Device, listActiveFamilies } from "../sessions/session-store.ts"
import { findPersonRow, type PersonRow } from "./people-store.ts"

const MS_PER_DAY = 86_400_000

export interface Person extends PersonRow {
  /** Of a closed account: from when on it may be erased for good. */
  erasedFrom: Date | null
  signIns: Device[]
  /** What their sign-in asks for besides the password. */
  secondFactor: { hasApp: boolean; passkeys: number; recoveryCodes: number }
}

/** Somebody's account as administrators see it: who they are and what they may do, nothing of what they learn. @throws NotFoundError */
export async function getPerson(
  deps: Pick<Deps, "db" | "clock" | "retention" | "seals" | "config">,
  userId: string,
): Promise<Person> {
  const found = await deps.db.asSystem("read-person", async (tx) => {
    const person = await findPersonRow(tx, userId)
    return person && { ...person, signIns: await listActiveFamilies(tx, userId, deps.clock.now()) }
  })
  if (!found) throw new NotFoundError("account-unknown", "There is no such account.")
  const erasedFrom =
    found.closedAt === null
      ? null
      : new Date(found.closedAt.getTime() + (await deps.retention.keepDaysOf("closed-accounts")) * MS_PER_DAY)
  const { app, passkeys, recoveryCodes } = await listFactors(deps, userId)
  const secondFactor = { hasApp: app !== null, passkeys: passkeys.length, recoveryCodes: recoveryCodes?.left ?? 0 }
  return { ...found, erasedFrom, secondFactor }
}
