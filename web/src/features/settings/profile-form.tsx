import { useMutation, useQueryClient } from "@tanstack/react-query"
import type { FormEvent } from "react"
import { Button } from "../../components/button.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { Input } from "../../components/field.tsx"
import { focusFirstInvalid } from "../../components/focus-first-invalid.ts"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { fieldMessage, Problem } from "../../lib/problem.ts"
import type { Account } from "../../lib/session.ts"
import { accountQuery, textOf, useAccountChanges } from "../accounts/index.ts"
import { words } from "./words.ts"

export function ProfileForm({ account }: { account: Account }) {
  const queryClient = useQueryClient()
  const { withUnsaved } = useAccountChanges()
  const save = useMutation({
    mutationFn: (form: HTMLFormElement) => {
      const text = (name: string): string | null => textOf(form, name).trim() || null
      return must(
        api.PATCH("/api/v1/me/profile", {
          body: {
            displayName: text("displayName") ?? "",
            username: text("username"),
            firstName: text("firstName"),
            lastName: text("lastName"),
            university: text("university"),
            major: text("major"),
            graduationYear: yearOf(text("graduationYear")),
          },
        }),
      )
    },
    onSuccess: (changed) => {
      // A setting changed meanwhile may be newer than this answer.
      queryClient.setQueryData<Account>(accountQuery.queryKey, (before = changed) => {
        const { timeZone, locale } = before.profile
        return withUnsaved({
          ...changed,
          settings: before.settings,
          profile: { ...changed.profile, timeZone, locale },
        })
      })
      showToast({ text: words.profileSaved })
    },
    onError: (_error, form) => focusFirstInvalid(form),
  })
  const errorOf = (field: string): string | undefined => fieldMessage(save.error, field)
  const isOther = save.error && !(save.error instanceof Problem && save.error.fields.length > 0)
  return (
    <form
      className="form-stack"
      noValidate
      onSubmit={(event: FormEvent<HTMLFormElement>) => {
        event.preventDefault()
        save.mutate(event.currentTarget)
      }}
    >
      {isOther && <ErrorNotice error={save.error} />}
      <Input
        label={words.name}
        name="displayName"
        autoComplete="nickname"
        hint={words.nameHint}
        defaultValue={account.displayName}
        error={errorOf("displayName")}
      />
      <div className="settings-pair">
        <Input
          label={words.firstName}
          name="firstName"
          autoComplete="given-name"
          defaultValue={account.profile.firstName ?? ""}
          error={errorOf("firstName")}
        />
        <Input
          label={words.lastName}
          name="lastName"
          autoComplete="family-name"
          defaultValue={account.profile.lastName ?? ""}
          error={errorOf("lastName")}
        />
      </div>
      <Input
        label={words.username}
        name="username"
        autoComplete="off"
        autoCapitalize="off"
        hint={words.usernameHint}
        defaultValue={account.username ?? ""}
        error={errorOf("username")}
      />
      <Input
        label={words.university}
        name="university"
        autoComplete="organization"
        defaultValue={account.profile.university ?? ""}
        error={errorOf("university")}
      />
      <div className="settings-pair">
        <Input label={words.major} name="major" defaultValue={account.profile.major ?? ""} error={errorOf("major")} />
        <Input
          label={words.graduationYear}
          name="graduationYear"
          inputMode="numeric"
          pattern="[0-9]*"
          defaultValue={account.profile.graduationYear ?? ""}
          error={errorOf("graduationYear")}
        />
      </div>
      <div>
        <Button type="submit" isBusy={save.isPending}>
          {words.saveProfile}
        </Button>
      </div>
    </form>
  )
}

/** What is no figure is sent as a year that cannot be, so that the server says what is wrong with it. */
function yearOf(text: string | null): number | null {
  return text === null ? null : /^\d{1,5}$/.test(text) ? Number(text) : 0
}
