import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { Select } from "../../components/field.tsx"
import { FormDialog } from "../../components/form-dialog.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { accountQuery } from "../accounts/index.ts"
import type { Person, Role } from "./people-queries.ts"
import { peopleWords as words } from "./people-words.ts"

/** Which role somebody has; taking one's own is asked for in so many words. */
export function RoleDialog({ person, isMe, onClose }: { person: Person; isMe: boolean; onClose: () => void }) {
  const queryClient = useQueryClient()
  const [role, setRole] = useState<Role>(person.role)
  const dropsOwn = isMe && role !== "admin"
  const save = useMutation({
    mutationFn: () =>
      must(api.PUT("/api/v1/admin/users/{id}/role", { params: { path: { id: person.id } }, body: { role } })),
    onSuccess: async () => {
      onClose()
      showToast({ text: words.roleSaved(person.displayName, words.roleNames[role]) })
      // One's own rights are asked for first: without them the rest would be refused.
      if (isMe) await queryClient.invalidateQueries({ queryKey: accountQuery.queryKey })
      await queryClient.invalidateQueries({ queryKey: ["admin"] })
    },
  })
  return (
    <FormDialog
      title={words.roleTitle(person.displayName)}
      onClose={onClose}
      onSubmit={() => {
        if (role === person.role) onClose()
        else save.mutate()
      }}
      sending={save}
      submit={dropsOwn ? words.dropOwnRole : words.saveRole}
      isDangerous={dropsOwn}
    >
      <Select
        label={words.role}
        value={role}
        hint={words.roleSay[role]}
        onChange={(event) => setRole(event.target.value as Role)}
      >
        {Object.entries(words.roles).map(([value, label]) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      {dropsOwn && <p role="alert">{words.ownRole}</p>}
    </FormDialog>
  )
}
