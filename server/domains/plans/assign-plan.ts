import type { Deps } from "../../platform/deps.ts"
import { ConflictError, InvalidError, NotFoundError } from "../../shared/errors.ts"
import { newId } from "../../shared/ids.ts"
import { hasAccount } from "../accounts/index.ts"
import { type RequestOrigin, recordAudit } from "../audit/index.ts"
import type { Subscription } from "./plan.ts"
import { findEntitlement, findPlan } from "./plan-store.ts"
import { findOpen, insertSubscription, lockSubscriptions, updateSubscription } from "./subscription-store.ts"

/** Who gives a plan, and from where. */
export interface AssignedBy {
  actorId: string
  sessionId?: string
  origin?: RequestOrigin
}

export interface Assignment {
  /** null takes back what was given: the plan a provider told, or the default one, holds again. */
  planCode: string | null
  /** null: until it is taken back. */
  until: Date | null
}

/**
 * Gives somebody a plan. It goes before what a payment provider tells until it is taken back or over.
 * @throws NotFoundError for an account that is not there; InvalidError for a plan that is not; ConflictError for an inactive one
 */
export async function assignPlan(
  { db, clock }: Pick<Deps, "db" | "clock">,
  userId: string,
  { planCode, until }: Assignment,
  by: AssignedBy,
): Promise<void> {
  const at = clock.now()
  if (until !== null && until <= at)
    throw new InvalidError("fields-invalid", "Choose a day that is still to come.", {
      fields: [{ path: "until", message: "Choose a day that is still to come." }],
    })
  await db.asSystem("assign-plan", async (tx) => {
    if (!(await hasAccount(tx, userId))) throw new NotFoundError("user-unknown", "There is no such person.")
    await lockSubscriptions(tx, userId)
    const before = await findEntitlement(tx, userId, at)
    const given = await findOpen(tx, userId, { provider: null, reference: null })
    if (planCode !== null && !(given?.planCode === planCode)) {
      const plan = await findPlan(tx, planCode)
      if (plan === undefined)
        throw new InvalidError("fields-invalid", "There is no such plan.", {
          fields: [{ path: "planCode", message: "There is no such plan." }],
        })
      if (!plan.isActive)
        throw new ConflictError(
          "plan-inactive",
          "This plan is switched off. Switch it on before you give it to anybody.",
        )
    }
    if (given) await updateSubscription(tx, userId, { ...given, status: "ended", endedAt: at }, at)
    if (planCode !== null) await insertSubscription(tx, userId, newAssignment(planCode, at, until), at)
    const after = await findEntitlement(tx, userId, at)
    await recordAudit(tx, {
      ...by,
      event: "plan_assigned",
      entityType: "user",
      entityId: userId,
      oldValues: { plan: before?.plan.code ?? null, until: given?.periodEnd ?? null },
      newValues: { plan: after?.plan.code ?? null, until },
      at,
    })
  })
}

function newAssignment(planCode: string, at: Date, until: Date | null): Subscription {
  return {
    id: newId(at.getTime()),
    planCode,
    status: "active",
    source: "admin",
    provider: null,
    providerReference: null,
    startedAt: at,
    trialEndsAt: null,
    periodStart: at,
    periodEnd: until,
    endedAt: null,
  }
}
