import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import type { components } from "../../lib/api-schema.d.ts"
import { type Account, signedInAccount } from "../../lib/session.ts"
import { words } from "./words.ts"

export type Settings = components["schemas"]["Settings"]

/** The signed-in learner. What sign-in or refresh told is taken first, so that it costs no request. */
export const accountQuery = queryOptions({
  queryKey: ["me"],
  queryFn: ({ signal }) => must(api.GET("/api/v1/me", { signal })),
  initialData: () => signedInAccount.get(),
  staleTime: 5 * 60_000,
})

/** Changes settings at once on the screen; if the server refuses, they go back and a line says so. */
export function usePatchSettings() {
  const queryClient = useQueryClient()
  return useMutation({
    mutationFn: (change: Partial<Settings>) => must(api.PATCH("/api/v1/me/settings", { body: change })),
    // One after the other: the last answer is then the newest state.
    scope: { id: "settings" },
    async onMutate(change) {
      await queryClient.cancelQueries({ queryKey: accountQuery.queryKey })
      const before = queryClient.getQueryData(accountQuery.queryKey)
      if (before)
        queryClient.setQueryData<Account>(accountQuery.queryKey, {
          ...before,
          settings: { ...before.settings, ...change },
        })
      return { before }
    },
    onError(_error, _change, context) {
      if (context?.before) queryClient.setQueryData(accountQuery.queryKey, context.before)
      showToast({ text: words.settingsFailed })
    },
    onSuccess: (account, change) => {
      queryClient.setQueryData(accountQuery.queryKey, account)
      // Goal, day and motivation decide what Today shows.
      if (Object.keys(change).some((key) => key !== "theme" && key !== "shortcuts"))
        void queryClient.invalidateQueries({ queryKey: ["today"] })
    },
  })
}
