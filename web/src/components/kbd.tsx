import { Fragment } from "react"
import { keyCaps, type ShortcutDefinition, useKeys } from "../lib/shortcuts.ts"

/** Key caps of a binding. Hidden from screen readers: `aria-keyshortcuts` or the list under `?` says it there. */
export function Kbd({ keys }: { keys: string }) {
  return (
    <span className="kbds" aria-hidden="true">
      {keyCaps(keys).map((stroke, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: strokes have no other identity than their place.
        <Fragment key={index}>
          {stroke.map((cap) => (
            <span className="kbd" key={cap}>
              {cap}
            </span>
          ))}
        </Fragment>
      ))}
    </span>
  )
}

/** Key caps of a shortcut as the learner has bound it; nothing if it has no key. */
export function ShortcutHint({ shortcut }: { shortcut: Pick<ShortcutDefinition, "id" | "keys"> }) {
  const own = useKeys(shortcut)
  return own === "" ? null : <Kbd keys={own} />
}
