import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useState } from "react"
import { TextArea } from "../../components/field.tsx"
import { FormDialog } from "../../components/form-dialog.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { renewQuestions } from "./practice-queries.ts"
import { words } from "./words.ts"

/** Says that something is wrong with a question, in the learner's words. */
export function ReportDialog({ questionId, onClose }: { questionId: string; onClose: () => void }) {
  const queryClient = useQueryClient()
  const [reason, setReason] = useState("")
  const report = useMutation({
    mutationFn: () =>
      must(
        api.POST("/api/v1/questions/{id}/flag", {
          params: { path: { id: questionId } },
          body: { isFlagged: true, reason: reason.trim() || null },
        }),
      ),
    onSuccess: () => {
      renewQuestions(queryClient)
      showToast({ text: words.reported })
      onClose()
    },
  })
  return (
    <FormDialog
      title={words.reportTitle}
      onClose={onClose}
      onSubmit={() => report.mutate()}
      sending={report}
      submit={words.reportSend}
    >
      <p className="soft">{words.reportSay}</p>
      <TextArea
        label={words.reportReason}
        value={reason}
        maxLength={1000}
        onChange={(event) => setReason(event.target.value)}
      />
    </FormDialog>
  )
}
