import { useMutation } from "@tanstack/react-query"
import { api, must } from "../../lib/api.ts"
import { endSession } from "../../lib/session.ts"

/** Ends the session on the server, then on this browser in every tab. The router leads to the welcome page. */
export function useSignOut() {
  return useMutation({
    mutationFn: () => must(api.POST("/api/v1/auth/sign-out")),
    onSuccess: endSession,
  })
}
