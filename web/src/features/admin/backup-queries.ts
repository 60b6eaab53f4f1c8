import { queryOptions } from "@tanstack/react-query"
import { api, must } from "../../lib/api.ts"
import type { components } from "../../lib/api-schema.d.ts"

export type Backups = components["schemas"]["Backups"]
export type BackupRun = components["schemas"]["BackupRun"]

const WHILE_RUNNING_MS = 2000
const ELSE_MS = 30_000

export const backupsQuery = queryOptions({
  queryKey: ["admin", "backups"],
  queryFn: ({ signal }) => must(api.GET("/api/v1/admin/backups", { signal })),
  refetchInterval: ({ state }) =>
    state.data?.items.some(({ status }) => status === "running") ? WHILE_RUNNING_MS : ELSE_MS,
})
