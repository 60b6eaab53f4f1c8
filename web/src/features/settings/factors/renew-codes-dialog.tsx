import { useMutation } from "@tanstack/react-query"
import { useId } from "react"
import { Button } from "../../../components/button.tsx"
import { Dialog } from "../../../components/dialog.tsx"
import { focusFirstInvalid } from "../../../components/focus-first-invalid.ts"
import { api, must } from "../../../lib/api.ts"
import { ConfirmForm } from "./confirm-form.tsx"
import { factorWords as words } from "./factor-words.ts"
import { RecoveryCodes } from "./recovery-codes.tsx"

export function RenewCodesDialog({ onClose }: { onClose: () => void }) {
  const formId = useId()
  const renewal = useMutation({
    mutationFn: ({ password }: { password: string; form: HTMLFormElement }) =>
      must(api.POST("/api/v1/me/second-factor/recovery-codes", { body: { password } })),
    onError: (_error, { form }) => focusFirstInvalid(form),
  })
  if (renewal.data) return <RecoveryCodes codes={renewal.data.recoveryCodes} onClose={onClose} />
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.codesRenewTitle}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button variant="primary" type="submit" form={formId} isBusy={renewal.isPending}>
            {words.codesRenew}
          </Button>
        </>
      }
    >
      <ConfirmForm id={formId} error={renewal.error} onConfirm={(password, form) => renewal.mutate({ password, form })}>
        <p className="soft">{words.codesRenewSay}</p>
      </ConfirmForm>
    </Dialog>
  )
}
