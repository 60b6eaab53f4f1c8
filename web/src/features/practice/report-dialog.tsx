import { useMutation, useQueryClient } from "@tanstack/react-query"
import { useId, useState } from "react"
import { Button } from "../../components/button.tsx"
import { Dialog } from "../../components/dialog.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { TextArea } from "../../components/field.tsx"
import { showToast } from "../../components/toast.tsx"
import { api, must } from "../../lib/api.ts"
import { renewQuestions } from "./practice-queries.ts"
import { words } from "./words.ts"

/** Says that something is wrong with a question, in the learner's words. */
export function ReportDialog({ questionId, onClose }: { questionId: string; onClose: () => void }) {
  const queryClient = useQueryClient()
  const formId = useId()
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
    <Dialog
      isOpen
      onClose={onClose}
      title={words.reportTitle}
      actions={
        <>
          <Button variant="ghost" onClick={onClose}>
            {words.cancel}
          </Button>
          <Button variant="primary" type="submit" form={formId} isBusy={report.isPending}>
            {words.reportSend}
          </Button>
        </>
      }
    >
      <form
        id={formId}
        className="dialog-form"
        onSubmit={(event) => {
          event.preventDefault()
          report.mutate()
        }}
      >
        <p className="soft">{words.reportSay}</p>
        <TextArea
          label={words.reportReason}
          value={reason}
          maxLength={1000}
          data-autofocus
          onChange={(event) => setReason(event.target.value)}
        />
        {report.error && <ErrorNotice error={report.error} />}
      </form>
    </Dialog>
  )
}
