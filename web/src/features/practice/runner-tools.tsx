import { Clock, Flag, LayoutGrid, Pause, Play } from "lucide-react"
import { IconButton } from "../../components/button.tsx"
import { Timer } from "../../components/timer.tsx"
import { useKeys } from "../../lib/shortcuts.ts"
import { shortcuts } from "./shortcuts.ts"
import type { SessionClock } from "./use-session-clock.ts"
import { words } from "./words.ts"

/** Right end of the bar: the time, pause, flag, all questions. */
export function RunnerTools({
  clock,
  isTimed,
  spentMs,
  position,
  isFlagged,
  onFlag,
  onPalette,
  onTimeUp,
}: {
  clock: SessionClock
  isTimed: boolean
  /** Spent on this question so far; undefined once it is answered. */
  spentMs: number | undefined
  position: number
  isFlagged: boolean
  onFlag: () => void
  onPalette: () => void
  onTimeUp: () => void
}) {
  const isTimeShown = isTimed ? clock.endsAtMs !== undefined : spentMs !== undefined
  return (
    <>
      {isTimeShown && !clock.isPaused && (
        <span className="tag runner-time">
          <Clock className="i i-s" aria-hidden="true" />
          {isTimed ? (
            <Timer endsAtMs={clock.endsAtMs} onEnd={onTimeUp} />
          ) : (
            <Timer key={position} startedAtMs={Date.now() - (spentMs ?? 0)} />
          )}
        </span>
      )}
      <IconButton
        icon={clock.isPaused ? Play : Pause}
        label={clock.isPaused ? words.goOn : words.pause}
        keys={useKeys(shortcuts.pause)}
        onClick={() => clock.setPaused(!clock.isPaused)}
      />
      <IconButton
        icon={Flag}
        className={isFlagged ? "is-flagged" : undefined}
        label={isFlagged ? words.unflag : words.flag}
        keys={useKeys(shortcuts.flag)}
        aria-pressed={isFlagged}
        onClick={onFlag}
      />
      <IconButton icon={LayoutGrid} label={words.allQuestions} keys={useKeys(shortcuts.all)} onClick={onPalette} />
    </>
  )
}
