import { Outlet } from "@tanstack/react-router"
import { X } from "lucide-react"
import type { ReactNode } from "react"
import { Button } from "../components/button.tsx"
import { Progress } from "../components/progress.tsx"
import { useKeys, useShortcuts } from "../lib/shortcuts.ts"
import { shortcuts } from "./shortcuts.ts"
import { words } from "./words.ts"

/** Nothing but the work and a way to skip to it. */
export function FocusLayout() {
  return (
    <div className="focus">
      <a className="skip" href="#main">
        {words.skip}
      </a>
      <Outlet />
    </div>
  )
}

/**
 * The bar of a focus screen: End, where one is, tools. Put `<main id="main" tabIndex={-1}>` after it. Esc ends.
 * `progress` is drawn along its lower edge.
 */
export function FocusBar({
  title,
  onEnd,
  endLabel = words.end,
  tools,
  progress,
}: {
  title: ReactNode
  onEnd: () => void
  endLabel?: string
  tools?: ReactNode
  progress?: { value: number; max: number; label: string }
}) {
  useShortcuts(endLabel, [{ ...shortcuts.end, label: endLabel, run: onEnd }])
  return (
    <header className="focus-bar">
      <span className="focus-end">
        <Button variant="ghost" icon={X} keys={useKeys(shortcuts.end)} onClick={onEnd}>
          {endLabel}
        </Button>
      </span>
      <div className="bar-title clip">{title}</div>
      <div className="row bar-end">{tools}</div>
      {progress && <Progress {...progress} />}
    </header>
  )
}
