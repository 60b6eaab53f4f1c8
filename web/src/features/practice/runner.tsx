import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query"
import { useNavigate } from "@tanstack/react-router"
import { CloudOff, Lightbulb } from "lucide-react"
import { useEffect, useId, useRef, useState } from "react"
import { FocusBar } from "../../app/focus-layout.tsx"
import { useScreenTitle } from "../../app/screen-title.ts"
import { Button } from "../../components/button.tsx"
import { Dialog } from "../../components/dialog.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { RichText } from "../../components/rich-text.tsx"
import { api, must } from "../../lib/api.ts"
import { sendNow } from "../../lib/keep-sending.ts"
import { accountQuery } from "../accounts/index.ts"
import { AnswerInput } from "./answer-input.tsx"
import { AnsweredQuestion } from "./answered-question.tsx"
import { type DraftChange, isAnswered, isKept, nextOpen } from "./draft.ts"
import { EndDialog } from "./end-dialog.tsx"
import { FeedbackAside } from "./feedback-aside.tsx"
import { Palette } from "./palette.tsx"
import { type PracticeItem, type PracticeSession, sessionQuery } from "./practice-queries.ts"
import { ReportDialog } from "./report-dialog.tsx"
import { RunnerFooter } from "./runner-footer.tsx"
import { RunnerTools } from "./runner-tools.tsx"
import { SessionAside } from "./session-aside.tsx"
import { shortcuts } from "./shortcuts.ts"
import { useAnswering } from "./use-answering.ts"
import { useDrafts } from "./use-drafts.ts"
import { useQuestionTime } from "./use-question-time.ts"
import { useRunnerKeys } from "./use-runner-keys.ts"
import { useSessionClock } from "./use-session-clock.ts"
import { useSkip } from "./use-skip.ts"
import { words } from "./words.ts"

type Panel = "end" | "palette" | "report"

/** Answered for good: its solution is shown and there is nothing left to judge. */
const isTold = ({ answer }: PracticeItem): boolean => answer?.feedback != null && answer.isCorrect !== null
/** An essay that was handed in and waits for the learner's verdict. */
const isToJudge = ({ answer }: PracticeItem): boolean => answer?.feedback != null && answer.isCorrect === null

/** A typed answer of a timed session is kept once the keys rest this long. */
const typingPauseMs = 700

/** One session, question by question. */
export function Runner({ session }: { session: PracticeSession }) {
  const { items, mode } = session
  const navigate = useNavigate()
  const queryClient = useQueryClient()
  const showsMotivation = useQuery(accountQuery).data?.settings.showsMotivation ?? true
  const isTimed = mode === "timed"
  const isOpen = (item: PracticeItem): boolean => item.answer === null || isToJudge(item)
  const [position, setPosition] = useState(() => nextOpen(items, 1, isOpen) ?? 1)
  const [panel, setPanel] = useState<Panel>()
  const [notice, setNotice] = useState<string>()
  const item = (items.find((one) => one.position === position) ?? items[0]) as PracticeItem
  const { type } = item.question

  const clock = useSessionClock(
    session,
    () => void queryClient.invalidateQueries({ queryKey: sessionQuery(session.id).queryKey }),
  )
  const isShown = !clock.isPaused && !isTold(item)
  const timeSpentMs = useQuestionTime(position, isShown)
  const drafts = useDrafts(session)
  const draft = drafts.at(position)
  const answering = useAnswering(session, drafts, clock, timeSpentMs)
  const skip = useSkip(session, clock, timeSpentMs)

  const stemId = useId()
  const question = useRef<HTMLElement>(null)
  const heading = useRef<HTMLHeadingElement>(null)
  useScreenTitle(words.sessionTitle(position, session.totalQuestions))

  // The answer's heading takes the focus when the answer comes: what had it is gone from the page.
  const isFeedbackShown = isTold(item) || isToJudge(item)
  const shownBefore = useRef({ position, isFeedbackShown })
  useEffect(() => {
    const before = shownBefore.current
    shownBefore.current = { position, isFeedbackShown }
    if (before.position !== position) {
      scrollTo({ top: 0 })
      const field = question.current?.querySelector<HTMLElement>("[data-answer]:not([readonly])")
      ;(field ?? question.current)?.focus({ preventScroll: true })
    } else if (isFeedbackShown && !before.isFeedbackShown) heading.current?.focus({ preventScroll: true })
  }, [position, isFeedbackShown])
  useEffect(() => {
    question.current?.querySelector<HTMLElement>("[data-answer]:not([readonly])")?.focus({ preventScroll: true })
  }, [])

  // A typed answer of a timed session is kept while it is written, a chosen one at once.
  const typingTimer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const keepTyped = (): void => {
    if (typingTimer.current === undefined) return
    clearTimeout(typingTimer.current)
    typingTimer.current = undefined
    answering.save(position, drafts.at(position))
  }
  const change = (step: DraftChange): void => {
    setNotice(undefined)
    if (clock.isPaused || isTold(item) || (!isTimed && answering.isChecking)) return
    const next = drafts.change(position, step)
    if (!isTimed || step.kind === "hint" || step.kind === "strike") return
    clearTimeout(typingTimer.current)
    typingTimer.current = setTimeout(
      () => {
        typingTimer.current = undefined
        answering.save(position, next)
      },
      step.kind === "type" ? typingPauseMs : 0,
    )
  }

  const flag = useMutation({
    mutationFn: (isFlagged: boolean) =>
      must(
        api.POST("/api/v1/practice/sessions/{id}/items/{position}/flag", {
          params: { path: { id: session.id, position } },
          body: { isFlagged },
        }),
      ),
    onMutate: (isFlagged) => markFlag(position, isFlagged),
    onError: (_error, isFlagged) => markFlag(position, !isFlagged),
  })
  const markFlag = (at: number, isFlagged: boolean): void => {
    queryClient.setQueryData(
      sessionQuery(session.id).queryKey,
      (before) =>
        before && {
          ...before,
          items: before.items.map((one) => (one.position === at ? { ...one, isFlagged } : one)),
        },
    )
  }

  const go = (to: number): void => {
    keepTyped()
    setNotice(undefined)
    setPanel(undefined)
    setPosition(to)
  }
  const following = nextOpen(items, position + 1, (one) => one.position !== position && isOpen(one))
  const finish = (how: "complete" | "abandon"): void => {
    keepTyped()
    // Also what was typed before the session was left in the midst of a word.
    if (isTimed)
      for (const one of items)
        if (!isKept(drafts.at(one.position), one)) answering.save(one.position, drafts.at(one.position))
    setPanel(undefined)
    answering.finish(how)
  }
  const goOn = (): void => {
    if (isTimed && position < session.totalQuestions) go(position + 1)
    else if (isTimed) setPanel("end")
    else if (following !== undefined) go(following)
    else finish("complete")
  }
  const submit = (): void => {
    if (clock.isPaused) clock.setPaused(false)
    else if (answering.isFinishing || (!isTimed && answering.isChecking) || isToJudge(item)) return
    else if (isTimed || isTold(item)) goOn()
    else if (isAnswered(draft, type)) answering.submit(position, draft)
    else setNotice(item.question.options.length > 0 ? words.chooseFirst : words.typeFirst)
  }
  const judge = (isRight: boolean): void =>
    answering.submit(position, drafts.change(position, { kind: "judge", isRight }))
  const passOver = (): void => {
    if (isTimed || isTold(item)) goOn()
    else if (!answering.isChecking) {
      skip(position)
      if (following === undefined) setPanel("end")
      else go(following)
    }
  }
  const leave = (): void => {
    keepTyped()
    void navigate({ to: "/practice" })
  }

  useRunnerKeys({
    item,
    isOpen: isShown && !isToJudge(item),
    isToJudge: isToJudge(item),
    change,
    judge,
    submit,
    next: passOver,
    previous: () => position > 1 && go(position - 1),
    toggleFlag: () => flag.mutate(!item.isFlagged),
    togglePause: () => clock.setPaused(!clock.isPaused),
    open: setPanel,
  })

  const topic = item.question.topicName
  return (
    <>
      <FocusBar
        title={
          <>
            {words.place(position, session.totalQuestions)}
            {topic && <span className="bar-about"> · {topic}</span>}
          </>
        }
        onEnd={() => setPanel("end")}
        tools={
          <RunnerTools
            clock={clock}
            isTimed={isTimed}
            spentMs={isShown && !isToJudge(item) ? timeSpentMs(position) : undefined}
            position={position}
            isFlagged={item.isFlagged}
            onFlag={() => flag.mutate(!item.isFlagged)}
            onPalette={() => setPanel("palette")}
            onTimeUp={() => finish("complete")}
          />
        }
        progress={{
          value: session.answeredCount,
          max: session.totalQuestions,
          label: words.answered(session.answeredCount, session.totalQuestions),
        }}
      />
      <main id="main" tabIndex={-1} className="desk runner" data-told={isFeedbackShown || undefined}>
        <h1 className="sr">{words.sessionTitle(position, session.totalQuestions)}</h1>
        {clock.isPaused ? (
          <section className="q q-paused">
            <h2>{words.paused}</h2>
            <p className="soft">{words.pausedSay}</p>
            <Button variant="primary" onClick={() => clock.setPaused(false)} keys={shortcuts.pause.keys}>
              {words.goOn}
            </Button>
          </section>
        ) : (
          <>
            <section className="q" aria-label={words.question} ref={question} tabIndex={-1} key={position}>
              <span className="q-no" aria-hidden="true">
                {position}
              </span>
              {isFeedbackShown ? (
                <AnsweredQuestion item={item} headingRef={heading} stemId={stemId} />
              ) : (
                <AnswerInput
                  item={item}
                  draft={draft}
                  onChange={change}
                  onSubmit={submit}
                  isLocked={answering.isChecking || answering.isFinishing}
                  isTimed={isTimed}
                />
              )}
              {item.question.hint && !isFeedbackShown && (
                <div className="hint">
                  <Button
                    variant="ghost"
                    icon={Lightbulb}
                    keys={shortcuts.hint.keys}
                    aria-expanded={draft.isHintShown ?? false}
                    onClick={() => change({ kind: "hint" })}
                  >
                    {draft.isHintShown ? words.hideHint : words.showHint}
                  </Button>
                  <div role="status">{draft.isHintShown && <RichText text={item.question.hint} />}</div>
                </div>
              )}
              {answering.error !== undefined && <ErrorNotice error={answering.error} />}
              {answering.isInTrouble && (
                <div className="notice" role="alert">
                  <CloudOff className="i" aria-hidden="true" />
                  <div>
                    <p>{words.notSent}</p>
                    <div className="notice-actions">
                      <Button onClick={sendNow}>{words.sendNow}</Button>
                    </div>
                  </div>
                </div>
              )}
            </section>
            {isFeedbackShown ? (
              <FeedbackAside
                item={item}
                record={answering.recordOf(position)}
                showsMotivation={showsMotivation}
                onReport={() => setPanel("report")}
              />
            ) : (
              <SessionAside session={session} item={item} onGo={go} />
            )}
          </>
        )}
      </main>
      <RunnerFooter
        item={item}
        draft={draft}
        isTimed={isTimed}
        isToJudge={isToJudge(item)}
        isTold={isTold(item)}
        isLast={isTimed ? position === session.totalQuestions : following === undefined}
        isPaused={clock.isPaused}
        answering={answering}
        record={showsMotivation ? answering.recordOf(position) : undefined}
        notice={notice}
        onConfidence={(value) => change({ kind: "confidence", value })}
        onJudge={judge}
        onSubmit={submit}
        onSkip={passOver}
        onPrevious={position > 1 ? () => go(position - 1) : undefined}
      />
      <EndDialog
        session={session}
        isOpen={panel === "end"}
        onClose={() => setPanel(undefined)}
        onLeave={leave}
        onFinish={finish}
      />
      {panel === "report" && <ReportDialog questionId={item.questionId} onClose={() => setPanel(undefined)} />}
      <Dialog isOpen={panel === "palette"} onClose={() => setPanel(undefined)} title={words.allQuestions}>
        <Palette items={items} position={position} onGo={go} />
      </Dialog>
    </>
  )
}
