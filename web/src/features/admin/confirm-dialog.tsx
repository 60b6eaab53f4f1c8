import { useMutation, useQueryClient } from "@tanstack/react-query"
import { Button } from "../../components/button.tsx"
import { Dialog } from "../../components/dialog.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { showToast } from "../../components/toast.tsx"
import { peopleWords as words } from "./people-words.ts"

/** Asks once more, does it, says that it is done, and has everything of administration looked up anew. */
export function ConfirmDialog({
  title,
  say,
  action,
  done,
  act,
  onClose,
}: {
  title: string
  say: string
  action: string
  done: string
  act: () => Promise<unknown>
  onClose: () => void
}) {
  const queryClient = useQueryClient()
  const doing = useMutation({
    mutationFn: act,
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ["admin"] })
      showToast({ text: done })
      onClose()
    },
  })
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button onClick={onClose} data-autofocus>
            {words.cancel}
          </Button>
          <Button variant="primary" isBusy={doing.isPending} onClick={() => doing.mutate()}>
            {action}
          </Button>
        </>
      }
    >
      <p className="soft">{say}</p>
      {doing.error && <ErrorNotice error={doing.error} />}
    </Dialog>
  )
}
