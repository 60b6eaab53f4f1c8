import { type FormEvent, type ReactNode, useEffect, useRef } from "react"
import { ErrorNotice } from "../../../components/error-notice.tsx"
import { fieldMessage, Problem } from "../../../lib/problem.ts"
import { PasswordInput, textOf } from "../../accounts/index.ts"
import { factorWords as words } from "./factor-words.ts"

/** Asks for the password once more, and for what `children` add. */
export function ConfirmForm({
  id,
  error,
  onConfirm,
  children,
}: {
  id: string
  error: Error | null
  onConfirm: (password: string, form: HTMLFormElement) => void
  children?: ReactNode
}) {
  const form = useRef<HTMLFormElement>(null)
  // The dialog itself would begin at its button for closing.
  useEffect(() => form.current?.querySelector("input")?.focus(), [])
  const isField = error instanceof Problem && error.fields.length > 0
  return (
    <form
      ref={form}
      id={id}
      className="settings-form"
      noValidate
      onSubmit={(event: FormEvent<HTMLFormElement>) => {
        event.preventDefault()
        onConfirm(textOf(event.currentTarget, "password"), event.currentTarget)
      }}
    >
      {children}
      {error && !isField && <ErrorNotice error={error} />}
      <PasswordInput
        label={words.password}
        name="password"
        autoComplete="current-password"
        hint={words.passwordSay}
        error={fieldMessage(error, "password")}
      />
    </form>
  )
}
