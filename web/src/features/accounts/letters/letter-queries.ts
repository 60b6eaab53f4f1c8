import { queryOptions } from "@tanstack/react-query"
import { api, must } from "../../../lib/api.ts"

/** What a guest may know of this StudyIn; among it whether letters reach their receivers. */
export const doorQuery = queryOptions({
  queryKey: ["auth-state"],
  queryFn: () => must(api.GET("/api/v1/auth/state")),
})
