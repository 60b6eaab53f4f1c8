import { type Role, roles } from "../../../platform/api/index.ts"
import type { Deps } from "../../../platform/deps.ts"
import { ConflictError } from "../../../shared/errors.ts"
import { changedValues, recordAudit } from "../../audit/index.ts"
import { lockSignUps } from "../account-store.ts"
import { type FactorPolicy, readFactorPolicy, writeFactorPolicy } from "../second-factor/factor-policy.ts"
import { countByRole, hasFactor, type RoleWithFactors } from "../second-factor/factor-policy-store.ts"
import { assertAdministrator } from "./change-person.ts"
import type { Administrator } from "./person.ts"

/** Of whom a second factor is demanded, and how many that would meet. */
export interface FactorDemand extends FactorPolicy {
  roles: RoleWithFactors[]
}

export async function readFactorDemand(deps: Pick<Deps, "db">): Promise<FactorDemand> {
  return deps.db.asSystem("read-factor-demand", async (tx) => {
    const counts = await countByRole(tx)
    const countOf = (role: Role) => counts.find((one) => one.role === role) ?? { role, people: 0, withoutFactor: 0 }
    return { ...(await readFactorPolicy(tx)), roles: roles.map(countOf) }
  })
}

/**
 * Demands a second factor of everybody from a role upwards; null: of nobody. Whoever has none sets one up at their next sign-in or, in
 * a sign-in that stands, when their next access token is due: 15 minutes later at most. Their API keys rest until then.
 * @param by `command` for somebody at the server's console
 * @throws ConflictError of type `own-second-factor-missing`: administrators begin with themselves, so that nobody who demands it is
 * shut out by it; ForbiddenError of type `role-missing`
 */
export async function demandFactors(
  deps: Pick<Deps, "db" | "clock">,
  by: Administrator | "command",
  requiredFrom: Role | null,
): Promise<FactorDemand> {
  const at = deps.clock.now()
  await deps.db.asSystem("demand-factors", async (tx) => {
    // After all who change rights: the administrator must be one when this counts.
    await lockSignUps(tx)
    if (by !== "command") {
      await assertAdministrator(tx, by)
      if (requiredFrom !== null && !(await hasFactor(tx, by.userId)))
        throw new ConflictError(
          "own-second-factor-missing",
          "Set up a second factor for yourself first: in your settings, under Signing in. Then ask it of others.",
        )
    }
    const before = await readFactorPolicy(tx)
    const values = changedValues({ ...before }, { requiredFrom })
    if (values === undefined) return
    await writeFactorPolicy(tx, { requiredFrom })
    await recordAudit(tx, {
      event: "second_factor_demanded",
      actorId: by === "command" ? null : by.userId,
      ...(by === "command" ? {} : { sessionId: by.sessionId, origin: by.origin }),
      entityType: "setting",
      ...values,
      at,
    })
  })
  return readFactorDemand(deps)
}
