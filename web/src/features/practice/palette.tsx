import { Check, Flag, X } from "lucide-react"
import { classNames } from "../../components/class-names.ts"
import type { PracticeItem } from "./practice-queries.ts"
import { words } from "./words.ts"

export type Standing = "correct" | "incorrect" | "answered" | "skipped" | "open"

/** How a question stands, as far as it may be told. */
function standingOf({ answer, isSkipped }: PracticeItem): Standing {
  if (answer?.isCorrect === true) return "correct"
  if (answer?.isCorrect === false) return "incorrect"
  // Handed in to be compared, or not answered before the end: still open.
  if (answer && !answer.feedback) return "answered"
  return isSkipped ? "skipped" : "open"
}

const names: Record<Standing, string> = {
  correct: words.correct,
  incorrect: words.incorrect,
  answered: words.saved,
  skipped: words.skipped,
  open: words.notAnswered,
}

/** All questions of a session: where one is, what is answered, and a way to each. */
export function Palette({
  items,
  position,
  onGo,
}: {
  items: readonly PracticeItem[]
  position: number
  onGo: (position: number) => void
}) {
  return (
    <ol className="palette">
      {items.map((item) => {
        const standing = standingOf(item)
        const isCurrent = item.position === position
        return (
          <li key={item.position}>
            <button
              type="button"
              data-state={standing}
              aria-current={isCurrent ? "step" : undefined}
              className={classNames("palette-item", item.isFlagged && "palette-flagged")}
              onClick={() => onGo(item.position)}
            >
              <span className="sr">
                {words.showAnswer(item.position)}, {names[standing]}
                {item.isFlagged && `, ${words.flagged}`}
              </span>
              <span aria-hidden="true" className="palette-face">
                {standing === "correct" && !isCurrent ? (
                  <Check className="i i-s" />
                ) : standing === "incorrect" && !isCurrent ? (
                  <X className="i i-s" />
                ) : (
                  item.position
                )}
                {item.isFlagged && <Flag className="palette-flag" />}
              </span>
            </button>
          </li>
        )
      })}
    </ol>
  )
}
