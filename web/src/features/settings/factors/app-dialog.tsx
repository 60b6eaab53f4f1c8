import { useMutation, useQuery } from "@tanstack/react-query"
import { type FormEvent, useEffect, useId, useRef, useState } from "react"
import { Button } from "../../../components/button.tsx"
import { Dialog } from "../../../components/dialog.tsx"
import { ErrorNotice } from "../../../components/error-notice.tsx"
import { Input } from "../../../components/field.tsx"
import { focusFirstInvalid } from "../../../components/focus-first-invalid.ts"
import { SkeletonLines } from "../../../components/skeleton.tsx"
import { showToast } from "../../../components/toast.tsx"
import { api, must } from "../../../lib/api.ts"
import { fieldMessage } from "../../../lib/problem.ts"
import { textOf } from "../../accounts/index.ts"
import { factorWords as words } from "./factor-words.ts"
import { QrCode } from "./qr-code.tsx"
import { RecoveryCodes } from "./recovery-codes.tsx"

/** From the QR code over the first code to the recovery codes. */
export function AppDialog({ onClose }: { onClose: () => void }) {
  const formId = useId()
  const [codes, setCodes] = useState<string[]>()
  const begun = useQuery({
    queryKey: ["app-key"],
    queryFn: () => must(api.POST("/api/v1/me/second-factor/app")),
    staleTime: Number.POSITIVE_INFINITY,
    // It is a key: nothing of it stays when the dialog is closed.
    gcTime: 0,
    retry: false,
  })
  const confirm = useMutation({
    mutationFn: ({ code }: { code: string; form: HTMLFormElement }) =>
      must(api.POST("/api/v1/me/second-factor/app/confirm", { body: { code } })),
    onError: (_error, { form }) => focusFirstInvalid(form),
    onSuccess: ({ recoveryCodes }) => {
      showToast({ text: words.appDone })
      if (recoveryCodes) setCodes(recoveryCodes)
      else onClose()
    },
  })
  if (codes) return <RecoveryCodes codes={codes} onClose={onClose} />
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.appTitle}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          {begun.data && (
            <Button variant="primary" type="submit" form={formId} isBusy={confirm.isPending}>
              {words.done}
            </Button>
          )}
        </>
      }
    >
      {begun.error && (
        <ErrorNotice error={begun.error} onRetry={() => void begun.refetch()} isBusy={begun.isFetching} />
      )}
      {begun.isPending && <SkeletonLines widths={["70%", "60%"]} />}
      {begun.data && (
        <CodeForm
          id={formId}
          appKey={begun.data}
          error={confirm.error}
          onCode={(code, form) => confirm.mutate({ code, form })}
        />
      )}
    </Dialog>
  )
}

function CodeForm({
  id,
  appKey: { key, address },
  error,
  onCode,
}: {
  id: string
  appKey: { key: string; address: string }
  error: Error | null
  onCode: (code: string, form: HTMLFormElement) => void
}) {
  const [isMissing, setMissing] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  // The dialog itself would begin at its button for closing.
  useEffect(() => field.current?.focus(), [])
  const message = isMissing ? words.codeMissing : fieldMessage(error, "code")
  return (
    <form
      id={id}
      className="form-stack"
      noValidate
      onSubmit={(event: FormEvent<HTMLFormElement>) => {
        event.preventDefault()
        const form = event.currentTarget
        const code = textOf(form, "code").trim()
        setMissing(code === "")
        if (code === "") focusFirstInvalid(form)
        else onCode(code, form)
      }}
    >
      <p className="soft">{words.appScan}</p>
      <QrCode text={address} label={words.qr} />
      <div>
        <p className="small quiet">{words.appKey}</p>
        <p>
          <code className="app-key">{key.match(/.{1,4}/g)?.join(" ")}</code>
        </p>
      </div>
      {error && message === undefined && <ErrorNotice error={error} />}
      <Input
        ref={field}
        label={words.code}
        name="code"
        inputMode="numeric"
        autoComplete="one-time-code"
        spellCheck={false}
        maxLength={20}
        error={message}
      />
    </form>
  )
}
