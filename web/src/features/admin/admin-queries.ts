import { queryOptions } from "@tanstack/react-query"
import { api, must } from "../../lib/api.ts"
import type { components } from "../../lib/api-schema.d.ts"

export type Maintenance = components["schemas"]["Maintenance"]
export type Task = Maintenance["tasks"][number]
export type Policy = components["schemas"]["RetentionPolicyReport"]
export type Archive = components["schemas"]["PartitionArchive"]

/** What runs is looked at more often. */
const WHILE_RUNNING_MS = 2000
const ELSE_MS = 30_000
/** A run that has not ended after so long was cut off. */
const CUT_OFF_MS = 6 * 3_600_000

export function isRunning(run: { startedAt: string; finishedAt: string | null } | null): boolean {
  return run !== null && run.finishedAt === null && Date.now() - Date.parse(run.startedAt) < CUT_OFF_MS
}

export const maintenanceQuery = queryOptions({
  queryKey: ["admin", "maintenance"],
  queryFn: ({ signal }) => must(api.GET("/api/v1/admin/maintenance", { signal })),
  refetchInterval: ({ state }) =>
    state.data?.tasks.some(({ lastRun }) => isRunning(lastRun)) ? WHILE_RUNNING_MS : ELSE_MS,
})

export const retentionQuery = queryOptions({
  queryKey: ["admin", "retention"],
  queryFn: ({ signal }) => must(api.GET("/api/v1/admin/retention", { signal })),
})

export const archivesQuery = queryOptions({
  queryKey: ["admin", "archives"],
  queryFn: ({ signal }) => must(api.GET("/api/v1/admin/archives", { signal })),
})
