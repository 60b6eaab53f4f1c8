import { setTimeout as pause } from "node:timers/promises"
import { newId } from "../../shared/ids.ts"
import { type ArchiveDeps, archivePartition, deleteArchiveFiles, finishArchive } from "./archive-partition.ts"
import { listArchives, listUnfinished } from "./archive-store.ts"
import { getPolicy } from "./edit-policy.ts"
import { cutoffOf, dueMonths, type RetentionPolicy, type RetentionRun } from "./retention-policy.ts"
import { finishRun, insertRun, listPolicies } from "./retention-store.ts"

/** Things removed in one short transaction. */
const BATCH = 500
/** Between two of them, so that everybody else comes first. */
const PAUSE_MS = 20

export interface RetentionRequest {
  /** Of the policy; default: every one that is enabled. */
  policy?: string
  /** Counts and changes nothing. */
  isDryRun: boolean
  signal?: AbortSignal
}

/**
 * Applies the policies one after the other and records each run. One that fails does not keep the others from running; its error is in
 * its run.
 */
export async function applyRetention(deps: ArchiveDeps, request: RetentionRequest): Promise<RetentionRun[]> {
  const policies = await deps.db.asSystem("list-policies", listPolicies)
  const chosen = policies.filter(({ name, isEnabled }) =>
    request.policy === undefined ? isEnabled : name === request.policy,
  )
  const runs: RetentionRun[] = []
  for (const policy of chosen) {
    request.signal?.throwIfAborted()
    runs.push(await applyPolicy(deps, policy, request))
  }
  return runs
}

/** Counts what a policy would take away now, also one that is switched off. @throws NotFoundError */
export async function dryRunPolicy(deps: ArchiveDeps, name: string): Promise<RetentionRun> {
  return applyPolicy(deps, await getPolicy(deps, name), { isDryRun: true })
}

async function applyPolicy(
  deps: ArchiveDeps,
  policy: RetentionPolicy,
  { isDryRun, signal }: RetentionRequest,
): Promise<RetentionRun> {
  const { db, clock, log } = deps
  const startedAt = clock.now()
  const run: RetentionRun = {
    id: newId(startedAt.getTime()),
    policy: policy.name,
    isDryRun,
    keepDays: policy.keepDays,
    startedAt,
    finishedAt: null,
    rowCount: 0,
    partitions: [],
    error: null,
  }
  await db.asSystem("begin-retention", (tx) => insertRun(tx, run))
  try {
    if (policy.action === "archive") await applyToMonths(deps, policy, run, signal)
    else await applyToRows(deps, policy, run, signal)
  } catch (error) {
    run.error = error instanceof Error ? error.message.slice(0, 1000) : String(error)
    log.error({ err: error, policy: policy.name }, "retention: a policy could not be applied")
  }
  run.finishedAt = clock.now()
  await db.asSystem("finish-retention", (tx) => finishRun(tx, run))
  return run
}

async function applyToRows(
  { retention, clock }: Pick<ArchiveDeps, "retention" | "clock">,
  policy: RetentionPolicy,
  run: RetentionRun,
  signal: AbortSignal | undefined,
): Promise<void> {
  const rule = retention.rules.get(policy.name)
  if (rule === undefined) throw new Error(`No room lets go of ${policy.name}`)
  const before = cutoffOf(policy.keepDays, clock.now())
  if (run.isDryRun) {
    run.rowCount = await rule.count(before)
    return
  }
  for (;;) {
    signal?.throwIfAborted()
    const removed = await rule.removeSome(before, BATCH)
    if (removed === 0) return
    run.rowCount += removed
    await pause(PAUSE_MS)
  }
}

async function applyToMonths(
  deps: ArchiveDeps,
  policy: RetentionPolicy,
  run: RetentionRun,
  signal: AbortSignal | undefined,
): Promise<void> {
  const now = deps.clock.now()
  if (run.isDryRun) {
    for (const month of dueMonths(policy, await deps.upkeep.listPartitions(), now)) {
      run.partitions.push(month.name)
      run.rowCount += await deps.upkeep.countRows(month.name)
    }
    return
  }
  // A month that was detached is in no list of partitions: those that a run was cut off at come first.
  const unfinished = await deps.db.asSystem("find-archives", listUnfinished)
  for (const archive of unfinished.filter(({ table }) => policy.tables.includes(table))) {
    signal?.throwIfAborted()
    note(run, await finishArchive(deps, archive))
  }
  for (const month of dueMonths(policy, await deps.upkeep.listPartitions(), now)) {
    signal?.throwIfAborted()
    const archive = await archivePartition(deps, month)
    if (archive !== undefined) note(run, archive)
  }
  if (policy.archiveKeepDays === null) return
  const cutoff = cutoffOf(policy.archiveKeepDays, now)
  const archives = await deps.db.asSystem("list-archives", listArchives)
  await deleteArchiveFiles(
    deps,
    archives.filter(({ table, status, to }) => policy.tables.includes(table) && status === "archived" && to <= cutoff),
  )
}

function note(run: RetentionRun, { name, rowCount }: { name: string; rowCount: number | null }): void {
  run.partitions.push(name)
  run.rowCount += rowCount ?? 0
}
