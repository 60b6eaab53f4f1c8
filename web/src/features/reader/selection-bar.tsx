import { Highlighter, type LucideIcon, MessageSquare, NotebookPen, SquarePlus } from "lucide-react"
import { Kbd } from "../../components/kbd.tsx"
import { useKeys } from "../../lib/shortcuts.ts"
import { shortcuts } from "./shortcuts.ts"
import type { Selected } from "./use-selection.ts"
import { words } from "./words.ts"

export interface SelectionActions {
  ask(): void
  note(): void
  card(): void
  highlight(): void
}

const tools: { action: keyof SelectionActions; label: string; icon: LucideIcon }[] = [
  { action: "ask", label: words.selectionAsk, icon: MessageSquare },
  { action: "note", label: words.selectionNote, icon: NotebookPen },
  { action: "card", label: words.selectionCard, icon: SquarePlus },
  { action: "highlight", label: words.selectionHighlight, icon: Highlighter },
]

/** What can be done with the selected text; above it, on phones at the foot of the window, clear of the system's own. */
export function SelectionBar({ selected, actions }: { selected: Selected; actions: SelectionActions }) {
  const { left, top } = selected.box
  return (
    <div
      className="selbar"
      style={{ "--sel-x": `${Math.round(left)}px`, "--sel-y": `${Math.round(top)}px` } as React.CSSProperties}
    >
      <div className="pop pop-bar" role="toolbar" aria-label={words.selected}>
        {tools.map(({ action, label, icon: Icon }) => (
          <button
            key={action}
            className="btn"
            type="button"
            // Pressing it must not take the selection away before it is read.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => actions[action]()}
          >
            <Icon className="i i-s" aria-hidden="true" />
            {label}
            <ToolKey shortcut={shortcuts[action]} />
          </button>
        ))}
      </div>
    </div>
  )
}

function ToolKey({ shortcut }: { shortcut: { id: string; keys: string } }) {
  const keys = useKeys(shortcut)
  return keys === "" ? null : <Kbd keys={keys} />
}
