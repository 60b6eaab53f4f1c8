import { useMutation, useQueryClient } from "@tanstack/react-query"
import { type FormEvent, useId } from "react"
import { Button } from "../../components/button.tsx"
import { Dialog } from "../../components/dialog.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { TextArea } from "../../components/field.tsx"
import { focusFirstInvalid } from "../../components/focus-first-invalid.ts"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { fieldMessage } from "../../lib/problem.ts"
import { textOf } from "../accounts/index.ts"
import type { Person } from "./people-queries.ts"
import { peopleWords as words } from "./people-words.ts"

/** Keeps somebody out, with the reason they are told. */
export function SuspendDialog({ person, onClose }: { person: Person; onClose: () => void }) {
  const queryClient = useQueryClient()
  const formId = useId()
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
    onError: (_error, form) => focusFirstInvalid(form),
  })
  const fault = fieldMessage(suspend.error, "reason")
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.suspendTitle(person.displayName)}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          <Button variant="primary" type="submit" form={formId} isBusy={suspend.isPending}>
            {words.suspend}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="admin-form"
        noValidate
        onSubmit={(event: FormEvent<HTMLFormElement>) => {
          event.preventDefault()
          suspend.mutate(event.currentTarget)
        }}
      >
        <p className="soft">{words.suspendSay}</p>
        <TextArea
          label={words.suspendReason}
          name="reason"
          hint={words.suspendReasonHint}
          error={fault}
          rows={3}
          maxLength={500}
          data-autofocus
        />
        {suspend.error && fault === undefined && <ErrorNotice error={suspend.error} />}
      </form>
    </Dialog>
  )
}
