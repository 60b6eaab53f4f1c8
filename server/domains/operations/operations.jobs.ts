import { z } from "zod"
import { defineJob, defineRecurringJob, type JobHandlers } from "../../platform/jobs.ts"
import { applyRetention } from "./apply-retention.ts"
import { type MaintenanceTaskName, maintenanceTasks } from "./maintenance.ts"
import { restoreArchive } from "./restore-archive.ts"
import { runMaintenance } from "./run-maintenance.ts"

const HOURS_S = 3600

function maintenanceJob(name: MaintenanceTaskName, cron: string) {
  const limits = { timeoutS: 6 * HOURS_S, retryLimit: 2, retryDelayS: 60 }
  return defineRecurringJob(cron, (deps, { signal }) => runMaintenance(deps, name, signal), limits)
}

export const jobs: JobHandlers = {
  ...Object.fromEntries(maintenanceTasks.map(({ name, cron }) => [`operations.${name}`, maintenanceJob(name, cron)])),
  "operations.apply-policy": defineJob({
    payload: z.object({ policy: z.string() }),
    timeoutS: 6 * HOURS_S,
    retryLimit: 0,
    async run(deps, { policy }, { signal }) {
      await applyRetention(deps, { policy, isDryRun: false, signal })
    },
  }),
  "operations.restore-archive": defineJob({
    payload: z.object({ name: z.string() }),
    timeoutS: 6 * HOURS_S,
    async run(deps, { name }) {
      await restoreArchive(deps, name)
    },
  }),
}
