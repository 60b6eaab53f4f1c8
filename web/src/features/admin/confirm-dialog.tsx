import { useMutation, useQueryClient } from "@tanstack/react-query"
import { ConfirmDialog as Confirm } from "../../components/confirm-dialog.tsx"
import { showToast } from "../../components/toast.tsx"

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
  return <Confirm title={title} say={say} action={action} doing={doing} onClose={onClose} />
}
