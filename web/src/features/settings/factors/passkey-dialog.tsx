import { useMutation } from "@tanstack/react-query"
import { useId, useState } from "react"
import { Button } from "../../../components/button.tsx"
import { Dialog } from "../../../components/dialog.tsx"
import { Input } from "../../../components/field.tsx"
import { focusFirstInvalid } from "../../../components/focus-first-invalid.ts"
import { showToast } from "../../../components/toast.tsx"
import { api, must } from "../../../lib/api.ts"
import { fieldMessage } from "../../../lib/problem.ts"
import { makePasskey, textOf } from "../../accounts/index.ts"
import { ConfirmForm } from "./confirm-form.tsx"
import { factorWords as words } from "./factor-words.ts"
import { RecoveryCodes } from "./recovery-codes.tsx"

/** Name and password, then the browser's own dialog, then the recovery codes if it is the first factor. */
export function PasskeyDialog({ onClose }: { onClose: () => void }) {
  const formId = useId()
  const [codes, setCodes] = useState<string[]>()
  const [isNameless, setNameless] = useState(false)
  const add = useMutation({
    async mutationFn({ password, name }: { password: string; name: string; form: HTMLFormElement }) {
      const { ticket, options } = await must(api.POST("/api/v1/me/passkeys/options", { body: { password } }))
      const credential = await makePasskey(options)
      return must(api.POST("/api/v1/me/passkeys", { body: { ticket, name, credential } }))
    },
    onError: (_error, { form }) => focusFirstInvalid(form),
    onSuccess: ({ recoveryCodes }) => {
      showToast({ text: words.passkeyDone })
      if (recoveryCodes) setCodes(recoveryCodes)
      else onClose()
    },
  })
  if (codes) return <RecoveryCodes codes={codes} onClose={onClose} />
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.passkeyTitle}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button variant="primary" type="submit" form={formId} isBusy={add.isPending}>
            {words.next}
          </Button>
        </>
      }
    >
      <ConfirmForm
        id={formId}
        error={add.error}
        onConfirm={(password, form) => {
          const name = textOf(form, "name").trim()
          setNameless(name === "")
          if (name === "") focusFirstInvalid(form)
          else add.mutate({ password, name, form })
        }}
      >
        <p className="soft">{words.passkeySay}</p>
        <Input
          label={words.passkeyName}
          name="name"
          hint={words.passkeyNameHint}
          maxLength={100}
          autoComplete="off"
          error={isNameless ? words.passkeyNameMissing : fieldMessage(add.error, "name")}
        />
      </ConfirmForm>
    </Dialog>
  )
}
