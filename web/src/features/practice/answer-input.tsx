import { useId } from "react"
import { TextArea } from "../../components/field.tsx"
import { OptionRow } from "../../components/option-row.tsx"
import { RichLine } from "../../components/rich-text.tsx"
import { Segmented } from "../../components/segmented.tsx"
import type { Draft, DraftChange } from "./draft.ts"
import type { PracticeItem } from "./practice-queries.ts"
import { QuestionStem } from "./question-stem.tsx"
import { words } from "./words.ts"

interface Props {
  item: PracticeItem
  draft: Draft
  onChange: (change: DraftChange) => void
  onSubmit: () => void
  isLocked: boolean
  /** No feedback comes before the end. */
  isTimed: boolean
}

export const letterOf = (index: number): string => String.fromCharCode(65 + index)

/** The question and what it is answered with, by type. */
export function AnswerInput(props: Props) {
  const { question } = props.item
  const stemId = useId()
  switch (question.type) {
    case "cloze":
      return <ClozeInput {...props} stemId={stemId} />
    case "short-answer":
      return (
        <>
          <QuestionStem stem={question.stem} id={stemId} />
          <TypedField {...props} stemId={stemId} />
        </>
      )
    case "essay":
      return (
        <>
          <QuestionStem stem={question.stem} id={stemId} />
          <EssayInput {...props} stemId={stemId} />
        </>
      )
    default:
      return (
        <>
          <QuestionStem stem={question.stem} id={stemId} />
          <Options {...props} stemId={stemId} />
        </>
      )
  }
}

type Input = Props & { stemId: string }

function Options({ item, draft, onChange, isLocked, stemId }: Input) {
  const name = useId()
  const isSeveral = item.question.type === "multiple-answer"
  return (
    <fieldset aria-describedby={stemId} className="answer-options">
      <legend className={isSeveral ? "small soft legend" : "sr"}>
        {isSeveral ? words.chooseSeveral : words.chooseOne}
      </legend>
      <ul className="options">
        {item.question.options.map((option, index) => (
          <OptionRow
            key={option.id}
            letter={letterOf(index)}
            name={name}
            type={isSeveral ? "checkbox" : "radio"}
            isSelected={draft.selected.includes(option.id)}
            isStruck={draft.struck.includes(option.id)}
            isDisabled={isLocked}
            onSelect={() => onChange({ kind: "select", optionId: option.id, isSeveral })}
            {...(!isLocked &&
              item.question.options.length > 2 && {
                onStrike: () => onChange({ kind: "strike", optionId: option.id }),
              })}
          >
            <RichLine text={option.text} />
          </OptionRow>
        ))}
      </ul>
    </fieldset>
  )
}

/** Enter in a one-line field hands it in, as Enter does elsewhere. */
function onEnter(submit: () => void) {
  return (event: React.KeyboardEvent): void => {
    if (event.key !== "Enter" || event.nativeEvent.isComposing) return
    event.preventDefault()
    submit()
  }
}

const plainTyping = { autoComplete: "off", autoCapitalize: "off", autoCorrect: "off", spellCheck: false } as const

function ClozeInput({ item, draft, onChange, onSubmit, isLocked, stemId }: Input) {
  const hasGap = item.question.stem.includes("_____")
  if (!hasGap)
    return (
      <>
        <QuestionStem stem={item.question.stem} id={stemId} />
        <TypedField {...{ item, draft, onChange, onSubmit, isLocked, stemId }} isTimed={false} />
      </>
    )
  return (
    <QuestionStem
      stem={item.question.stem}
      id={stemId}
      fill={
        <input
          {...plainTyping}
          className="gap-input"
          aria-label={words.gap}
          aria-describedby={stemId}
          data-answer
          size={Math.min(32, Math.max(10, draft.typed.length + 1))}
          value={draft.typed}
          readOnly={isLocked}
          onChange={(event) => onChange({ kind: "type", text: event.target.value })}
          onKeyDown={onEnter(onSubmit)}
        />
      }
    />
  )
}

function TypedField({ draft, onChange, onSubmit, isLocked, stemId }: Input) {
  const id = useId()
  return (
    <div className="field typed-answer">
      <label htmlFor={id}>{words.typeAnswer}</label>
      <input
        {...plainTyping}
        id={id}
        className="input"
        aria-describedby={stemId}
        data-answer
        value={draft.typed}
        readOnly={isLocked}
        onChange={(event) => onChange({ kind: "type", text: event.target.value })}
        onKeyDown={onEnter(onSubmit)}
      />
    </div>
  )
}

function EssayInput({ draft, onChange, isLocked, isTimed }: Input) {
  return (
    <>
      <TextArea
        label={words.typeAnswer}
        hint={isTimed ? words.essayTimedHint : words.essayHint}
        className="essay-answer"
        rows={9}
        data-answer
        value={draft.typed}
        readOnly={isLocked}
        onChange={(event) => onChange({ kind: "type", text: event.target.value })}
      />
      {isTimed && (
        <Segmented
          legend={words.judge}
          isLegendShown
          value={draft.isRight === undefined ? undefined : draft.isRight ? "right" : "wrong"}
          options={[
            { value: "right", label: words.judgeRight },
            { value: "wrong", label: words.judgeWrong },
          ]}
          onChoose={(value) => onChange({ kind: "judge", isRight: value === "right" })}
        />
      )}
    </>
  )
}
