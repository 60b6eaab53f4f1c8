import { useMutation } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { Button, ButtonLink } from "../../../components/button.tsx"
import { ErrorNotice } from "../../../components/error-notice.tsx"
import { focusFirstInvalid } from "../../../components/focus-first-invalid.ts"
import { api, must } from "../../../lib/api.ts"
import { fieldMessage } from "../../../lib/problem.ts"
import { endSession } from "../../../lib/session.ts"
import { textOf } from "../form-values.ts"
import { PasswordInput } from "../password-input.tsx"
import { DoorFrame } from "./door-frame.tsx"
import { useLinkToken } from "./use-link-token.ts"
import { words } from "./words.ts"

/** Where the letter leads: a new password, and signed out everywhere. An invitation leads here too, and ends nothing. */
export function ResetScreen() {
  const token = useLinkToken()
  const [say] = useState(() => (new URLSearchParams(location.search).has("invited") ? words.invited : words.reset))
  const [missing, setMissing] = useState<string>()
  const reset = useMutation({
    mutationFn: (newPassword: string) =>
      must(api.POST("/api/v1/auth/reset-password", { body: { token, newPassword } })),
    // This browser was signed out with all others.
    onSuccess: endSession,
  })
  if (reset.isSuccess)
    return (
      <DoorFrame title={words.resetDone}>
        <p className="soft" role="status">
          {say.done}
        </p>
        <ButtonLink to="/welcome" search={{ form: "sign-in" }} variant="primary" isWide>
          {words.signIn}
        </ButtonLink>
      </DoorFrame>
    )
  if (token === "")
    return (
      <DoorFrame title={words.noLink}>
        <p className="soft">{words.noLinkSay}</p>
        <ButtonLink to="/forgot-password" isWide>
          {words.again}
        </ButtonLink>
      </DoorFrame>
    )

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = event.currentTarget
    const newPassword = textOf(form, "newPassword")
    setMissing(newPassword.length < 8 ? words.fillPassword : undefined)
    if (newPassword.length < 8) focusFirstInvalid(form)
    else reset.mutate(newPassword, { onError: () => focusFirstInvalid(form) })
  }

  const error = missing ?? fieldMessage(reset.error, "newPassword")
  return (
    <DoorFrame title={say.title}>
      <p className="soft">{say.say}</p>
      <form className="door-fields" noValidate onSubmit={submit}>
        {reset.error && !error && (
          <ErrorNotice error={reset.error}>
            {say === words.invited ? (
              <ButtonLink to="/welcome" search={{ form: "sign-in" }}>
                {words.signIn}
              </ButtonLink>
            ) : (
              <ButtonLink to="/forgot-password">{words.again}</ButtonLink>
            )}
          </ErrorNotice>
        )}
        <PasswordInput
          label={say.label}
          name="newPassword"
          autoComplete="new-password"
          hint={words.newPasswordHint}
          error={error}
        />
        <Button type="submit" variant="primary" isWide isBusy={reset.isPending}>
          {words.setPassword}
        </Button>
      </form>
    </DoorFrame>
  )
}
