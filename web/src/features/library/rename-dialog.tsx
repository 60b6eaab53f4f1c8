import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { Input } from "../../components/field.tsx"
import { FormDialog } from "../../components/form-dialog.tsx"
import { api, must } from "../../lib/api.ts"
import { fieldMessage } from "../../lib/problem.ts"
import type { Material } from "./material-queries.ts"
import { words } from "./words.ts"

export function RenameDialog({ material, onClose }: { material: Material; onClose: () => void }) {
  const say = words.rename
  const { ownerId, id } = material
  const queryClient = useQueryClient()
  const [title, setTitle] = useState(material.title)
  const rename = useMutation({
    mutationFn: () =>
      must(
        api.PATCH("/api/v1/materials/{ownerId}/{id}", {
          params: { path: { ownerId, id } },
          body: { title: title.trim() },
        }),
      ),
    onSuccess() {
      void queryClient.invalidateQueries({ queryKey: ["materials"] })
      onClose()
    },
  })
  const isEmpty = title.trim() === ""
  return (
    <FormDialog
      title={say.title}
      onClose={onClose}
      onSubmit={() => {
        if (!isEmpty) rename.mutate()
      }}
      sending={rename}
      fields={["title"]}
      submit={say.save}
    >
      <Input
        label={say.label}
        value={title}
        maxLength={500}
        error={isEmpty ? say.empty : fieldMessage(rename.error, "title")}
        onChange={(event) => setTitle(event.target.value)}
      />
    </FormDialog>
  )
}
