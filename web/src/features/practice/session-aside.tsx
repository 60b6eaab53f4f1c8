import { Kbd, ShortcutHint } from "../../components/kbd.tsx"
import { Palette } from "./palette.tsx"
import type { PracticeItem, PracticeSession } from "./practice-queries.ts"
import { chooseShortcuts, shortcuts, strikeShortcuts } from "./shortcuts.ts"
import { words } from "./words.ts"

/** Beside a question that is open: all questions, and what the keys do. */
export function SessionAside({
  session,
  item,
  onGo,
}: {
  session: PracticeSession
  item: PracticeItem
  onGo: (position: number) => void
}) {
  const options = item.question.options.length
  const [first, last] = [chooseShortcuts[0], chooseShortcuts[Math.min(options, chooseShortcuts.length) - 1]]
  const [strike] = strikeShortcuts
  return (
    <aside className="rail rail-before" aria-label={words.thisSession}>
      <section>
        <div className="sec-head">
          <h2>{words.thisSession}</h2>
          <span className="small quiet">
            {session.mode === "tutor" && session.answeredCount > 0
              ? words.correctOf(session.correctCount, session.answeredCount)
              : words.answered(session.answeredCount, session.totalQuestions)}
          </span>
        </div>
        <Palette items={session.items} position={item.position} onGo={onGo} />
      </section>
      <section>
        <h2 className="keys-title">{words.keys}</h2>
        <div className="hints keys">
          {first && last && (
            <span>
              <ShortcutHint shortcut={first} />–<ShortcutHint shortcut={last} /> {words.keyChoose}
            </span>
          )}
          {options > 2 && strike && (
            <span>
              <ShortcutHint shortcut={strike} /> {words.keyStrike}
            </span>
          )}
          <span>
            <Kbd keys="s" />
            <Kbd keys="1" />–<Kbd keys="5" /> {words.keySure}
          </span>
          <span>
            <ShortcutHint shortcut={shortcuts.flag} /> {words.keyFlag}
          </span>
          <span>
            <Kbd keys="?" /> {words.keyAll}
          </span>
        </div>
      </section>
    </aside>
  )
}
