import type { ReactNode } from "react"
import { Button } from "./button.tsx"
import { Dialog } from "./dialog.tsx"
import { ErrorNotice } from "./error-notice.tsx"
import { words } from "./words.ts"

/** Asks once more before something is done. It begins at the button that leaves all as it is. */
export function ConfirmDialog({
  title,
  say,
  action,
  cancel = words.cancel,
  isDangerous = false,
  doing: { mutate, isPending, error },
  onClose,
  children,
}: {
  title: string
  /** What will happen. */
  say: string
  action: string
  cancel?: string
  isDangerous?: boolean
  /** The mutation that does it. */
  doing: { mutate: () => void; isPending: boolean; error: Error | null }
  onClose: () => void
  children?: ReactNode
}) {
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      actions={
        <>
          <Button onClick={onClose} data-autofocus>
            {cancel}
          </Button>
          <Button variant={isDangerous ? "danger" : "primary"} isBusy={isPending} onClick={() => mutate()}>
            {action}
          </Button>
        </>
      }
    >
      <div className="form-stack">
        <p className="soft">{say}</p>
        {children}
        {error && <ErrorNotice error={error} />}
      </div>
    </Dialog>
  )
}
