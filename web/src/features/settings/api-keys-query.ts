import { queryOptions } from "@tanstack/react-query"
import { api, must } from "../../lib/api.ts"

export const apiKeysQuery = queryOptions({
  queryKey: ["api-keys"],
  queryFn: () => must(api.GET("/api/v1/me/api-keys")),
})
