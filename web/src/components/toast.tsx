import { useEffect, useState } from "react"
import { createStore, useStore } from "../lib/store.ts"
import { Button } from "./button.tsx"

interface ToastContent {
  text: string
  action?: { label: string; keys?: string; run: () => void }
}

const shown = createStore<(ToastContent & { id: number }) | undefined>(undefined)
let last = 0

/** Long enough to read; longer where there is something to do about it. */
const plainMs = 5000
const actionMs = 9000

/** Shows one line at the foot of the window until the next one comes, some seconds pass, or its action is taken. */
export function showToast(content: ToastContent): void {
  last += 1
  shown.set({ ...content, id: last })
}

function hideToast(): void {
  shown.set(undefined)
}

/** Where toasts appear: once, beside all screens, since leaving the account is told on the way out. The status region is always there, else screen readers miss the first. */
export function ToastSpot() {
  const toast = useStore(shown)
  const [isHeld, setHeld] = useState(false)
  useEffect(() => {
    if (!toast || isHeld) return
    const timer = setTimeout(
      () => {
        if (shown.get()?.id === toast.id) hideToast()
      },
      toast.action ? actionMs : plainMs,
    )
    return () => clearTimeout(timer)
  }, [toast, isHeld])
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a pointer or focus on it only keeps it from going.
    <div
      className="toast-spot"
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
    >
      <div role="status">
        {toast && (
          <div className="toast" key={toast.id}>
            <span className="toast-text">{toast.text}</span>
            {toast.action && (
              <Button
                {...(toast.action.keys && { keys: toast.action.keys })}
                onClick={() => {
                  hideToast()
                  toast.action?.run()
                }}
              >
                {toast.action.label}
              </Button>
            )}
          </div>
        )}
      </div>
    </div>
  )
}
