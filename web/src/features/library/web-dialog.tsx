import { useMutation } from "@tanstack/react-query"
import { useRef, useState } from "react"
import { Input } from "../../components/field.tsx"
import { FormDialog } from "../../components/form-dialog.tsx"
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
    mutationFn: () => must(api.POST("/api/v1/materials/web", { body: { id: id.current, url: url.trim() } })),
    onSuccess(material) {
      showToast({ text: addingWords.added([material.title]) })
      onSettled()
      onClose()
    },
  })
  const isAddress = /^https?:\/\/[^\s/]/i.test(url.trim())
  return (
    <FormDialog
      title={say.title}
      onClose={onClose}
      onSubmit={() => {
        setTried(true)
        if (isAddress) add.mutate()
      }}
      sending={add}
      fields={["url"]}
      submit={say.save}
    >
      <Input
        label={say.address}
        hint={say.hint}
        type="url"
        inputMode="url"
        placeholder="https://"
        autoComplete="off"
        value={url}
        error={isTried && !isAddress ? say.noAddress : fieldMessage(add.error, "url")}
        maxLength={2000}
        onChange={(event) => {
          setUrl(event.target.value)
          add.reset()
        }}
      />
      <p className="small quiet" role="status">
        {add.isPending && say.fetching}
      </p>
    </FormDialog>
  )
}
