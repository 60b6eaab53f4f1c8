import { useMutation } from "@tanstack/react-query"
import { Button } from "../../../components/button.tsx"
import { ErrorNotice } from "../../../components/error-notice.tsx"
import { api, must } from "../../../lib/api.ts"
import { words } from "./words.ts"

/** For somebody whose address is not confirmed yet: the letter once more. */
export function AnotherLetter({ email }: { email: string }) {
  const send = useMutation({
    mutationFn: () => must(api.POST("/api/v1/auth/verification-letter", { body: { email } })),
  })
  if (send.isSuccess) return <p className="small soft">{words.sentAgain}</p>
  return (
    <>
      {send.error && <ErrorNotice error={send.error} />}
      <Button isBusy={send.isPending} onClick={() => send.mutate()}>
        {words.again}
      </Button>
    </>
  )
}
