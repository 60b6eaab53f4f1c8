import { useMutation } from "@tanstack/react-query"
import type { FormEvent } from "react"
import { Button } from "../../components/button.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { fieldMessage, Problem } from "../../lib/problem.ts"
import { focusFirstInvalid, PasswordInput, textOf } from "../accounts/index.ts"
import { words } from "./words.ts"

export function PasswordForm() {
  const change = useMutation({
    mutationFn: (form: HTMLFormElement) =>
      must(
        api.POST("/api/v1/me/password", {
          body: { currentPassword: textOf(form, "currentPassword"), newPassword: textOf(form, "newPassword") },
        }),
      ),
    onSuccess: (_nothing, form) => {
      form.reset()
      showToast({ text: words.passwordChanged })
    },
    onError: (_error, form) => focusFirstInvalid(form),
  })
  const isOther = change.error && !(change.error instanceof Problem && change.error.fields.length > 0)
  return (
    <form
      className="settings-form"
      noValidate
      onSubmit={(event: FormEvent<HTMLFormElement>) => {
        event.preventDefault()
        change.mutate(event.currentTarget)
      }}
    >
      {isOther && <ErrorNotice error={change.error} />}
      <PasswordInput
        label={words.currentPassword}
        name="currentPassword"
        autoComplete="current-password"
        error={fieldMessage(change.error, "currentPassword")}
      />
      <PasswordInput
        label={words.newPassword}
        name="newPassword"
        autoComplete="new-password"
        hint={words.newPasswordHint}
        error={fieldMessage(change.error, "newPassword")}
      />
      <div>
        <Button type="submit" isBusy={change.isPending}>
          {words.changePassword}
        </Button>
      </div>
    </form>
  )
}
