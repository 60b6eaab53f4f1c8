import { RotateCcw } from "lucide-react"
import { memo } from "react"
import { Button } from "../../components/button.tsx"
import { ErrorNotice } from "../../components/error-notice.tsx"
import { SkeletonLines } from "../../components/skeleton.tsx"
import { Answer, AnswerFoot, HintHead, ShowAnswer } from "./answer.tsx"
import { type Citation, isRunning, type Message, type Scope } from "./exchange.ts"
import { Refusal } from "./refusal.tsx"
import "./turn.css"
import { type Turn, wayOf } from "./turns.ts"
import { words } from "./words.ts"

/** What can be done in a turn. They must not change between renders, so that finished turns are drawn once. */
export interface TurnActions {
  cite(turn: Turn, number: number): void
  again(turn: Turn): void
  copy(turn: Turn): void
  card(turn: Turn, source: Citation): void
  rephrase(turn: Turn): void
  widen(turn: Turn): void
  /** After a hint: asks for the answer. */
  reveal(turn: Turn): void
}

interface TurnProps {
  turn: Turn
  scope: Scope
  /** Number of the source that is shown beside, if it is one of this turn's. */
  current: number | undefined
  actions: TurnActions
}

/** A question and what came of it. */
export const TurnView = memo(
  function TurnView(props: TurnProps) {
    const { turn } = props
    return (
      <article className="ask-turn">
        <h2 className="ask-said-by">
          <span className="sr">{words.you}: </span>
          {turn.question.content}
        </h2>
        <Outcome {...props} />
      </article>
    )
  },
  (before, after) =>
    before.turn.question === after.turn.question &&
    before.turn.answer === after.turn.answer &&
    before.turn.exchange === after.turn.exchange &&
    before.scope === after.scope &&
    before.current === after.current &&
    before.actions === after.actions,
)

function Outcome({ turn, scope, current, actions }: TurnProps) {
  const { exchange } = turn
  const answer = exchange ? exchange.answer : turn.answer
  const isHint = wayOf(turn) === "hint"
  const onCite = (number: number): void => actions.cite(turn, number)

  if (answer?.outcome === "no-answer")
    return (
      <Refusal
        answer={answer}
        scope={scope}
        current={current}
        onCite={onCite}
        onRephrase={() => actions.rephrase(turn)}
        onWiden={() => actions.widen(turn)}
      />
    )
  if (exchange && !answer)
    return (
      <>
        {isRunning(exchange) && (
          <p className="sr" role="status">
            {exchange.status === "searching" ? words.searching : words.answering}
          </p>
        )}
        {isHint && exchange.content !== "" && <HintHead />}
        {exchange.content !== "" ? (
          <Answer
            content={exchange.content}
            citations={exchange.citations}
            engine={undefined}
            isGrowing={isRunning(exchange)}
            current={current}
            onCite={onCite}
          />
        ) : (
          isRunning(exchange) && (
            <div className="ask-searching">
              <p className="small quiet" aria-hidden="true">
                {words.searching}
              </p>
              <SkeletonLines widths={["100%", "92%", "60%"]} />
            </div>
          )
        )}
        {exchange.status === "failed" && <ErrorNotice error={exchange.error} onRetry={() => actions.again(turn)} />}
        {exchange.status === "stopped" && (
          <Again
            say={exchange.content === "" ? words.unanswered.stopped : words.basis.stopped}
            onAgain={() => actions.again(turn)}
          />
        )}
      </>
    )
  if (!answer || (answer.status !== "complete" && answer.content === ""))
    return (
      <Again
        title={words.unanswered.title}
        say={answer?.status === "stopped" ? words.unanswered.stopped : words.unanswered.say}
        onAgain={() => actions.again(turn)}
      />
    )
  return (
    <>
      {isHint && <HintHead />}
      <Answer
        content={answer.content}
        citations={answer.citations}
        engine={answer.engine}
        isGrowing={false}
        current={current}
        onCite={onCite}
      />
      {answer.status !== "complete" ? (
        <Again {...endOf(answer.status)} onAgain={() => actions.again(turn)} />
      ) : isHint ? (
        <ShowAnswer onShow={() => actions.reveal(turn)} />
      ) : (
        <AnswerFoot
          answer={answer}
          onCopy={() => actions.copy(turn)}
          onCard={() => {
            const source = answer.citations.find(({ number }) => number === current) ?? answer.citations[0]
            if (source) actions.card(turn, source)
          }}
        />
      )}
    </>
  )
}

/** What ended an answer that has a beginning. */
function endOf(status: Message["status"]): { title?: string; say: string } {
  if (status === "stopped") return { say: words.basis.stopped }
  return { title: words.brokeOff.title, say: words.brokeOff.kept }
}

function Again({ title, say, onAgain }: { title?: string; say: string; onAgain: () => void }) {
  return (
    <div className="ask-again">
      {title && <h3>{title}</h3>}
      <p className="soft">{say}</p>
      <Button icon={RotateCcw} onClick={onAgain}>
        {words.unanswered.again}
      </Button>
    </div>
  )
}
