import { Check, X } from "lucide-react"
import type { ReactNode } from "react"
import { AnsweredOption } from "../../components/option-row.tsx"
import { RichLine, RichText } from "../../components/rich-text.tsx"
import { words as componentWords } from "../../components/words.ts"
import { formatDuration, formatList } from "../../lib/format.ts"
import { letterOf } from "./answer-input.tsx"
import { ExplanationParts } from "./explanation-parts.tsx"
import type { Feedback, PracticeItem } from "./practice-queries.ts"
import { QuestionStem } from "./question-stem.tsx"
import { words } from "./words.ts"

/** A question after its answer: what was right, why, and what else is worth knowing. `headingRef` takes the focus. */
export function AnsweredQuestion({
  item,
  headingRef,
  stemId,
  hasStem = true,
}: {
  item: PracticeItem
  headingRef?: React.Ref<HTMLHeadingElement>
  stemId: string
  /** Left out where the question stands above in full. */
  hasStem?: boolean
}) {
  const { question, answer } = item
  const feedback = answer?.feedback
  if (!answer || !feedback) return null
  const isTyped = ["cloze", "short-answer", "essay"].includes(question.type)
  const confidence = answer.confidence === null ? undefined : componentWords.confidence[answer.confidence - 1]
  return (
    <>
      {question.type === "cloze" ? (
        <QuestionStem
          stem={question.stem}
          id={stemId}
          fill={<b className="gap-answer">{feedback.acceptedAnswers[0] ?? ""}</b>}
        />
      ) : (
        hasStem && <QuestionStem stem={question.stem} id={stemId} />
      )}
      <div>
        <div className="head-after">
          <h2 ref={headingRef} tabIndex={-1}>
            {isTyped ? words.answerTitle : words.whyTitle}
          </h2>
          {answer.isCorrect !== null && answer.responseTimeMs !== null && (
            <span className="small quiet push">{words.took(formatDuration(answer.responseTimeMs), confidence)}</span>
          )}
        </div>
        {isTyped ? (
          <TypedVerdict item={item} feedback={feedback} />
        ) : (
          <ul className="options told">
            {question.options.map((option, index) => (
              <AnsweredOption
                key={option.id}
                letter={letterOf(index)}
                isCorrect={feedback.correctOptionIds.includes(option.id)}
                isChosen={answer.selectedOptionIds.includes(option.id)}
                why={whyOf(feedback, option.id)}
              >
                <RichLine text={option.text} />
              </AnsweredOption>
            ))}
          </ul>
        )}
      </div>
      <ExplanationParts feedback={feedback} hasCorrect={!isCorrectTold(feedback) && question.type !== "essay"} />
    </>
  )
}

function whyOf(feedback: Feedback, optionId: string): ReactNode {
  const isRight = feedback.correctOptionIds.includes(optionId)
  const text =
    feedback.rationales[optionId] ??
    (isRight
      ? feedback.correctOptionIds.length === 1
        ? feedback.explanation?.correct
        : undefined
      : feedback.explanation?.incorrect[optionId])
  return text ? <RichText text={text} /> : undefined
}

/** Whether the explanation of the right answer stands with its option already. */
function isCorrectTold(feedback: Feedback): boolean {
  const [only, ...others] = feedback.correctOptionIds
  return only !== undefined && others.length === 0 && feedback.rationales[only] === undefined
}

function TypedVerdict({ item, feedback }: { item: PracticeItem; feedback: Feedback }) {
  const { answer, question } = item
  const typed = answer?.typedAnswer?.trim() ?? ""
  const isJudged = answer?.isCorrect !== null
  const [first, ...others] = feedback.acceptedAnswers
  const mistake = mistakeOf(feedback, typed)
  return (
    <ul className="options told">
      {typed !== "" && (
        <TextVerdict
          state={isJudged ? (answer?.isCorrect ? "correct" : "incorrect") : undefined}
          verdict={
            isJudged
              ? answer?.isCorrect
                ? componentWords.yoursCorrect
                : componentWords.yoursIncorrect
              : words.yourAnswer
          }
        >
          <p className={question.type === "essay" ? "typed-text" : "strong"}>{typed}</p>
          {mistake && (
            <div className="option-why">
              <RichText text={mistake} />
            </div>
          )}
          {feedback.isClose && !feedback.isCorrect && (
            <p className="option-why">
              <b className="strong">{words.close}.</b> {words.closeSay}
            </p>
          )}
        </TextVerdict>
      )}
      {question.type === "essay" ? (
        <TextVerdict state={undefined} verdict={words.modelAnswer}>
          {feedback.explanation?.correct ? (
            <RichText text={feedback.explanation.correct} />
          ) : (
            <p className="soft">{words.noModelAnswer}</p>
          )}
        </TextVerdict>
      ) : (
        (!feedback.isCorrect || others.length > 0) && (
          <TextVerdict state="correct" verdict={words.accepted}>
            <p className="strong">{first}</p>
            {others.length > 0 && <p className="option-why">{words.alsoAccepted(formatList(others))}</p>}
          </TextVerdict>
        )
      )}
    </ul>
  )
}

/** Why just this wrong answer is one, if that was foreseen. */
function mistakeOf(feedback: Feedback, typed: string): string | undefined {
  const plain = (text: string): string => text.trim().toLowerCase()
  const found = Object.entries(feedback.explanation?.incorrect ?? {}).find(([text]) => plain(text) === plain(typed))
  return found?.[1]
}

function TextVerdict({
  state,
  verdict,
  children,
}: {
  state: "correct" | "incorrect" | undefined
  verdict: string
  children: ReactNode
}) {
  return (
    <li className="option" data-state={state}>
      <div className="option-main option-plain">
        <div className="option-text">
          <p className="option-verdict">
            {state === "correct" && <Check className="i i-s" aria-hidden="true" />}
            {state === "incorrect" && <X className="i i-s" aria-hidden="true" />}
            {verdict}
          </p>
          {children}
        </div>
      </div>
    </li>
  )
}
