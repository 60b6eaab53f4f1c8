import { useMutation } from "@tanstack/react-query"
import { useState } from "react"
import { Input } from "../../../components/field.tsx"
import { FormDialog } from "../../../components/form-dialog.tsx"
import { showToast } from "../../../components/toast.tsx"
import { api, must } from "../../../lib/api.ts"
import { fieldMessage } from "../../../lib/problem.ts"
import { makePasskey, textOf } from "../../accounts/index.ts"
import { factorWords as words } from "./factor-words.ts"
import { RecoveryCodes } from "./recovery-codes.tsx"

/** Its name, then the browser's own dialog, then the recovery codes if it is the first factor. */
export function PasskeyDialog({ onClose }: { onClose: () => void }) {
  const [codes, setCodes] = useState<string[]>()
  const [isNameless, setNameless] = useState(false)
  const add = useMutation({
    async mutationFn(name: string) {
      const { ticket, options } = await must(api.POST("/api/v1/me/passkeys/options"))
      const credential = await makePasskey(options)
      return must(api.POST("/api/v1/me/passkeys", { body: { ticket, name, credential } }))
    },
    onSuccess: ({ recoveryCodes }) => {
      showToast({ text: words.passkeyDone })
      if (recoveryCodes) setCodes(recoveryCodes)
      else onClose()
    },
  })
  if (codes) return <RecoveryCodes codes={codes} onClose={onClose} />
  return (
    <FormDialog
      title={words.passkeyTitle}
      onClose={onClose}
      onSubmit={(form) => {
        const name = textOf(form, "name").trim()
        setNameless(name === "")
        if (name !== "") add.mutate(name)
      }}
      sending={add}
      fields={["name"]}
      submit={words.next}
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
    </FormDialog>
  )
}
