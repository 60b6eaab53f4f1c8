import { useMutation, useQuery } from "@tanstack/react-query"
import { type FormEvent, useState } from "react"
import { Button } from "../../../components/button.tsx"
import { ErrorNotice } from "../../../components/error-notice.tsx"
import { Input } from "../../../components/field.tsx"
import { focusFirstInvalid } from "../../../components/focus-first-invalid.ts"
import { api, must } from "../../../lib/api.ts"
import { fieldMessage } from "../../../lib/problem.ts"
import type { Account } from "../../../lib/session.ts"
import { textOf } from "../form-values.ts"
import { doorQuery } from "./letter-queries.ts"
import "./letters.css"
import { useOwnLetter } from "./use-own-letter.ts"
import { words } from "./words.ts"

/** The learner's address: whether it is confirmed, the letter that does it, and the move to another one. */
export function EmailSettings({ account }: { account: Account }) {
  const door = useQuery(doorQuery)
  const letter = useOwnLetter()
  const [isChanging, setChanging] = useState(false)
  const [sentTo, setSentTo] = useState<string>()
  const isConfirmed = account.emailVerifiedAt !== null
  return (
    <>
      <p>
        <span className="strong">{account.email}</span>{" "}
        <span className="soft">{isConfirmed ? words.isConfirmed : words.isUnconfirmed}</span>
      </p>
      {!isConfirmed && (
        <>
          {door.data?.sendsLetters === false && <p className="small soft">{words.keptHere}</p>}
          <Button isBusy={letter.isPending} onClick={() => letter.mutate()}>
            {words.again}
          </Button>
        </>
      )}
      {sentTo !== undefined && (
        <p className="small soft" role="status">
          {words.changeSent(sentTo)}
        </p>
      )}
      {isChanging ? (
        <ChangeForm
          onDone={(email) => {
            setSentTo(email)
            setChanging(false)
          }}
        />
      ) : (
        <Button onClick={() => setChanging(true)}>{words.change}</Button>
      )}
    </>
  )
}

/** `onDone` with the address a letter went to, or undefined when the present one is kept. */
function ChangeForm({ onDone }: { onDone: (email: string | undefined) => void }) {
  const change = useMutation({
    mutationFn: async (form: HTMLFormElement) => {
      const email = textOf(form, "email").trim()
      await must(api.POST("/api/v1/me/email", { body: { email } }))
      return email
    },
    onSuccess: onDone,
    onError: (_error, form) => focusFirstInvalid(form),
  })
  const isField = fieldMessage(change.error, "email")
  return (
    <form
      className="form-stack"
      noValidate
      onSubmit={(event: FormEvent<HTMLFormElement>) => {
        event.preventDefault()
        change.mutate(event.currentTarget)
      }}
    >
      {change.error && !isField && <ErrorNotice error={change.error} />}
      <Input
        label={words.newEmail}
        name="email"
        type="email"
        autoComplete="email"
        hint={words.changeHint}
        error={fieldMessage(change.error, "email")}
        // The button that opened the form is gone.
        ref={(input) => input?.focus()}
      />
      <div className="letter-actions">
        <Button type="submit" isBusy={change.isPending}>
          {words.sendLetter}
        </Button>
        <Button variant="ghost" onClick={() => onDone(undefined)}>
          {words.keep}
        </Button>
      </div>
    </form>
  )
}
