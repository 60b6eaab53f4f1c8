import { useMutation } from "@tanstack/react-query"
import { type FormEvent, useId } from "react"
import { Button } from "../../../components/button.tsx"
import { Dialog } from "../../../components/dialog.tsx"
import { ErrorNotice } from "../../../components/error-notice.tsx"
import { Input } from "../../../components/field.tsx"
import { focusFirstInvalid } from "../../../components/focus-first-invalid.ts"
import { showToast } from "../../../components/toast.tsx"
import { api, must } from "../../../lib/api.ts"
import { fieldMessage } from "../../../lib/problem.ts"
import { textOf } from "../../accounts/index.ts"
import { factorWords as words } from "./factor-words.ts"
import type { Passkey } from "./factors-query.ts"

export function RenameDialog({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const formId = useId()
  const rename = useMutation({
    mutationFn: (form: HTMLFormElement) =>
      must(
        api.PATCH("/api/v1/me/passkeys/{id}", {
          params: { path: { id: passkey.id } },
          body: { name: textOf(form, "name") },
        }),
      ),
    onError: (_error, form) => focusFirstInvalid(form),
    onSuccess: () => {
      showToast({ text: words.renamed })
      onClose()
    },
  })
  const message = fieldMessage(rename.error, "name")
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.renameTitle}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button variant="primary" type="submit" form={formId} isBusy={rename.isPending}>
            {words.save}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="settings-form"
        noValidate
        onSubmit={(event: FormEvent<HTMLFormElement>) => {
          event.preventDefault()
          rename.mutate(event.currentTarget)
        }}
      >
        {rename.error && message === undefined && <ErrorNotice error={rename.error} />}
        <Input
          label={words.passkeyName}
          name="name"
          defaultValue={passkey.name}
          maxLength={100}
          autoComplete="off"
          data-autofocus
          error={message}
        />
      </form>
    </Dialog>
  )
}
