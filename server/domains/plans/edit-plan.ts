import type { Tx } from "../../platform/database/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { ConflictError, InvalidError, NotFoundError } from "../../shared/errors.ts"
import { countPeople } from "../accounts/index.ts"
import { changedValues, recordAudit } from "../audit/index.ts"
import type { AssignedBy } from "./assign-plan.ts"
import type { Limits, Plan } from "./plan.ts"
import { clearDefault, insertPlan, listPlanRows, lockPlans, updatePlan } from "./plan-store.ts"
import { countByPlan } from "./subscription-store.ts"

export interface PlanReport extends Plan {
  /** How many people have it now. */
  people: number
}

export interface PlanChange {
  name?: string
  description?: string
  limits?: Partial<Limits>
  isActive?: boolean
  /** Only true: another plan takes its place by being made the default itself. */
  isDefault?: true
}

export function reportPlans({ db, clock }: Pick<Deps, "db" | "clock">): Promise<PlanReport[]> {
  return db.asSystem("report-plans", async (tx) => {
    const [plans, counts, people] = await Promise.all([listPlanRows(tx), countByPlan(tx, clock.now()), countPeople(tx)])
    const withSubscription = [...counts.values()].reduce((sum, count) => sum + count, 0)
    return plans.map((plan) => ({
      ...plan,
      people: (counts.get(plan.code) ?? 0) + (plan.isDefault ? Math.max(0, people - withSubscription) : 0),
    }))
  })
}

/**
 * Changes a plan for everybody who has it, at once. Who is over a limit that was lowered keeps what lies there and can add no more.
 * @throws NotFoundError; ConflictError for switching off the default plan
 */
export function editPlan(
  { db, clock }: Pick<Deps, "db" | "clock">,
  code: string,
  change: PlanChange,
  by: AssignedBy,
): Promise<Plan> {
  const at = clock.now()
  return db.asSystem("edit-plan", async (tx) => {
    const before = (await lockPlans(tx)).find((plan) => plan.code === code)
    if (before === undefined) throw new NotFoundError("plan-unknown", "There is no such plan.")
    const after: Plan = { ...before, ...change, limits: { ...before.limits, ...change.limits } }
    if (change.isDefault) after.isActive = true
    if (after.isDefault && !after.isActive)
      throw new ConflictError(
        "plan-is-default",
        "Everybody without another plan has this one. Make another plan the default first.",
      )
    if (after.isDefault && !before.isDefault) await clearDefault(tx, at)
    await updatePlan(tx, after, at)
    await recordChange(tx, before, after, { by, at })
    return after
  })
}

/** @throws InvalidError when the code is taken */
export function createPlan(
  { db, clock }: Pick<Deps, "db" | "clock">,
  given: Pick<Plan, "code" | "name" | "description" | "limits">,
  by: AssignedBy,
): Promise<Plan> {
  const at = clock.now()
  return db.asSystem("create-plan", async (tx) => {
    const last = Math.max(0, ...(await lockPlans(tx)).map(({ position }) => position))
    const plan: Plan = { ...given, isDefault: false, isActive: false, position: last + 1 }
    if (!(await insertPlan(tx, plan, at)))
      throw new InvalidError("fields-invalid", "There is a plan with this code already.", {
        fields: [{ path: "code", message: "There is a plan with this code already." }],
      })
    await recordAudit(tx, {
      ...by,
      event: "plan_created",
      entityType: "plan",
      entityId: plan.code,
      newValues: valuesOf(plan),
      at,
    })
    return plan
  })
}

async function recordChange(
  tx: Tx,
  before: Plan,
  after: Plan,
  { by, at }: { by: AssignedBy; at: Date },
): Promise<void> {
  const values = changedValues(valuesOf(before), valuesOf(after))
  if (values)
    await recordAudit(tx, { ...by, event: "plan_changed", entityType: "plan", entityId: after.code, ...values, at })
}

function valuesOf({ limits, ...plan }: Plan) {
  return {
    ...plan,
    materials: limits.materials,
    storageBytes: limits["storage-bytes"],
    modelTokens: limits["model-tokens"],
  }
}
