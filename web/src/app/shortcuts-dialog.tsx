import { Dialog } from "../components/dialog.tsx"
import { Kbd } from "../components/kbd.tsx"
import { keysOf, ownKeys, shortcutGroups } from "../lib/shortcuts.ts"
import { useStore } from "../lib/store.ts"
import { words } from "./words.ts"

/** What the keys do on this screen. */
export function ShortcutsDialog({ onClose }: { onClose: () => void }) {
  const groups = useStore(shortcutGroups)
  const own = useStore(ownKeys)
  return (
    <Dialog isOpen onClose={onClose} title={words.keyboard} className="shortcuts">
      {groups.map((group) => (
        <section key={group.title}>
          <h3>{group.title}</h3>
          <dl className="shortcut-list">
            {group.shortcuts.map((shortcut) => (
              <div key={shortcut.id}>
                <dt>{shortcut.label}</dt>
                <dd>
                  {keysOf(shortcut, own) === "" ? (
                    <span className="small quiet">{words.noKeys}</span>
                  ) : (
                    <>
                      <Kbd keys={keysOf(shortcut, own)} />
                      <span className="sr">{keysOf(shortcut, own)}</span>
                    </>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
      <p className="small quiet">{words.keyboardHint}</p>
    </Dialog>
  )
}
