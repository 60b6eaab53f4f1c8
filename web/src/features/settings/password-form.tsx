import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { Button } from "../../components/button.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { Switch } from "../../components/field.tsx"
import { focusFirstInvalid } from "../../components/focus-first-invalid.ts"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { fieldMessage, Problem } from "../../lib/problem.ts"
import { PasswordInput, textOf } from "../accounts/index.ts"
import { apiKeysQuery } from "./api-keys-query.ts"
import { devicesKey } from "./devices-query.ts"
import { words } from "./words.ts"

export function PasswordForm() {
  const queryClient = useQueryClient()
  const keys = useQuery(apiKeysQuery).data?.items.length ?? 0
  const [revokesApiKeys, setRevokes] = useState(false)
  const change = useMutation({
    mutationFn: (form: HTMLFormElement) =>
      must(
        api.POST("/api/v1/me/password", {
          body: {
            currentPassword: textOf(form, "currentPassword"),
            newPassword: textOf(form, "newPassword"),
            revokesApiKeys,
          },
        }),
      ),
    onSuccess: (_nothing, form) => {
      form.reset()
      setRevokes(false)
      void queryClient.invalidateQueries({ queryKey: apiKeysQuery.queryKey })
      void queryClient.invalidateQueries({ queryKey: devicesKey })
      showToast({ text: words.passwordChanged })
    },
    onError: (_error, form) => focusFirstInvalid(form),
  })
  const isOther = change.error && !(change.error instanceof Problem && change.error.fields.length > 0)
  return (
    <form
      className="form-stack"
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
      <p className="small quiet">{words.passwordEnds}</p>
      {keys > 0 && (
        <Switch
          label={words.passwordKeys}
          hint={words.passwordKeysHint(keys)}
          isOn={revokesApiKeys}
          onSwitch={setRevokes}
        />
      )}
      <div>
        <Button type="submit" isBusy={change.isPending}>
          {words.changePassword}
        </Button>
      </div>
    </form>
  )
}
