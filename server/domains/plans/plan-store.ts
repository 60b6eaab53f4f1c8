import { type Selectable, sql } from "kysely"
import type { Tables, Tx } from "../../platform/database/index.ts"
import type { Entitlement, Plan } from "./plan.ts"
import { type SubscriptionRow, subscriptionOf } from "./subscription-store.ts"

export async function listPlanRows(tx: Tx): Promise<Plan[]> {
  const rows = await tx.selectFrom("plans").selectAll().orderBy("position").orderBy("code").execute()
  return rows.map(planOf)
}

export async function findPlan(tx: Tx, code: string): Promise<Plan | undefined> {
  const row = await tx.selectFrom("plans").selectAll().where("code", "=", code).executeTakeFirst()
  return row && planOf(row)
}

/** Keeps everybody else from changing plans until the transaction ends: which one is the default is for all of them together. */
export async function lockPlans(tx: Tx): Promise<Plan[]> {
  const rows = await tx.selectFrom("plans").selectAll().orderBy("code").forUpdate().execute()
  return rows.map(planOf)
}

/** Stores a plan; false when its code is taken. */
export async function insertPlan(tx: Tx, plan: Plan, at: Date): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto("plans")
    .values({ code: plan.code, ...columnsOf(plan), created_at: at, updated_at: at })
    .onConflict((conflict) => conflict.column("code").doNothing())
    .executeTakeFirst()
  return numInsertedOrUpdatedRows === 1n
}

export async function updatePlan(tx: Tx, plan: Plan, at: Date): Promise<void> {
  await tx
    .updateTable("plans")
    .set({ ...columnsOf(plan), updated_at: at })
    .where("code", "=", plan.code)
    .execute()
}

export async function clearDefault(tx: Tx, at: Date): Promise<void> {
  await tx.updateTable("plans").set({ is_default: false, updated_at: at }).where("is_default", "=", true).execute()
}

/**
 * The plan somebody has at a moment: what an administrator gave, else what a provider told last, else the default one. Undefined for
 * the library, which has no limits.
 */
export async function findEntitlement(tx: Tx, userId: string, at: Date): Promise<Entitlement | undefined> {
  const { rows } = await sql<{ plan: Selectable<Tables["plans"]>; subscription: SubscriptionRow | null }>`
    with mine as (
      select * from subscriptions where user_id = ${userId} and ended_at is null and (period_end is null or period_end > ${at})
      order by source = 'admin' desc, period_start desc, provider_reference collate "C" desc limit 1
    )
    select to_jsonb(p) as plan, to_jsonb(mine) as subscription from plans p left join mine on mine.plan_code = p.code
    where p.code = coalesce((select plan_code from mine), (select code from plans where is_default))
      and ${userId}::uuid <> app.library_user_id()`.execute(tx)
  const row = rows[0]
  if (row === undefined) return undefined
  return { plan: planOf(row.plan), subscription: row.subscription && subscriptionOf(row.subscription) }
}

function columnsOf(plan: Plan) {
  return {
    name: plan.name,
    description: plan.description,
    max_materials: plan.limits.materials,
    max_storage_bytes: plan.limits["storage-bytes"],
    max_model_tokens: plan.limits["model-tokens"],
    is_default: plan.isDefault,
    is_active: plan.isActive,
    position: plan.position,
  }
}

function planOf(row: Selectable<Tables["plans"]>): Plan {
  return {
    code: row.code,
    name: row.name,
    description: row.description,
    limits: {
      materials: row.max_materials,
      "storage-bytes": row.max_storage_bytes,
      "model-tokens": row.max_model_tokens,
    },
    isDefault: row.is_default,
    isActive: row.is_active,
    position: row.position,
  }
}
