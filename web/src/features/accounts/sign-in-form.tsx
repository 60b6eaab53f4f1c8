import { Link } from "@tanstack/react-router"
import { type FormEvent, useRef, useState } from "react"
import { Button } from "../../components/button.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { Input } from "../../components/field.tsx"
import { focusFirstInvalid } from "../../components/focus-first-invalid.ts"
import { api } from "../../lib/api.ts"
import { fieldMessage, Problem } from "../../lib/problem.ts"
import { textOf } from "./form-values.ts"
import { AnotherLetter } from "./letters/another-letter.tsx"
import { words as letterWords } from "./letters/words.ts"
import { knowsPasskeys } from "./passkey.ts"
import { PasskeyButton } from "./passkey-button.tsx"
import { PasswordInput } from "./password-input.tsx"
import { type Needed, SecondStep } from "./second-step.tsx"
import { useEnter } from "./use-enter.ts"
import { words } from "./words.ts"

interface Values {
  email: string
  password: string
  rememberMe: boolean
  restoresAccount?: boolean
}

export function SignInForm() {
  const [missing, setMissing] = useState<Partial<Record<keyof Values, string>>>({})
  const [needed, setNeeded] = useState<Needed>()
  const form = useRef<HTMLFormElement>(null)
  const enter = useEnter(
    (_timeZone, values: Values) => api.POST("/api/v1/auth/sign-in", { body: values }),
    (answer) => {
      if ("ticket" in answer) setNeeded(answer)
    },
  )
  if (needed) return <SecondStep needed={needed} onBack={() => setNeeded(undefined)} />

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const sent = event.currentTarget
    const values = {
      email: textOf(sent, "email").trim(),
      password: textOf(sent, "password"),
      rememberMe: new FormData(sent).has("rememberMe"),
    }
    const found: typeof missing = {}
    if (values.email === "") found.email = words.fill.email
    if (values.password === "") found.password = words.fill.password
    setMissing(found)
    if (Object.keys(found).length > 0) focusFirstInvalid(sent)
    else enter.mutate(values, { onError: () => focusFirstInvalid(sent) })
  }

  const isUnverified = enter.error instanceof Problem && enter.error.type === "email-unverified"
  const isClosed = enter.error instanceof Problem && enter.error.type === "account-closed"
  const isField = enter.error && (fieldMessage(enter.error, "email") || fieldMessage(enter.error, "password"))
  return (
    <form className="door-fields" noValidate onSubmit={submit} ref={form}>
      {enter.error && !isField && (
        <ErrorNotice error={enter.error}>
          {isUnverified && enter.variables && <AnotherLetter email={enter.variables.email} />}
          {isClosed && (
            <Button onClick={() => enter.variables && enter.mutate({ ...enter.variables, restoresAccount: true })}>
              {words.bringBack}
            </Button>
          )}
        </ErrorNotice>
      )}
      <Input
        label={words.email}
        name="email"
        type="email"
        // The last word lets the browser offer passkeys here.
        autoComplete="username webauthn"
        error={missing.email ?? fieldMessage(enter.error, "email")}
      />
      <PasswordInput
        name="password"
        autoComplete="current-password"
        error={missing.password ?? fieldMessage(enter.error, "password")}
      />
      <Link className="link small door-forgot" to="/forgot-password">
        {letterWords.forgot}
      </Link>
      <label className="check">
        <input type="checkbox" name="rememberMe" />
        {words.rememberMe}
      </label>
      <Button type="submit" variant="primary" isWide isBusy={enter.isPending}>
        {words.signIn}
      </Button>
      {knowsPasskeys() && (
        <PasskeyButton isRemembered={() => form.current !== null && new FormData(form.current).has("rememberMe")} />
      )}
    </form>
  )
}
