import { useMutation } from "@tanstack/react-query"
import { useRef, useState } from "react"
import { Button } from "../../components/button.tsx"
import { Dialog } from "../../components/dialog.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { Input, TextArea } from "../../components/field.tsx"
import { focusFirstInvalid } from "../../components/focus-first-invalid.ts"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { newId } from "../../lib/ids.ts"
import { fieldMessage } from "../../lib/problem.ts"
import { addingWords } from "./adding-words.ts"
import { useUploadEvents } from "./use-add-files.ts"
import { words } from "./words.ts"

/** Adds typed or pasted text as a material. */
export function PasteDialog({ onClose }: { onClose: () => void }) {
  const say = words.pasteDialog
  const { onSettled } = useUploadEvents()
  const [title, setTitle] = useState("")
  const [text, setText] = useState("")
  const [isTried, setTried] = useState(false)
  // One id for every try: a text that arrived without our hearing of it is not added twice.
  const id = useRef(newId())
  const add = useMutation({
    mutationFn: (_form: HTMLFormElement) =>
      must(api.POST("/api/v1/materials/text", { body: { id: id.current, title: title.trim(), text } })),
    onSuccess(material) {
      showToast({ text: addingWords.added([material.title]) })
      onSettled()
      onClose()
    },
    onError: (_error, form) => focusFirstInvalid(form),
  })
  const noName = isTried && title.trim() === "" ? say.noName : fieldMessage(add.error, "title")
  const noText = isTried && text.trim() === "" ? say.noText : fieldMessage(add.error, "text")
  return (
    <Dialog isOpen onClose={onClose} title={say.title} className="wide-dialog">
      <form
        className="form-stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault()
          setTried(true)
          if (title.trim() !== "" && text.trim() !== "" && !add.isPending) add.mutate(event.currentTarget)
        }}
      >
        <Input
          label={say.name}
          value={title}
          error={noName}
          maxLength={500}
          data-autofocus
          onChange={(event) => {
            setTitle(event.target.value)
            add.reset()
          }}
        />
        <TextArea
          label={say.text}
          hint={say.hint}
          value={text}
          error={noText}
          rows={12}
          onChange={(event) => {
            setText(event.target.value)
            add.reset()
          }}
        />
        {add.error && noName === undefined && noText === undefined && <ErrorNotice error={add.error} />}
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
