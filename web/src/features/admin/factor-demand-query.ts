import { queryOptions } from "@tanstack/react-query"
import { api, must } from "../../lib/api.ts"
import type { components } from "../../lib/api-schema.d.ts"

export type FactorDemand = components["schemas"]["SecondFactorDemand"]

export const factorDemandQuery = queryOptions({
  queryKey: ["admin", "second-factors"],
  queryFn: ({ signal }) => must(api.GET("/api/v1/admin/second-factors", { signal })),
})
