import type { Tx } from "../../../platform/database/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { ConflictError, ForbiddenError, NotFoundError } from "../../../shared/errors.ts"
import { type AuditEvent, changedValues, recordAudit } from "../../audit/index.ts"
import { lockSignUps } from "../account-store.ts"
import { type ErasedAccount, lockAccount } from "../own-data/erasure-store.ts"
import { forgetRights } from "../sessions/session-status.ts"
import type { Administrator } from "./person.ts"

/** The account that is changed, locked until the change is committed. */
export type LockedPerson = ErasedAccount & { id: string }

export interface PersonChange {
  event: AuditEvent
  before: Record<string, unknown>
  after: Record<string, unknown>
  /** Sign-ins that are to be looked at again at once: because they ended, or because of what they may do. */
  signIns: readonly string[]
}

export type AdministrationDeps = Pick<Deps, "db" | "clock" | "cache" | "events">

/**
 * Lets an administrator change something about a person: in one transaction with its entry in the audit log, after all others who
 * change rights or leave, so that rules over several people hold. The administrator must be one when that moment has come.
 * @param decide makes the change and says what it was; undefined: there was nothing to change
 * @throws NotFoundError of type `account-unknown`; ConflictError of type `demo-account`; ForbiddenError of type `role-missing`
 */
export async function changePerson(
  deps: AdministrationDeps,
  useCase: string,
  administrator: Administrator,
  userId: string,
  decide: (tx: Tx, person: LockedPerson, at: Date) => Promise<PersonChange | undefined>,
): Promise<void> {
  const at = deps.clock.now()
  const change = await deps.db.asSystem(useCase, async (tx) => {
    await lockSignUps(tx)
    await assertAdministrator(tx, administrator)
    const person = await lockPerson(tx, userId)
    const change = await decide(tx, { ...person, id: userId }, at)
    if (change === undefined) return undefined
    await recordAudit(tx, {
      event: change.event,
      actorId: administrator.userId,
      origin: administrator.origin,
      sessionId: administrator.sessionId,
      entityType: "user",
      entityId: userId,
      ...changedValues(change.before, change.after),
      at,
    })
    return change
  })
  if (change === undefined) return
  await forgetRights(deps, userId, change.signIns)
  // Their open pages show what they may do now.
  deps.events.publish(userId, { type: "account" })
}

/** Whoever was demoted or suspended while the request was on its way decides nothing any more. */
export async function assertAdministrator(tx: Tx, { userId }: Administrator): Promise<void> {
  const actor = await lockAccount(tx, userId)
  if (actor?.role !== "admin" || actor.status !== "active")
    throw new ForbiddenError("role-missing", "This needs the role admin.")
}

/** @throws NotFoundError of type `account-unknown`; ConflictError of type `demo-account` */
export async function lockPerson(tx: Tx, userId: string): Promise<ErasedAccount> {
  const person = await lockAccount(tx, userId)
  if (!person) throw new NotFoundError("account-unknown", "There is no such account.")
  if (person.isDemo)
    throw new ConflictError(
      "demo-account",
      "The demo learner belongs to everybody and has no rights to change. Start it over in its settings, or switch it off with DEMO=off.",
    )
  return person
}
