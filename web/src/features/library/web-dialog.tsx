import { useMutation } from "@tanstack/react-query"
import { useRef, useState } from "react"
import { Button } from "../../components/button.tsx"
import { Dialog } from "../../components/dialog.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { Input } from "../../components/field.tsx"
import { focusFirstInvalid } from "../../components/focus-first-invalid.ts"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { newId } from "../../lib/ids.ts"
import { fieldMessage } from "../../lib/problem.ts"
import { addingWords } from "./adding-words.ts"
import { useUploadEvents } from "./use-add-files.ts"
import { words } from "./words.ts"

/** Has a page or document of the web fetched and added as a material. */
export function WebDialog({ onClose }: { onClose: () => void }) {
  const say = words.webDialog
  const { onSettled } = useUploadEvents()
  const [url, setUrl] = useState("")
  const [isTried, setTried] = useState(false)
  // One id for every try: a page that arrived without our hearing of it is not added twice.
  const id = useRef(newId())
  const add = useMutation({
    mutationFn: (_form: HTMLFormElement) =>
      must(api.POST("/api/v1/materials/web", { body: { id: id.current, url: url.trim() } })),
    onSuccess(material) {
      showToast({ text: addingWords.added([material.title]) })
      onSettled()
      onClose()
    },
    onError: (_error, form) => focusFirstInvalid(form),
  })
  const refused = fieldMessage(add.error, "url")
  const isAddress = /^https?:\/\/[^\s/]/i.test(url.trim())
  return (
    <Dialog isOpen onClose={onClose} title={say.title}>
      <form
        className="form-stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (isAddress && !add.isPending) add.mutate(event.currentTarget)
        }}
      >
        <Input
          label={say.address}
          hint={say.hint}
          type="url"
          inputMode="url"
          placeholder="https://"
          autoComplete="off"
          value={url}
          error={isTried && !isAddress ? say.noAddress : refused}
          maxLength={2000}
          data-autofocus
          onChange={(event) => {
            setUrl(event.target.value)
            add.reset()
          }}
        />
        {add.error && refused === undefined && <ErrorNotice error={add.error} />}
        <p className="small quiet" role="status">
          {add.isPending && say.fetching}
        </p>
        <div className="dialog-actions">
          <Button variant="ghost" onClick={onClose}>
            {say.cancel}
          </Button>
          <Button type="submit" variant="primary" isBusy={add.isPending}>
            {say.save}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
