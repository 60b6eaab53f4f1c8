import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import type { components } from "../../lib/api-schema.d.ts"
import { words } from "./words.ts"

export type Notification = components["schemas"]["Notification"]

export const notificationsQuery = queryOptions({
  queryKey: ["notifications"],
  queryFn: async ({ signal }) => (await must(api.GET("/api/v1/me/notifications", { signal }))).items,
  staleTime: 5 * 60_000,
})

/** Shows a change at once and saves it, one after the other; what is refused is taken back. */
export function useChangeNotification() {
  const queryClient = useQueryClient()
  return useMutation({
    scope: { id: "notifications" },
    mutationFn: (body: Pick<Notification, "kind"> & Partial<Notification>) =>
      must(api.PATCH("/api/v1/me/notifications", { body })),
    onMutate: async (change) => {
      await queryClient.cancelQueries({ queryKey: notificationsQuery.queryKey })
      queryClient.setQueryData(notificationsQuery.queryKey, (items) =>
        items?.map((item) => (item.kind === change.kind ? { ...item, ...change } : item)),
      )
    },
    onError: () => {
      showToast({ text: words.failed })
      return queryClient.invalidateQueries({ queryKey: notificationsQuery.queryKey })
    },
  })
}
