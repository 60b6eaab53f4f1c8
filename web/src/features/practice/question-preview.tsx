import { useDeferredValue, useId } from "react"
import { AnsweredOption } from "../../components/option-row.tsx"
import { RichLine, RichText } from "../../components/rich-text.tsx"
import { letterOf } from "./answer-input.tsx"
import { hasOptions, type QuestionForm } from "./question-form.ts"
import { QuestionStem } from "./question-stem.tsx"
import { words } from "./question-words.ts"
import "./runner.css"
import "./runner-phone.css"

/** The question as it looks after an answer, while it is written. */
export function QuestionPreview({ form }: { form: QuestionForm }) {
  const shown = useDeferredValue(form)
  const titleId = useId()
  const stemId = useId()
  const isEmpty = shown.stem.trim() === ""
  const answer = shown.options.find(({ isCorrect }) => isCorrect)?.text
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and a keyboard must reach what is below.
    <section className="sheet preview" aria-labelledby={titleId} tabIndex={0}>
      <h2 id={titleId}>{words.preview}</h2>
      {isEmpty ? (
        <p className="soft">{words.previewEmpty}</p>
      ) : (
        <QuestionStem
          stem={shown.stem}
          id={stemId}
          {...(shown.type === "cloze" && { fill: <b className="gap-answer">{answer || "…"}</b> })}
        />
      )}
      {hasOptions(shown.type) && !isEmpty && (
        <ul className="options told">
          {shown.options.map((option, index) => (
            <AnsweredOption
              key={option.id}
              letter={letterOf(index)}
              isCorrect={option.isCorrect}
              isChosen={false}
              why={option.rationale.trim() && <RichText text={option.rationale} />}
            >
              <RichLine text={option.text || "…"} />
            </AnsweredOption>
          ))}
        </ul>
      )}
      {shown.correct.trim() !== "" && <RichText text={shown.correct} />}
    </section>
  )
}
