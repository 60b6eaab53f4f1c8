import { useMutation } from "@tanstack/react-query"
import { api, must } from "../../lib/api.ts"
import { endSession } from "../../lib/session.ts"
import { useAccountChanges } from "./account-query.ts"

/** How long signing out waits for changes that are still being saved: afterwards they could not be. */
const longestWaitMs = 5000

/** Ends the session on the server, then on this browser in every tab. The router leads to the welcome page. */
export function useSignOut() {
  const changes = useAccountChanges()
  return useMutation({
    async mutationFn() {
      await Promise.race([changes.settled(), new Promise((resolve) => setTimeout(resolve, longestWaitMs))])
      return must(api.POST("/api/v1/auth/sign-out"))
    },
    onSuccess: endSession,
  })
}
