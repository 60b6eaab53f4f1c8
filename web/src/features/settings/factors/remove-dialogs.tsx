import { useMutation } from "@tanstack/react-query"
import { useId } from "react"
import { Button } from "../../../components/button.tsx"
import { Dialog } from "../../../components/dialog.tsx"
import { focusFirstInvalid } from "../../../components/focus-first-invalid.ts"
import { showToast } from "../../../components/toast.tsx"
import { api, must } from "../../../lib/api.ts"
import { ConfirmForm } from "./confirm-form.tsx"
import { factorWords as words } from "./factor-words.ts"
import { countFactors, type Factors, type Passkey } from "./factors-query.ts"

export function RemoveAppDialog({ factors, onClose }: { factors: Factors; onClose: () => void }) {
  return (
    <RemoveDialog
      title={words.appRemoveTitle}
      say={words.appRemoveSay}
      done={words.appRemoved}
      isLast={countFactors(factors) === 1}
      remove={(password) => must(api.POST("/api/v1/me/second-factor/app/remove", { body: { password } }))}
      onClose={onClose}
    />
  )
}

export function RemovePasskeyDialog({
  passkey: { id, name },
  factors,
  onClose,
}: {
  passkey: Passkey
  factors: Factors
  onClose: () => void
}) {
  return (
    <RemoveDialog
      title={words.passkeyRemoveTitle(name)}
      say={words.passkeyRemoveSay}
      done={words.passkeyRemoved}
      isLast={countFactors(factors) === 1}
      remove={(password) =>
        must(api.POST("/api/v1/me/passkeys/{id}/remove", { params: { path: { id } }, body: { password } }))
      }
      onClose={onClose}
    />
  )
}

function RemoveDialog({
  title,
  say,
  done,
  isLast,
  remove,
  onClose,
}: {
  title: string
  say: string
  done: string
  isLast: boolean
  remove: (password: string) => Promise<unknown>
  onClose: () => void
}) {
  const formId = useId()
  const removal = useMutation({
    mutationFn: ({ password }: { password: string; form: HTMLFormElement }) => remove(password),
    onError: (_error, { form }) => focusFirstInvalid(form),
    onSuccess: () => {
      showToast({ text: done })
      onClose()
    },
  })
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button variant="danger" type="submit" form={formId} isBusy={removal.isPending}>
            {words.remove}
          </Button>
        </>
      }
    >
      <ConfirmForm id={formId} error={removal.error} onConfirm={(password, form) => removal.mutate({ password, form })}>
        <p className="soft">
          {say} {isLast && words.lastOneSay}
        </p>
      </ConfirmForm>
    </Dialog>
  )
}
