import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { Button } from "../../components/button.tsx"
import { Dialog } from "../../components/dialog.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { Input } from "../../components/field.tsx"
import { api, must } from "../../lib/api.ts"
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
    <Dialog isOpen onClose={onClose} title={say.title}>
      <form
        className="form-stack"
        onSubmit={(event) => {
          event.preventDefault()
          if (!isEmpty && !rename.isPending) rename.mutate()
        }}
      >
        <Input
          label={say.label}
          value={title}
          maxLength={500}
          error={isEmpty ? say.empty : undefined}
          data-autofocus
          onChange={(event) => setTitle(event.target.value)}
        />
        {rename.error && <ErrorNotice error={rename.error} />}
        <div className="dialog-actions">
          <Button variant="ghost" onClick={onClose}>
            {say.cancel}
          </Button>
          <Button type="submit" variant="primary" isBusy={rename.isPending}>
            {say.save}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
