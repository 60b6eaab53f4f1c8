import { Button } from "../../components/button.tsx"
import { Dialog } from "../../components/dialog.tsx"
import type { PracticeSession } from "./practice-queries.ts"
import { words } from "./words.ts"

/** Leave and go on later, or end for good. Says what is still open. */
export function EndDialog({
  session,
  isOpen,
  onClose,
  onLeave,
  onFinish,
}: {
  session: PracticeSession
  isOpen: boolean
  onClose: () => void
  onLeave: () => void
  onFinish: (how: "complete" | "abandon") => void
}) {
  const { answeredCount, totalQuestions, mode } = session
  const say =
    answeredCount === 0
      ? words.endNone
      : mode === "timed"
        ? words.endTimed(totalQuestions - answeredCount)
        : words.endTutor(answeredCount, totalQuestions)
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={words.endTitle}
      className="end-dialog"
      actions={
        <>
          {answeredCount === 0 ? (
            <Button variant="ghost" onClick={() => onFinish("abandon")}>
              {words.discard}
            </Button>
          ) : (
            <Button onClick={() => onFinish("complete")}>{words.endNow}</Button>
          )}
          <Button variant="primary" onClick={onLeave} data-autofocus>
            {words.leave}
          </Button>
        </>
      }
    >
      <p className="soft">{say}</p>
    </Dialog>
  )
}
