import type { Deps } from "../../platform/deps.ts"
import { newId } from "../../shared/ids.ts"
import { applyRetention } from "./apply-retention.ts"
import type { ArchiveDeps } from "./archive-partition.ts"
import { eraseFromArchives } from "./erase-from-archives.ts"
import type { MaintenanceRun, MaintenanceTaskName } from "./maintenance.ts"
import { finishMaintenanceRun, insertMaintenanceRun } from "./maintenance-store.ts"

export type MaintenanceDeps = ArchiveDeps & Pick<Deps, "files" | "logFile">

const MS_PER_DAY = 86_400_000
/** Longest time an upload may take; a draft that is older belongs to nobody any more. */
const DRAFT_DAYS = 1

const tasks: Record<
  MaintenanceTaskName,
  (deps: MaintenanceDeps, signal: AbortSignal | undefined) => Promise<Record<string, unknown>>
> = {
  "ensure-partitions": async ({ upkeep, clock }) => ({ made: await upkeep.ensurePartitions(clock.now()) }),

  async "refresh-statistics"({ upkeep }) {
    const { done, durationMs } = await upkeep.vacuum()
    const analyzed = await upkeep.analyzePartitioned()
    return { analyzed, ...(done ? { vacuumedInMs: Math.round(durationMs) } : {}) }
  },

  async "sweep-files"({ files, clock }) {
    return { removed: await files.sweepDrafts(new Date(clock.now().getTime() - DRAFT_DAYS * MS_PER_DAY)) }
  },

  async "apply-retention"(deps, signal) {
    const runs = await applyRetention(deps, { isDryRun: false, ...(signal === undefined ? {} : { signal }) })
    const failed = runs.filter(({ error }) => error !== null)
    if (failed.length > 0)
      throw new Error(
        failed
          .map(({ policy, error }) => `${policy}: ${error}`)
          .join("\n")
          .slice(0, 1000),
      )
    return {
      policies: runs.length,
      rows: runs.reduce((sum, { rowCount }) => sum + rowCount, 0),
      archived: runs.flatMap(({ partitions }) => partitions),
    }
  },

  "erase-from-archives": async (deps) => ({ ...(await eraseFromArchives(deps)) }),

  "rotate-log": async ({ logFile, clock }) => (await logFile?.rotate(clock.now())) ?? {},

  "reindex-bloated": async ({ upkeep }) => ({ rebuilt: await upkeep.reindexBloated() }),
}

/** Does one task and records when, how long and what came of it. @throws what the task threw, after recording it */
export async function runMaintenance(
  deps: MaintenanceDeps,
  task: MaintenanceTaskName,
  signal?: AbortSignal,
): Promise<MaintenanceRun> {
  const { db, clock, log } = deps
  const startedAt = clock.now()
  const run: MaintenanceRun = {
    id: newId(startedAt.getTime()),
    task,
    startedAt,
    finishedAt: null,
    result: {},
    error: null,
  }
  await db.asSystem("begin-maintenance", (tx) => insertMaintenanceRun(tx, run))
  let failure: unknown
  try {
    run.result = await tasks[task](deps, signal)
  } catch (error) {
    failure = error
    run.error = error instanceof Error ? error.message.slice(0, 1000) : String(error)
  }
  run.finishedAt = clock.now()
  await db.asSystem("finish-maintenance", (tx) => finishMaintenanceRun(tx, run))
  if (failure !== undefined) throw failure
  log.info({ task, result: run.result }, "maintenance")
  return run
}
