import { type KeyboardEvent, type ReactNode, useEffect, useId, useLayoutEffect, useRef } from "react"
import { fieldMessage } from "../lib/problem.ts"
import { Button } from "./button.tsx"
import { Dialog } from "./dialog.tsx"
import { ErrorNotice } from "./error-notice.tsx"
import { focusFirstInvalid } from "./focus-first-invalid.ts"
import { words } from "./words.ts"

/**
 * A dialog that is one form. It begins at the first field; Mod+Enter sends from any of them. After a refusal the focus
 * goes to the first field that is marked, and what no field says is said above the buttons. While it is sent nothing is
 * sent again.
 */
export function FormDialog({
  title,
  onClose,
  onSubmit,
  sending,
  fields = [],
  submit,
  isDangerous = false,
  more,
  className,
  children,
}: {
  title: string
  onClose: () => void
  /** Looks at what was typed and sends it. Fields that it finds wrong are marked, and the first of them gets the focus. */
  onSubmit: (form: HTMLFormElement) => void
  /** The mutation that sends the form. */
  sending: { isPending: boolean; error: Error | null }
  /** Paths of the fields that say themselves what the server finds wrong with them. */
  fields?: readonly string[]
  submit: string
  isDangerous?: boolean
  /** Another way to send it, between the two buttons. Mod+Enter means this one. */
  more?: { label: string; run: () => void } | undefined
  className?: string
  children: ReactNode
}) {
  const id = useId()
  const form = useRef<HTMLFormElement>(null)
  const { isPending, error } = sending
  const isSaid = fields.some((path) => fieldMessage(error, path) !== undefined)
  // The dialog itself would begin at its button for closing.
  useLayoutEffect(() => form.current?.querySelector<HTMLElement>("input, textarea, select")?.focus(), [])
  useEffect(() => {
    if (error) focusFirstInvalid(form.current)
  }, [error])
  const sendByKeys = (event: KeyboardEvent<HTMLFormElement>): void => {
    if (event.key !== "Enter" || !(event.metaKey || event.ctrlKey)) return
    event.preventDefault()
    if (isPending) return
    if (more) more.run()
    else event.currentTarget.requestSubmit()
  }
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      {...(className && { className })}
      actions={
        <>
          <Button onClick={onClose}>{words.cancel}</Button>
          {more && (
            <Button onClick={more.run} isBusy={isPending}>
              {more.label}
            </Button>
          )}
          <Button variant={isDangerous ? "danger" : "primary"} type="submit" form={id} isBusy={isPending}>
            {submit}
          </Button>
        </>
      }
    >
      <form
        id={id}
        ref={form}
        className="form-stack"
        noValidate
        onKeyDown={sendByKeys}
        onSubmit={(event) => {
          event.preventDefault()
          if (!isPending) onSubmit(event.currentTarget)
        }}
      >
        {children}
        {error && !isSaid && <ErrorNotice error={error} />}
      </form>
    </Dialog>
  )
}
