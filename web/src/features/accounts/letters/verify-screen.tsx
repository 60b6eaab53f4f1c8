import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Button, ButtonLink } from "../../../components/button.tsx"
import { ErrorNotice } from "../../../components/error-notice.tsx"
import { api, must } from "../../../lib/api.ts"
import { accountQuery } from "../account-query.ts"
import { DoorFrame } from "./door-frame.tsx"
import { useLinkToken } from "./use-link-token.ts"
import { words } from "./words.ts"

/** Where the letter leads: one press confirms the address. Not by itself, since programs open links in letters too. */
export function VerifyScreen() {
  const token = useLinkToken()
  const queryClient = useQueryClient()
  const confirm = useMutation({
    mutationFn: () => must(api.POST("/api/v1/auth/confirm-email", { body: { token } })),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: accountQuery.queryKey }),
  })
  if (confirm.isSuccess)
    return (
      <DoorFrame title={words.verified}>
        <p className="soft" role="status">
          {words.verifiedSay(confirm.data.email)}
        </p>
        <ButtonLink to="/" variant="primary" isWide>
          {words.goOn}
        </ButtonLink>
      </DoorFrame>
    )
  if (token === "")
    return (
      <DoorFrame title={words.noLink}>
        <p className="soft">{words.noLinkSay}</p>
        <ButtonLink to="/" isWide>
          {words.goOn}
        </ButtonLink>
      </DoorFrame>
    )
  return (
    <DoorFrame title={words.verifyTitle}>
      <p className="soft">{words.verifySay}</p>
      {confirm.error && <ErrorNotice error={confirm.error} />}
      <Button variant="primary" isWide isBusy={confirm.isPending} onClick={() => confirm.mutate()}>
        {words.verify}
      </Button>
    </DoorFrame>
  )
}
