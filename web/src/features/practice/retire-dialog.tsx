import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Button } from "../../components/button.tsx"
import { Dialog } from "../../components/dialog.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { renewQuestions } from "./practice-queries.ts"
import { words } from "./question-words.ts"

/** Asks before a question is no longer practised. */
export function RetireDialog({
  questionId,
  onClose,
  onRetired,
}: {
  questionId: string
  onClose: () => void
  onRetired?: () => void
}) {
  const queryClient = useQueryClient()
  const retire = useMutation({
    mutationFn: () => must(api.DELETE("/api/v1/questions/{id}", { params: { path: { id: questionId } } })),
    onSuccess: () => {
      showToast({ text: words.retired })
      onClose()
      onRetired?.()
      renewQuestions(queryClient)
    },
  })
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={words.retireTitle}
      actions={
        <>
          <Button variant="ghost" onClick={onClose} data-autofocus>
            {words.cancel}
          </Button>
          <Button variant="danger" isBusy={retire.isPending} onClick={() => retire.mutate()}>
            {words.retire}
          </Button>
        </>
      }
    >
      <p className="soft">{words.retireSay}</p>
      {retire.error && <ErrorNotice error={retire.error} />}
    </Dialog>
  )
}
