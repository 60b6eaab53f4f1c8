import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query"
import { api, must } from "../../lib/api.ts"
import type { components, paths } from "../../lib/api-schema.d.ts"
import { accountQuery } from "../accounts/index.ts"

export type Background = components["schemas"]["Background"]
export type BackgroundChange = NonNullable<
  paths["/api/v1/me/background"]["patch"]["requestBody"]
>["content"]["application/json"]
export type List = keyof Background["options"]

export const lists: List[] = ["languages", "frameworks", "computeHardware", "roboticsHardware"]

export const backgroundQuery = queryOptions({
  queryKey: ["me", "background"],
  queryFn: ({ signal }) => must(api.GET("/api/v1/me/background", { signal })),
  staleTime: 5 * 60_000,
})

/** Saves what was said; what practice begins with may follow from it. */
export function useSaveBackground(onSaved?: (saved: Background) => void) {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (body: BackgroundChange) => must(api.PATCH("/api/v1/me/background", { body })),
    onSuccess: (saved) => {
      queryClient.setQueryData(backgroundQuery.queryKey, saved)
      void queryClient.invalidateQueries({ queryKey: accountQuery.queryKey })
      onSaved?.(saved)
    },
  })
}
