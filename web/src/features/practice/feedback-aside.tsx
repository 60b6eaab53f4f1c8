import { Award, Flag, Layers } from "lucide-react"
import type { PracticeItem, RecordOutcome } from "./practice-queries.ts"
import { SourceSheet } from "./source-sheet.tsx"
import { words } from "./words.ts"

/** Beside an answered question: its source, what became of it, and what the answer brought. */
export function FeedbackAside({
  item,
  record,
  showsMotivation,
  onReport,
}: {
  item: PracticeItem
  record: RecordOutcome | undefined
  showsMotivation: boolean
  onReport: () => void
}) {
  const feedback = item.answer?.feedback
  if (!feedback) return null
  const isMissed = item.answer?.isCorrect === false
  return (
    <aside className="rail rail-after" aria-label={words.explanation}>
      {feedback.source && <SourceSheet source={feedback.source} />}
      <ul className="runner-facts small soft">
        {isMissed && feedback.cardId && (
          <li>
            <Layers className="i i-s" aria-hidden="true" />
            <span>{words.becameCard}</span>
          </li>
        )}
        {showsMotivation && record && !record.isDuplicate && (
          <>
            {record.achievements.map((achievement) => (
              <li key={achievement.code}>
                <Award className="i i-s" aria-hidden="true" />
                <span>
                  {words.achievement(achievement.name)}. {achievement.description}
                </span>
              </li>
            ))}
            {record.isGoalMetNow && (
              <li>
                <Award className="i i-s" aria-hidden="true" />
                <span>{words.goalMet}</span>
              </li>
            )}
          </>
        )}
        <li>
          <Flag className="i i-s" aria-hidden="true" />
          <button className="link" type="button" onClick={onReport}>
            {words.report}
          </button>
        </li>
      </ul>
    </aside>
  )
}
