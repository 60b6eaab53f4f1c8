import { queryOptions } from "@tanstack/react-query"
import { api, must } from "../../lib/api.ts"
import type { components } from "../../lib/api-schema.d.ts"

export type Plan = components["schemas"]["Plan"]
export type PlanReport = components["schemas"]["PlanReport"]
export type PersonPlan = components["schemas"]["PersonPlan"]

export const plansQuery = queryOptions({
  queryKey: ["admin", "plans"],
  queryFn: ({ signal }) => must(api.GET("/api/v1/admin/plans", { signal })),
})

export const personPlanQuery = (id: string) =>
  queryOptions({
    queryKey: ["admin", "person-plan", id],
    queryFn: ({ signal }) => must(api.GET("/api/v1/admin/users/{id}/plan", { params: { path: { id } }, signal })),
  })
