import { useMutation, useQuery } from "@tanstack/react-query"
import { KeyRound } from "lucide-react"
import { type FormEvent, useEffect, useId, useRef } from "react"
import { Button } from "../../../components/button.tsx"
import { Dialog } from "../../../components/dialog.tsx"
import { ErrorNotice } from "../../../components/error-notice.tsx"
import { Input } from "../../../components/field.tsx"
import { focusFirstInvalid } from "../../../components/focus-first-invalid.ts"
import { SkeletonLines } from "../../../components/skeleton.tsx"
import { api, must } from "../../../lib/api.ts"
import type { components } from "../../../lib/api-schema.d.ts"
import { fieldMessage } from "../../../lib/problem.ts"
import { knowsPasskeys, PasswordInput, signWithPasskey, textOf } from "../../accounts/index.ts"
import { identityWords as words } from "./identity-words.ts"

type Question = components["schemas"]["IdentityQuestion"]

const ask = () => must(api.POST("/api/v1/me/confirm-identity/options"))

/** Asks the learner for all that signing in asks of them, over whatever they were doing. That goes on once they have answered. */
export function ConfirmIdentity({ onSettled }: { onSettled: (isConfirmed: boolean) => void }) {
  const formId = useId()
  const question = useQuery({ queryKey: ["identity-question"], queryFn: ask, gcTime: 0, retry: false })
  const confirm = useMutation({
    async mutationFn({ form, usesPasskey }: { form: HTMLFormElement; usesPasskey: boolean }) {
      const password = textOf(form, "password")
      if (!usesPasskey) {
        const code = textOf(form, "code").trim()
        return must(api.POST("/api/v1/me/confirm-identity", { body: { password, ...(code && { code }) } }))
      }
      // A question holds five minutes, and somebody may have looked at the dialog for longer.
      const { ticket, passkeyOptions } = await ask()
      const passkey = passkeyOptions && (await signWithPasskey(passkeyOptions))
      const given = { ticket, ...(passkey && { passkey }), ...(password && { password }) }
      return must(api.POST("/api/v1/me/confirm-identity", { body: given }))
    },
    onSuccess: () => onSettled(true),
    onError: (_error, { form }) => focusFirstInvalid(form),
  })
  return (
    <Dialog
      isOpen
      onClose={() => onSettled(false)}
      title={words.title}
      actions={
        <>
          <Button onClick={() => onSettled(false)}>{words.cancel}</Button>
          {question.data && (
            <Button
              variant="primary"
              type="submit"
              form={formId}
              isBusy={confirm.isPending && !confirm.variables.usesPasskey}
            >
              {words.confirm}
            </Button>
          )}
        </>
      }
    >
      {question.error && <ErrorNotice error={question.error} onRetry={() => void question.refetch()} />}
      {question.isPending && <SkeletonLines widths={["70%", "60%"]} />}
      {question.data && (
        <ProofForm
          id={formId}
          question={question.data}
          error={confirm.error}
          isSigning={confirm.isPending && confirm.variables.usesPasskey}
          onProof={(form, usesPasskey) => confirm.mutate({ form, usesPasskey })}
        />
      )}
    </Dialog>
  )
}

function ProofForm({
  id,
  question: { methods },
  error,
  isSigning,
  onProof,
}: {
  id: string
  question: Question
  error: Error | null
  isSigning: boolean
  onProof: (form: HTMLFormElement, usesPasskey: boolean) => void
}) {
  const ref = useRef<HTMLFormElement>(null)
  const isCodeAsked = methods.some((method) => method !== "passkey")
  const hasPasskey = methods.includes("passkey") && knowsPasskeys()
  // The dialog itself would begin at its button for closing.
  useEffect(() => ref.current?.querySelector("input")?.focus(), [])
  const passwordMessage = fieldMessage(error, "password")
  const codeMessage = isCodeAsked ? fieldMessage(error, "code") : undefined
  return (
    <form
      ref={ref}
      id={id}
      className="form-stack"
      noValidate
      onSubmit={(event: FormEvent<HTMLFormElement>) => {
        event.preventDefault()
        onProof(event.currentTarget, false)
      }}
    >
      <p className="soft">{words.say}</p>
      {error && passwordMessage === undefined && codeMessage === undefined && <ErrorNotice error={error} />}
      <PasswordInput label={words.password} name="password" autoComplete="current-password" error={passwordMessage} />
      {isCodeAsked && (
        <Input
          label={words.codeOf(methods)}
          {...(methods.includes("app") && methods.includes("recovery-code") ? { hint: words.codeHint } : {})}
          name="code"
          autoComplete="one-time-code"
          spellCheck={false}
          maxLength={60}
          error={codeMessage}
        />
      )}
      {hasPasskey && (
        <>
          <p className="small quiet">{words.passkeySay}</p>
          <Button icon={KeyRound} isWide isBusy={isSigning} onClick={() => ref.current && onProof(ref.current, true)}>
            {words.passkey}
          </Button>
        </>
      )}
    </form>
  )
}
