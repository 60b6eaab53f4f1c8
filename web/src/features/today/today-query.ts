import { queryOptions } from "@tanstack/react-query"
import { api, must } from "../../lib/api.ts"
import type { components } from "../../lib/api-schema.d.ts"

export type Today = components["schemas"]["Today"]

/** Due, goal, streak, forecast and mastery in one answer. */
export const todayQuery = queryOptions({
  queryKey: ["today"],
  queryFn: ({ signal }) => must(api.GET("/api/v1/today", { signal })),
})
