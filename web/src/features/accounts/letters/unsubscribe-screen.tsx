import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Button, ButtonLink } from "../../../components/button.tsx"
import { ErrorNotice } from "../../../components/error-notice.tsx"
import { api, must } from "../../../lib/api.ts"
import { DoorFrame } from "./door-frame.tsx"
import { useLinkToken } from "./use-link-token.ts"
import { words } from "./words.ts"

/** Where the last line of a letter leads: one press, without signing in. Not by itself, since programs open links in letters too. */
export function UnsubscribeScreen() {
  const token = useLinkToken()
  const queryClient = useQueryClient()
  const stop = useMutation({
    mutationFn: () => must(api.POST("/api/v1/notifications/unsubscribe", { params: { query: { token } } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: ["notifications"] }),
  })
  // The token begins with what the letter was about; whether the link is real the server says.
  const kind = token.startsWith("weekly-summary.") ? "weekly-summary" : "study-reminder"
  if (stop.isSuccess)
    return (
      <DoorFrame title={words.stopped[kind]}>
        <p className="soft" role="status">
          {words.stoppedSay}
        </p>
        <ButtonLink to="/settings" isWide>
          {words.toSettings}
        </ButtonLink>
      </DoorFrame>
    )
  if (token === "")
    return (
      <DoorFrame title={words.noLink}>
        <p className="soft">{words.noStopLinkSay}</p>
        <ButtonLink to="/settings" isWide>
          {words.toSettings}
        </ButtonLink>
      </DoorFrame>
    )
  return (
    <DoorFrame title={words.stopTitle[kind]}>
      <p className="soft">{words.stopSay}</p>
      {stop.error && <ErrorNotice error={stop.error} />}
      <Button variant="primary" isWide isBusy={stop.isPending} onClick={() => stop.mutate()}>
        {words.stop}
      </Button>
    </DoorFrame>
  )
}
