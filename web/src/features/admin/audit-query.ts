import { infiniteQueryOptions } from "@tanstack/react-query"
import { api, must } from "../../lib/api.ts"
import type { components, paths } from "../../lib/api-schema.d.ts"

export type AuditEntry = components["schemas"]["AuditEntry"]
export type AuditFilter = Omit<
  NonNullable<paths["/api/v1/admin/audit"]["get"]["parameters"]["query"]>,
  "cursor" | "limit"
>

const PAGE = 50

export function auditQuery(filter: AuditFilter) {
  return infiniteQueryOptions({
    queryKey: ["admin", "audit", filter],
    queryFn: ({ pageParam, signal }) =>
      must(
        api.GET("/api/v1/admin/audit", {
          params: { query: { ...filter, limit: PAGE, ...(pageParam === null ? {} : { cursor: pageParam }) } },
          signal,
        }),
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  })
}
