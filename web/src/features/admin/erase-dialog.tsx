import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { useState } from "react"
import { Button } from "../../components/button.tsx"
import { Dialog } from "../../components/dialog.tsx"
import { Input } from "../../components/field.tsx"
import { FormDialog } from "../../components/form-dialog.tsx"
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
  const [isMistyped, setMistyped] = useState(false)
  const erase = useMutation({
    mutationFn: (form: HTMLFormElement) =>
      must(
        api.POST("/api/v1/admin/accounts/{id}/erase", {
          params: { path: { id: person.id } },
          body: { password: textOf(form, "password") },
        }),
      ),
  })
  if (erase.data) return <ErasureDialog name={person.displayName} report={erase.data} />
  return (
    <FormDialog
      title={words.eraseTitle(person.displayName)}
      onClose={onClose}
      onSubmit={(form) => {
        const isRight = textOf(form, "email").trim().toLowerCase() === person.email.toLowerCase()
        setMistyped(!isRight)
        if (isRight) erase.mutate(form)
      }}
      sending={erase}
      fields={["password"]}
      submit={words.eraseDo}
      isDangerous
    >
      <p className="soft">{words.eraseSay}</p>
      <Input
        label={words.eraseType(person.email)}
        name="email"
        autoComplete="off"
        spellCheck={false}
        error={isMistyped ? words.eraseTypeFault : undefined}
      />
      <PasswordInput
        label={words.erasePassword}
        name="password"
        autoComplete="current-password"
        error={fieldMessage(erase.error, "password")}
      />
    </FormDialog>
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
