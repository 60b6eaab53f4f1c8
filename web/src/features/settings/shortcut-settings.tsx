import { type KeyboardEvent, useState } from "react"
import { Button } from "../../components/button.tsx"
import { Switch } from "../../components/field.tsx"
import { Kbd } from "../../components/kbd.tsx"
import { keysOf, type ShortcutDefinition, setSingleKeys, singleKeysOn, strokeOf } from "../../lib/shortcuts.ts"
import { useStore } from "../../lib/store.ts"
import { useAccountChanges } from "../accounts/index.ts"
import { allShortcuts } from "./all-shortcuts.ts"
import { findConflict } from "./find-conflict.ts"
import { words } from "./words.ts"

/** Every shortcut with its key, which can be changed; kept in the account. Folded by screen: there are some sixty. */
export function ShortcutSettings({ own }: { own: Record<string, string> }) {
  const { changeSettings } = useAccountChanges()
  const isOn = useStore(singleKeysOn)
  const bind = (shortcut: ShortcutDefinition, keys: string): void => {
    const { [shortcut.id]: _before, ...others } = own
    changeSettings({ shortcuts: keys === shortcut.keys ? others : { ...others, [shortcut.id]: keys } })
  }
  return (
    <>
      <Switch label={words.singleKeys} hint={words.singleKeysHint} isOn={isOn} onSwitch={setSingleKeys} />
      {allShortcuts.map((group, index) => (
        <details className="shortcut-group" key={group.title} open={index === 0}>
          <summary>{group.title}</summary>
          <ul className="list">
            {group.shortcuts.map((shortcut) => (
              <ShortcutRow key={shortcut.id} shortcut={shortcut} own={own} onBind={(keys) => bind(shortcut, keys)} />
            ))}
          </ul>
        </details>
      ))}
      {Object.keys(own).length > 0 && (
        <div>
          <Button onClick={() => changeSettings({ shortcuts: {} })}>{words.reset}</Button>
        </div>
      )}
    </>
  )
}

function ShortcutRow({
  shortcut,
  own,
  onBind,
}: {
  shortcut: ShortcutDefinition
  own: Record<string, string>
  onBind: (keys: string) => void
}) {
  const [isListening, setListening] = useState(false)
  const [rival, setRival] = useState<string>()
  const keys = keysOf(shortcut, own)

  function onKeyDown(event: KeyboardEvent): void {
    if (!isListening || event.key === "Tab") return
    const stroke = strokeOf(event.nativeEvent)
    if (!stroke) return
    event.preventDefault()
    event.stopPropagation()
    const wanted = stroke === "Backspace" ? "" : stroke
    const conflict = findConflict(allShortcuts, shortcut.id, wanted, own)
    if (stroke === "Escape") stop()
    else if (conflict) setRival(conflict.label)
    else {
      onBind(wanted)
      stop()
    }
  }

  function stop(): void {
    setListening(false)
    setRival(undefined)
  }

  return (
    <li className="shortcut-row">
      <span className="grow">{shortcut.label}</span>
      <button
        type="button"
        className="btn btn-ghost shortcut-keys"
        aria-pressed={isListening}
        onClick={() => setListening(true)}
        onBlur={stop}
        onKeyDown={onKeyDown}
      >
        <span className="sr">{words.change(shortcut.label)}</span>
        {isListening && words.press}
        {!isListening && keys === "" && <span className="small quiet">{words.noKey}</span>}
        {!isListening && keys !== "" && (
          <>
            <Kbd keys={keys} />
            <span className="sr">{keys}</span>
          </>
        )}
      </button>
      <p className="small quiet shortcut-say" role="status">
        {isListening && (rival ? words.taken(rival) : words.pressHint)}
      </p>
    </li>
  )
}
