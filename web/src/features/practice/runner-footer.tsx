import { Check, ChevronLeft, X } from "lucide-react"
import { Button, IconButton } from "../../components/button.tsx"
import { Tag } from "../../components/chip.tsx"
import { ConfidencePicker } from "../../components/confidence-picker.tsx"
import { useKeys } from "../../lib/shortcuts.ts"
import type { Draft } from "./draft.ts"
import type { PracticeItem, RecordOutcome } from "./practice-queries.ts"
import { shortcuts } from "./shortcuts.ts"
import type { Answering } from "./use-answering.ts"
import { words } from "./words.ts"
import { xpWords } from "./xp-words.ts"

/** The action, always in the same place, and what goes with it: how sure before the answer, the verdict after it. */
export function RunnerFooter({
  item,
  draft,
  isTimed,
  isToJudge,
  isTold,
  isLast,
  isPaused,
  answering,
  record,
  notice,
  onConfidence,
  onJudge,
  onSubmit,
  onSkip,
  onPrevious,
}: {
  item: PracticeItem
  draft: Draft
  isTimed: boolean
  isToJudge: boolean
  isTold: boolean
  isLast: boolean
  isPaused: boolean
  answering: Answering
  /** What the answer brought, where that is to be shown. */
  record: RecordOutcome | undefined
  notice: string | undefined
  onConfidence: (value: number) => void
  onJudge: (isRight: boolean) => void
  onSubmit: () => void
  onSkip: () => void
  onPrevious: (() => void) | undefined
}) {
  const keys = useKeys(item.question.type === "essay" && !isTold ? shortcuts.sendEssay : shortcuts.submit)
  const skipKeys = useKeys(shortcuts.next)
  const isCorrect = item.answer?.isCorrect === true
  const brought = record && xpWords(record, isCorrect)
  return (
    <footer className="act">
      <div className="act-row">
        {isTold ? (
          <div className="act-verdict" role="status">
            <Tag tone={isCorrect ? "correct" : "wrong"} icon={isCorrect ? Check : X}>
              {isCorrect ? words.correct : words.incorrect}
            </Tag>
            {brought && <span className="small quiet">{brought}</span>}
          </div>
        ) : isToJudge ? (
          <span className="strong">{words.judge}</span>
        ) : (
          !isPaused && <ConfidencePicker value={draft.confidence} onChoose={onConfidence} />
        )}
        <div className="act-go">
          <span className="small act-notice" role="status">
            {notice ??
              (answering.isFinishing
                ? isTimed && words.timeUp
                : isTimed && (item.answer || answering.isSaving)
                  ? answering.isSaving
                    ? words.saving
                    : words.saved
                  : undefined)}
          </span>
          {isToJudge ? (
            <>
              <Button size="large" icon={X} onClick={() => onJudge(false)} isBusy={answering.isChecking}>
                {words.judgeWrong}
              </Button>
              <Button size="large" icon={Check} onClick={() => onJudge(true)} isBusy={answering.isChecking}>
                {words.judgeRight}
              </Button>
            </>
          ) : (
            <>
              {onPrevious && isTimed && (
                <IconButton icon={ChevronLeft} label={words.previous} onClick={onPrevious} className="act-back" />
              )}
              {!isTimed && !isTold && !isPaused && (
                <Button variant="ghost" size="large" onClick={onSkip} keys={skipKeys} className="act-skip">
                  {words.skip}
                </Button>
              )}
              <Button
                variant="primary"
                size="large"
                onClick={onSubmit}
                keys={keys}
                isBusy={answering.isFinishing || (!isTimed && answering.isChecking)}
              >
                {isPaused
                  ? words.goOn
                  : isTimed
                    ? isLast
                      ? words.finish
                      : words.nextShort
                    : isTold
                      ? isLast
                        ? words.finish
                        : words.next
                      : answering.isChecking
                        ? words.checking
                        : item.question.type === "essay"
                          ? words.compare
                          : words.submit}
              </Button>
            </>
          )}
        </div>
      </div>
      <div />
    </footer>
  )
}
