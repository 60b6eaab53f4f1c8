import { X } from "lucide-react"
import { type ReactNode, useId, useLayoutEffect, useRef } from "react"
import { IconButton } from "./button.tsx"
import { classNames } from "./class-names.ts"
import { focusFirstInvalid } from "./focus-first-invalid.ts"
import { words } from "./words.ts"

/**
 * A modal dialog: the platform's own, which keeps the focus inside, makes the page inert and closes with Esc. Its
 * content exists only while it is open. `data-autofocus` on an element inside takes the focus; else the first control.
 * `place` "side" is a sheet from the edge: below on phones, at the end of the line else.
 */
export function Dialog({
  isOpen,
  onClose,
  title,
  children,
  actions,
  place = "middle",
  className,
}: {
  isOpen: boolean
  onClose: () => void
  title: string
  children: ReactNode
  actions?: ReactNode
  place?: "middle" | "side"
  className?: string
}) {
  const ref = useRef<HTMLDialogElement>(null)
  const titleId = useId()
  useLayoutEffect(() => {
    const dialog = ref.current
    if (!dialog || !isOpen) return
    const before = document.activeElement
    dialog.showModal()
    dialog.querySelector<HTMLElement>("[data-autofocus]")?.focus()
    return () => {
      dialog.close()
      if (before instanceof HTMLElement) before.focus()
    }
  }, [isOpen])
  if (!isOpen) return null
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Esc closes a dialog by itself; the click is for the scrim.
    <dialog
      ref={ref}
      className={classNames("dialog", place === "side" && "dialog-side", className)}
      aria-labelledby={titleId}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onClick={(event) => {
        if (event.target === event.currentTarget) onClose()
      }}
      // What the page itself finds missing; what the server finds comes later, with the answer.
      onSubmit={(event) => focusFirstInvalid(event.target as HTMLFormElement)}
    >
      <div className="dialog-body">
        <div className="dialog-head">
          <h2 id={titleId}>{title}</h2>
          <IconButton icon={X} label={words.close} onClick={onClose} />
        </div>
        {children}
        {actions && <div className="dialog-actions">{actions}</div>}
      </div>
    </dialog>
  )
}
