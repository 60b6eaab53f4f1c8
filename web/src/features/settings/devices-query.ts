import { queryOptions } from "@tanstack/react-query"
import { api, must } from "../../lib/api.ts"

export const devicesKey = ["devices"] as const

/** Where this account is signed in. */
export const devicesQuery = queryOptions({
  queryKey: devicesKey,
  queryFn: () => must(api.GET("/api/v1/me/devices")),
})
