import { useMutation } from "@tanstack/react-query"
import { Input } from "../../../components/field.tsx"
import { FormDialog } from "../../../components/form-dialog.tsx"
import { showToast } from "../../../components/toast.tsx"
import { api, must } from "../../../lib/api.ts"
import { fieldMessage } from "../../../lib/problem.ts"
import { textOf } from "../../accounts/index.ts"
import { factorWords as words } from "./factor-words.ts"
import type { Passkey } from "./factors-query.ts"

export function RenameDialog({ passkey, onClose }: { passkey: Passkey; onClose: () => void }) {
  const rename = useMutation({
    mutationFn: (form: HTMLFormElement) =>
      must(
        api.PATCH("/api/v1/me/passkeys/{id}", {
          params: { path: { id: passkey.id } },
          body: { name: textOf(form, "name") },
        }),
      ),
    onSuccess: () => {
      showToast({ text: words.renamed })
      onClose()
    },
  })
  return (
    <FormDialog
      title={words.renameTitle}
      onClose={onClose}
      onSubmit={(form) => rename.mutate(form)}
      sending={rename}
      fields={["name"]}
      submit={words.save}
    >
      <Input
        label={words.passkeyName}
        name="name"
        defaultValue={passkey.name}
        maxLength={100}
        autoComplete="off"
        error={fieldMessage(rename.error, "name")}
      />
    </FormDialog>
  )
}
