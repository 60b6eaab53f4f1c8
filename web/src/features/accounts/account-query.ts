import { queryOptions, useQueryClient } from "@tanstack/react-query"
import { api, must } from "../../lib/api.ts"
import { signedInAccount } from "../../lib/session.ts"
import { type AccountChanges, accountChanges, accountKey } from "./account-changes.ts"

/** The signed-in learner. What sign-in or refresh told is taken first, so that it costs no request. */
export const accountQuery = queryOptions({
  queryKey: accountKey,
  async queryFn({ signal, client }) {
    const changes = accountChanges(client)
    for (;;) {
      const before = changes.saves()
      const account = await must(api.GET("/api/v1/me", { signal }))
      // A change that was saved meanwhile may or may not be in it.
      if (changes.saves() === before) return changes.withUnsaved(account)
    }
  },
  initialData: () => signedInAccount.get(),
  staleTime: 5 * 60_000,
})

/** Changes settings and place at once on the screen; they are saved behind the learner's back, none of them lost. */
export function useAccountChanges(): AccountChanges {
  return accountChanges(useQueryClient())
}
