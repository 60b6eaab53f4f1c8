import type { Deps } from "../../platform/deps.ts"
import { NotFoundError } from "../../shared/errors.ts"
import { type AuditEvent, recordAudit } from "../audit/index.ts"
import { findArchive } from "./archive-store.ts"
import { maintenanceTasks } from "./maintenance.ts"
import type { Operator } from "./operator.ts"
import { findPolicy } from "./retention-store.ts"

type Needs = Pick<Deps, "db" | "clock" | "queue">

/** Lets a task run now, beside its schedule. @throws NotFoundError */
export async function startMaintenance(deps: Needs, task: string, by: Operator): Promise<void> {
  if (!maintenanceTasks.some(({ name }) => name === task))
    throw new NotFoundError("task-unknown", "There is no maintenance task of this name.")
  await enqueue(deps, `operations.${task}`, {}, { event: "maintenance_started", entityId: task, ...by })
}

/** Applies one policy now. @throws NotFoundError */
export async function startRetention(deps: Needs, policy: string, by: Operator): Promise<void> {
  const found = await deps.db.asSystem("find-policy", (tx) => findPolicy(tx, policy))
  if (found === undefined) throw new NotFoundError("policy-unknown", "There is no retention policy of this name.")
  await enqueue(deps, "operations.apply-policy", { policy }, { event: "retention_started", entityId: policy, ...by })
}

/** Puts an archive's rows back, in a job. @throws NotFoundError */
export async function startRestore(deps: Needs, name: string, by: Operator): Promise<void> {
  const found = await deps.db.asSystem("find-archive", (tx) => findArchive(tx, name))
  if (found === undefined) throw new NotFoundError("archive-unknown", "There is no archive of this name.")
  await enqueue(deps, "operations.restore-archive", { name }, { event: "maintenance_started", entityId: name, ...by })
}

/** Asking twice for what waits already is asking once. */
async function enqueue(
  { db, clock, queue }: Needs,
  job: string,
  payload: Record<string, unknown>,
  audit: { event: AuditEvent; entityId: string } & Operator,
): Promise<void> {
  await db.asSystem("start-operation", async (tx) => {
    await queue.enqueue(tx, job, payload, { singletonKey: JSON.stringify(payload) })
    await recordAudit(tx, { ...audit, entityType: "operation", at: clock.now() })
  })
}
