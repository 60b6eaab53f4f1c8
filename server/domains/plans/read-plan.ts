import type { Tx } from "../../platform/database/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { NotFoundError } from "../../shared/errors.ts"
import { hasAccount } from "../accounts/index.ts"
import { type Counter, counters, type Entitlement, nextMonth, periodOf, type Subscription } from "./plan.ts"
import { findEntitlement } from "./plan-store.ts"
import { listSubscriptions } from "./subscription-store.ts"
import { findUsed, sumReserved } from "./usage-store.ts"

export interface CounterUse {
  used: number
  /** Held by what is being added now. */
  reserved: number
  /** null: without limit. */
  max: number | null
}

export interface PlanUse extends Entitlement {
  use: Record<Counter, CounterUse>
  /** When what is counted by the month begins anew. */
  resetsAt: Date
}

/** A learner's plan and how much of it is used. */
export function readPlanUse({ db, clock }: Pick<Deps, "db" | "clock">, userId: string): Promise<PlanUse> {
  return db.readAsLearner(userId, (tx) => planUseOf(tx, userId, clock.now()))
}

const HISTORY_SHOWN = 50

/** The same for administrators, with the plans of before. @throws NotFoundError */
export function readPlanOf(
  { db, clock }: Pick<Deps, "db" | "clock">,
  userId: string,
): Promise<PlanUse & { history: Subscription[] }> {
  return db.asSystem("read-plan-of", async (tx) => {
    if (!(await hasAccount(tx, userId))) throw new NotFoundError("user-unknown", "There is no such person.")
    const [use, history] = await Promise.all([
      planUseOf(tx, userId, clock.now()),
      listSubscriptions(tx, userId, HISTORY_SHOWN),
    ])
    return { ...use, history }
  })
}

async function planUseOf(tx: Tx, userId: string, at: Date): Promise<PlanUse> {
  const keys = counters.map((counter) => ({ counter, period: periodOf(counter, at) }))
  const [entitlement, used, reserved] = await Promise.all([
    findEntitlement(tx, userId, at),
    findUsed(tx, userId, keys),
    sumReserved(tx, userId, keys, { at, except: null }),
  ])
  if (entitlement === undefined) throw new NotFoundError("plan-unknown", "This account has no plan.")
  const figuresOf = (counter: Counter): CounterUse => ({
    used: used.get(counter) ?? 0,
    reserved: reserved.get(counter) ?? 0,
    max: entitlement.plan.limits[counter],
  })
  return {
    ...entitlement,
    use: {
      materials: figuresOf("materials"),
      "storage-bytes": figuresOf("storage-bytes"),
      "model-tokens": figuresOf("model-tokens"),
    },
    resetsAt: nextMonth(at),
  }
}
