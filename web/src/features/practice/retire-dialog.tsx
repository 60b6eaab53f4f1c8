import { useMutation, useQueryClient } from "@tanstack/react-query"
import { ConfirmDialog } from "../../components/confirm-dialog.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { type QuestionSummary, renewQuestions } from "./practice-queries.ts"
import { words } from "./question-words.ts"

/** Asks before a question is no longer practised. */
export function RetireDialog({
  question: { id, isOwn },
  onClose,
  onRetired,
}: {
  question: Pick<QuestionSummary, "id" | "isOwn">
  onClose: () => void
  onRetired?: () => void
}) {
  const queryClient = useQueryClient()
  const retire = useMutation({
    mutationFn: () => must(api.DELETE("/api/v1/questions/{id}", { params: { path: { id } } })),
    onSuccess: () => {
      showToast({ text: words.retired })
      onClose()
      onRetired?.()
      renewQuestions(queryClient)
    },
  })
  return (
    <ConfirmDialog
      title={words.retireTitle}
      say={isOwn ? words.retireSay : words.retireForAllSay}
      action={words.retire}
      isDangerous
      doing={retire}
      onClose={onClose}
    />
  )
}
