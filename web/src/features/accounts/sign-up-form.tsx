import { type FormEvent, useState } from "react"
import { Button } from "../../components/button.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { Input } from "../../components/field.tsx"
import { focusFirstInvalid } from "../../components/focus-first-invalid.ts"
import { api } from "../../lib/api.ts"
import { language } from "../../lib/language.ts"
import { fieldMessage } from "../../lib/problem.ts"
import { textOf } from "./form-values.ts"
import { LetterSent } from "./letters/letter-sent.tsx"
import { PasswordInput } from "./password-input.tsx"
import { useEnter } from "./use-enter.ts"
import { words } from "./words.ts"

interface Values {
  displayName: string
  email: string
  password: string
}

const fields = ["displayName", "email", "password"] as const

export function SignUpForm() {
  const [missing, setMissing] = useState<Partial<Record<keyof Values, string>>>({})
  const [sentTo, setSentTo] = useState<string>()
  const enter = useEnter(
    (timeZone, values: Values) =>
      api.POST("/api/v1/auth/sign-up", { body: { ...values, timeZone, locale: navigator.language, language } }),
    // Addresses have to be confirmed first here.
    (_answer, { email }) => setSentTo(email),
  )
  if (sentTo !== undefined) return <LetterSent email={sentTo} about="sign-up" />

  function submit(event: FormEvent<HTMLFormElement>): void {
    event.preventDefault()
    const form = event.currentTarget
    const values = {
      displayName: textOf(form, "displayName").trim(),
      email: textOf(form, "email").trim(),
      password: textOf(form, "password"),
    }
    // The server decides; these three save a round trip for what is plainly missing.
    const found: typeof missing = {}
    if (values.displayName.length < 2) found.displayName = words.fill.name
    if (values.email === "") found.email = words.fill.email
    if (values.password.length < 8) found.password = words.fill.password
    setMissing(found)
    if (Object.keys(found).length > 0) focusFirstInvalid(form)
    else enter.mutate(values, { onError: () => focusFirstInvalid(form) })
  }

  const errorOf = (field: keyof Values): string | undefined => missing[field] ?? fieldMessage(enter.error, field)
  const isField = fields.some((field) => fieldMessage(enter.error, field))
  return (
    <form className="door-fields" noValidate onSubmit={submit}>
      {enter.error && !isField && <ErrorNotice error={enter.error} />}
      <Input
        label={words.name}
        name="displayName"
        autoComplete="name"
        hint={words.nameHint}
        error={errorOf("displayName")}
      />
      <Input label={words.email} name="email" type="email" autoComplete="username" error={errorOf("email")} />
      <PasswordInput
        name="password"
        autoComplete="new-password"
        hint={words.passwordHint}
        error={errorOf("password")}
      />
      <Button type="submit" variant="primary" isWide isBusy={enter.isPending}>
        {words.createAccount}
      </Button>
    </form>
  )
}
