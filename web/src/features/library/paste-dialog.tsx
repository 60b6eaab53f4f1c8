import { useMutation } from "@tanstack/react-query"
import { useRef, useState } from "react"
import { Input, TextArea } from "../../components/field.tsx"
import { FormDialog } from "../../components/form-dialog.tsx"
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
    mutationFn: () => must(api.POST("/api/v1/materials/text", { body: { id: id.current, title: title.trim(), text } })),
    onSuccess(material) {
      showToast({ text: addingWords.added([material.title]) })
      onSettled()
      onClose()
    },
  })
  return (
    <FormDialog
      title={say.title}
      onClose={onClose}
      onSubmit={() => {
        setTried(true)
        if (title.trim() !== "" && text.trim() !== "") add.mutate()
      }}
      sending={add}
      fields={["title", "text"]}
      submit={say.save}
      className="dialog-wide"
    >
      <Input
        label={say.name}
        value={title}
        error={isTried && title.trim() === "" ? say.noName : fieldMessage(add.error, "title")}
        maxLength={500}
        onChange={(event) => {
          setTitle(event.target.value)
          add.reset()
        }}
      />
      <TextArea
        label={say.text}
        hint={say.hint}
        value={text}
        error={isTried && text.trim() === "" ? say.noText : fieldMessage(add.error, "text")}
        rows={12}
        onChange={(event) => {
          setText(event.target.value)
          add.reset()
        }}
      />
    </FormDialog>
  )
}
