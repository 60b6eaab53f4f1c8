import { useMutation, useQueryClient } from "@tanstack/react-query"
import { TextArea } from "../../components/field.tsx"
import { FormDialog } from "../../components/form-dialog.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { fieldMessage } from "../../lib/problem.ts"
import { textOf } from "../accounts/index.ts"
import type { Person } from "./people-queries.ts"
import { peopleWords as words } from "./people-words.ts"

/** Keeps somebody out, with the reason they are told. */
export function SuspendDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const queryClient = useQueryClient()
  const suspend = useMutation({
    mutationFn: (form: HTMLFormElement) =>
      must(
        api.POST("/api/v1/admin/users/{id}/suspend", {
          params: { path: { id: person.id } },
          body: { reason: textOf(form, "reason") },
        }),
      ),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["admin"] })
      showToast({ text: words.suspendDone(person.displayName) })
      onClose()
    },
  })
  return (
    <FormDialog
      title={words.suspendTitle(person.displayName)}
      onClose={onClose}
      onSubmit={(form) => suspend.mutate(form)}
      sending={suspend}
      fields={["reason"]}
      submit={words.suspend}
    >
      <p className="soft">{words.suspendSay}</p>
      <TextArea
        label={words.suspendReason}
        name="reason"
        hint={words.suspendReasonHint}
        error={fieldMessage(suspend.error, "reason")}
        rows={3}
        maxLength={500}
      />
    </FormDialog>
  )
}
