import type { Deps } from "../../platform/deps.ts"
import { type FieldFault, InvalidError, NotFoundError } from "../../shared/errors.ts"
import { recordAudit } from "../audit/index.ts"
import type { Operator } from "./operator.ts"
import type { RetentionPolicy, RetentionRun } from "./retention-policy.ts"
import { findPolicy, listLastRuns, listPolicies, listRuns, updatePolicy } from "./retention-store.ts"

const LONGEST_DAYS = 36_500

export interface PolicyChange {
  keepDays?: number
  /** Null: for good. */
  archiveKeepDays?: number | null
  isEnabled?: boolean
}

export interface PolicyReport extends RetentionPolicy {
  lastRun: RetentionRun | null
  lastDryRun: RetentionRun | null
}

export async function reportRetention({ db }: Pick<Deps, "db">): Promise<PolicyReport[]> {
  const [policies, runs] = await db.asSystem("report-retention", async (tx) =>
    Promise.all([listPolicies(tx), listLastRuns(tx)]),
  )
  const last = (name: string, isDryRun: boolean) =>
    runs.find((run) => run.policy === name && run.isDryRun === isDryRun) ?? null
  return policies.map((policy) => ({
    ...policy,
    lastRun: last(policy.name, false),
    lastDryRun: last(policy.name, true),
  }))
}

/** Past runs, the newest first. */
export function listRetentionRuns(
  { db }: Pick<Deps, "db">,
  { policy, limit }: { policy?: string; limit: number },
): Promise<RetentionRun[]> {
  return db.asSystem("list-retention-runs", (tx) => listRuns(tx, policy, limit))
}

/** How many days a policy keeps things. @throws NotFoundError */
export async function readKeepDays({ db }: Pick<Deps, "db">, name: string): Promise<number> {
  return (await getPolicy({ db }, name)).keepDays
}

/** @throws NotFoundError */
export async function getPolicy({ db }: Pick<Deps, "db">, name: string): Promise<RetentionPolicy> {
  const policy = await db.asSystem("find-policy", (tx) => findPolicy(tx, name))
  if (policy === undefined) throw policyUnknown()
  return policy
}

/**
 * Changes how long something is kept; the audit log says who did. Takes effect with the next run.
 * @throws NotFoundError; InvalidError with a message for each field
 */
export async function editPolicy(
  { db, clock }: Pick<Deps, "db" | "clock">,
  name: string,
  change: PolicyChange,
  by: Operator,
): Promise<RetentionPolicy> {
  return db.asSystem("edit-policy", async (tx) => {
    const before = await findPolicy(tx, name)
    if (before === undefined) throw policyUnknown()
    const after: RetentionPolicy = { ...before, ...change }
    const faults = faultsOf(after)
    if (faults.length > 0)
      throw new InvalidError("fields-invalid", faults.map(({ message }) => message).join(" "), { fields: faults })
    const at = clock.now()
    await updatePolicy(tx, after, at)
    await recordAudit(tx, {
      ...by,
      event: "retention_changed",
      entityType: "retention-policy",
      entityId: name,
      oldValues: settingsOf(before),
      newValues: settingsOf(after),
      at,
    })
    return after
  })
}

function faultsOf({ action, keepDays, leastKeepDays, archiveKeepDays }: RetentionPolicy): FieldFault[] {
  const faults: FieldFault[] = []
  if (keepDays < leastKeepDays || keepDays > LONGEST_DAYS)
    faults.push({ path: "keepDays", message: `Keep this for ${leastKeepDays} to ${LONGEST_DAYS} days.` })
  if (archiveKeepDays !== null && action !== "archive")
    faults.push({ path: "archiveKeepDays", message: "This is not archived, so there is no archive to keep." })
  else if (archiveKeepDays !== null && (archiveKeepDays < keepDays || archiveKeepDays > LONGEST_DAYS))
    faults.push({
      path: "archiveKeepDays",
      message: "Archives are kept at least as long as what is in the database, or for good.",
    })
  return faults
}

function settingsOf({ keepDays, archiveKeepDays, isEnabled }: RetentionPolicy) {
  return { keepDays, archiveKeepDays, isEnabled }
}

function policyUnknown(): NotFoundError {
  return new NotFoundError("policy-unknown", "There is no retention policy of this name.")
}
