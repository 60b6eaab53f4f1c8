import { useMutation, useQuery } from "@tanstack/react-query"
import { useEffect, useRef } from "react"
import { Button, ButtonLink } from "../../../components/button.tsx"
import { ErrorNotice } from "../../../components/error-notice.tsx"
import { api, must } from "../../../lib/api.ts"
import { doorQuery } from "./letter-queries.ts"
import { words } from "./words.ts"

/** After a letter was asked for: where to look, and how to get another one. Says the same whether the address has an account or not. */
export function LetterSent({ email, about }: { email: string; about: "forgot" | "sign-up" }) {
  const door = useQuery(doorQuery)
  const again = useMutation({
    mutationFn: () =>
      about === "forgot"
        ? must(api.POST("/api/v1/auth/forgot-password", { body: { email } }))
        : must(api.POST("/api/v1/auth/verification-letter", { body: { email } })),
  })
  const say = useRef<HTMLParagraphElement>(null)
  // The form that had the focus is gone.
  useEffect(() => say.current?.focus(), [])
  return (
    <div className="door-fields">
      <p className="soft" role="status" tabIndex={-1} ref={say}>
        {about === "forgot" ? words.forgotSent(email) : words.signUpSent(email)}
      </p>
      {door.data?.sendsLetters === false && <p className="small soft">{words.keptHere}</p>}
      <div role="status">{again.isSuccess && <p className="small soft">{words.sentAgain}</p>}</div>
      {again.error && <ErrorNotice error={again.error} />}
      <ButtonLink to="/welcome" search={{ form: "sign-in" }} variant="primary" isWide>
        {words.toSignIn}
      </ButtonLink>
      <Button isWide variant="ghost" isBusy={again.isPending} onClick={() => again.mutate()}>
        {words.again}
      </Button>
    </div>
  )
}
