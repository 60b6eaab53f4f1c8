import { hasRole, type Role } from "../../../platform/api/index.ts"
import type { Tx } from "../../../platform/database/index.ts"
import { readSetting, writeSetting } from "../../../platform/settings.ts"
import { hasFactor } from "./factor-policy-store.ts"

/** Of whom this installation demands a second factor. */
export interface FactorPolicy {
  /** Everybody with this role or a higher one; null: nobody. */
  requiredFrom: Role | null
}

const KEY = "second-factor-policy"

/** In a system transaction, like everything here. */
export async function readFactorPolicy(tx: Tx): Promise<FactorPolicy> {
  return (await readSetting<FactorPolicy>(tx, KEY)) ?? { requiredFrom: null }
}

export async function writeFactorPolicy(tx: Tx, policy: FactorPolicy): Promise<void> {
  await writeSetting(tx, KEY, policy)
}

/** Whether somebody with this role has to have a second factor. */
export function asksForFactor({ requiredFrom }: FactorPolicy, role: Role): boolean {
  return requiredFrom !== null && hasRole(role, requiredFrom)
}

/** Whether somebody has no second factor and has to have one. Never the demo learner, who has no password to set one up with. */
export async function owesFactor(
  tx: Tx,
  { id, role, isDemo }: { id: string; role: Role; isDemo: boolean },
): Promise<boolean> {
  if (isDemo || !asksForFactor(await readFactorPolicy(tx), role)) return false
  return !(await hasFactor(tx, id))
}
