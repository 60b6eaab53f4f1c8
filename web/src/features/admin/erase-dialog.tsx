import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { type FormEvent, useId, useState } from "react"
import { Button } from "../../components/button.tsx"
import { Dialog } from "../../components/dialog.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { Input } from "../../components/field.tsx"
import { focusFirstInvalid } from "../../components/focus-first-invalid.ts"
import { api, must } from "../../lib/api.ts"
import type { components } from "../../lib/api-schema.d.ts"
import { formatNumber } from "../../lib/format.ts"
import { fieldMessage } from "../../lib/problem.ts"
import { PasswordInput, textOf } from "../accounts/index.ts"
import type { Person } from "./people-queries.ts"
import { peopleWords as words } from "./people-words.ts"

type Report = components["schemas"]["ErasureReport"]

/** Erases somebody for good: after their address was typed and the administrator's own password given. Then says what went. */
export function EraseDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const formId = useId()
  const [isMistyped, setMistyped] = useState(false)
  const erase = useMutation({
    mutationFn: (form: HTMLFormElement) =>
      must(
        api.POST("/api/v1/admin/accounts/{id}/erase", {
          params: { path: { id: person.id } },
          body: { password: textOf(form, "password") },
        }),
      ),
    onError: (_error, form) => focusFirstInvalid(form),
  })
  if (erase.data) return <ErasureDialog name={person.displayName} report={erase.data} />
  const fault = fieldMessage(erase.error, "password")
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.eraseTitle(person.displayName)}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button variant="danger" type="submit" form={formId} isBusy={erase.isPending}>
            {words.eraseDo}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="admin-form"
        noValidate
        onSubmit={(event: FormEvent<HTMLFormElement>) => {
          event.preventDefault()
          const form = event.currentTarget
          const isRight = textOf(form, "email").trim().toLowerCase() === person.email.toLowerCase()
          setMistyped(!isRight)
          if (isRight) erase.mutate(form)
        }}
      >
        <p className="soft">{words.eraseSay}</p>
        <Input
          label={words.eraseType(person.email)}
          name="email"
          autoComplete="off"
          spellCheck={false}
          error={isMistyped ? words.eraseTypeFault : undefined}
          data-autofocus
        />
        <PasswordInput label={words.erasePassword} name="password" autoComplete="current-password" error={fault} />
        {erase.error && fault === undefined && <ErrorNotice error={erase.error} />}
      </form>
    </Dialog>
  )
}

function ErasureDialog({ name, report }: { name: string; report: Report }) {
  const queryClient = useQueryClient()
  const navigate = useNavigate()
  const leave = async () => {
    await navigate({ to: "/admin/people" })
    await queryClient.invalidateQueries({ queryKey: ["admin"] })
  }
  const gone = report.tables.filter(({ action }) => action === "deleted").reduce((sum, { rows }) => sum + rows, 0)
  return (
    <Dialog
      isOpen
      onClose={() => void leave()}
      title={words.erased(name)}
      actions={
        <Button variant="primary" data-autofocus onClick={() => void leave()}>
          {words.back}
        </Button>
      }
    >
      <p className="soft">{words.erasedSay(gone, report.files)}</p>
      {!report.isFinished && <p>{words.erasedLater}</p>}
      <details>
        <summary>{words.erasedTable}</summary>
        <ul className="small people-report">
          {report.tables.map(({ table, action, rows }) => (
            <li key={`${table} ${action}`}>
              {table}: {formatNumber(rows)} {words.erasedActions[action]}
            </li>
          ))}
        </ul>
      </details>
    </Dialog>
  )
}
