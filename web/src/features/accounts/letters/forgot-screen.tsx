import { useMutation } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { Button, ButtonLink } from "../../../components/button.tsx"
import { ErrorNotice } from "../../../components/error-notice.tsx"
import { Input } from "../../../components/field.tsx"
import { focusFirstInvalid } from "../../../components/focus-first-invalid.ts"
import { api, must } from "../../../lib/api.ts"
import { fieldMessage } from "../../../lib/problem.ts"
import { textOf } from "../form-values.ts"
import { DoorFrame } from "./door-frame.tsx"
import { LetterSent } from "./letter-sent.tsx"
import { words } from "./words.ts"

/** "Forgot password?": asks for the letter. The answer is the same for every address. */
export function ForgotScreen() {
  const [missing, setMissing] = useState<string>()
  const ask = useMutation({
    mutationFn: (email: string) => must(api.POST("/api/v1/auth/forgot-password", { body: { email } })),
  })
  if (ask.isSuccess)
    return (
      <DoorFrame title={words.sentTitle}>
        <LetterSent email={ask.variables} about="forgot" />
      </DoorFrame>
    )

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = event.currentTarget
    const email = textOf(form, "email").trim()
    setMissing(email === "" ? words.fillEmail : undefined)
    if (email === "") focusFirstInvalid(form)
    else ask.mutate(email, { onError: () => focusFirstInvalid(form) })
  }

  const error = missing ?? fieldMessage(ask.error, "email")
  return (
    <DoorFrame title={words.forgotTitle}>
      <p className="soft">{words.forgotSay}</p>
      <form className="door-fields" noValidate onSubmit={submit}>
        {ask.error && !error && <ErrorNotice error={ask.error} />}
        <Input label={words.email} name="email" type="email" autoComplete="username" error={error} />
        <Button type="submit" variant="primary" isWide isBusy={ask.isPending}>
          {words.sendLetter}
        </Button>
        <ButtonLink to="/welcome" search={{ form: "sign-in" }} variant="ghost" isWide>
          {words.toSignIn}
        </ButtonLink>
      </form>
    </DoorFrame>
  )
}
