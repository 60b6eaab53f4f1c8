import { CircleAlert, Plus, Trash2 } from "lucide-react"
import { useId } from "react"
import { Button, IconButton } from "../../components/button.tsx"
import { Input, Select, TextArea } from "../../components/field.tsx"
import { letterOf } from "./answer-input.tsx"
import { type Difficulty, difficulties, type QuestionType, questionTypes } from "./practice-queries.ts"
import type { QuestionFaults } from "./question-faults.ts"
import {
  addOption,
  hasOptions,
  isTypedType,
  markCorrect,
  mostOptions,
  type OptionForm,
  type QuestionForm,
  withType,
} from "./question-form.ts"
import { words } from "./question-words.ts"
import { TopicSelect } from "./topic-select.tsx"
import { words as practiceWords } from "./words.ts"

interface Props {
  form: QuestionForm
  onChange: (form: QuestionForm) => void
  faults: QuestionFaults
}

export function QuestionFields({ form, onChange, faults }: Props) {
  const set = (change: Partial<QuestionForm>): void => onChange({ ...form, ...change })
  return (
    <>
      <div className="editor-trio">
        <Select
          label={words.type}
          value={form.type}
          onChange={(event) => onChange(withType(form, event.target.value as QuestionType))}
        >
          {questionTypes.map((type) => (
            <option key={type} value={type}>
              {practiceWords.types[type]}
            </option>
          ))}
        </Select>
        <Select
          label={words.difficulty}
          value={form.difficulty}
          onChange={(event) => set({ difficulty: event.target.value as Difficulty })}
        >
          {difficulties.map((difficulty) => (
            <option key={difficulty} value={difficulty}>
              {practiceWords.difficulties[difficulty]}
            </option>
          ))}
        </Select>
        <TopicSelect
          label={words.topic}
          none={words.noTopic}
          error={faults.topic}
          value={form.topicId}
          onChoose={(topicId) => set({ topicId })}
        />
      </div>
      <TextArea
        label={words.stem}
        className="editor-stem"
        hint={form.type === "cloze" ? words.clozeHint : words.stemHint}
        error={faults.stem}
        value={form.stem}
        onChange={(event) => set({ stem: event.target.value })}
      />
      {form.type !== "essay" && <OptionFields form={form} onChange={onChange} faults={faults} />}
      {form.type === "essay" && (
        <TextArea
          label={words.modelAnswer}
          value={form.correct}
          onChange={(event) => set({ correct: event.target.value })}
        />
      )}
      <Input
        label={words.hint}
        hint={words.hintHint}
        value={form.hint}
        maxLength={2000}
        onChange={(event) => set({ hint: event.target.value })}
      />
      <details className="editor-more" open={form.correct !== "" && form.type !== "essay"}>
        <summary>{words.more2}</summary>
        <div>
          {form.type !== "essay" && (
            <TextArea
              label={words.explanation}
              value={form.correct}
              onChange={(event) => set({ correct: event.target.value })}
            />
          )}
          <TextArea
            label={words.pathophysiology}
            value={form.pathophysiology}
            onChange={(event) => set({ pathophysiology: event.target.value })}
          />
          <TextArea
            label={words.clinicalRelevance}
            value={form.clinicalRelevance}
            onChange={(event) => set({ clinicalRelevance: event.target.value })}
          />
          <TextArea
            label={words.references}
            value={form.references}
            onChange={(event) => set({ references: event.target.value })}
          />
        </div>
      </details>
    </>
  )
}

function OptionFields({ form, onChange, faults }: Props) {
  const name = useId()
  const isTyped = isTypedType(form.type)
  const isFixed = form.type === "true-false"
  const change = (id: string, part: Partial<OptionForm>): void =>
    onChange({ ...form, options: form.options.map((one) => (one.id === id ? { ...one, ...part } : one)) })
  return (
    <fieldset className="field">
      <legend className="legend">{isTyped ? words.accepted : words.options}</legend>
      {isTyped && <p className="small quiet">{words.acceptedHint}</p>}
      <div className="editor-options">
        {form.options.map((option, index) => {
          const letter = letterOf(index)
          const wrong = faults.texts.get(option.id)
          return (
            <div className="editor-option" key={option.id}>
              <span className="editor-mark">
                {hasOptions(form.type) && (
                  <input
                    className="box"
                    type={form.type === "multiple-answer" ? "checkbox" : "radio"}
                    name={name}
                    aria-label={words.correct(letter)}
                    checked={option.isCorrect}
                    onChange={() => onChange(markCorrect(form, option.id))}
                  />
                )}
                <span className="option-key" aria-hidden="true">
                  {isTyped ? index + 1 : letter}
                </span>
              </span>
              <input
                className="input"
                aria-label={isTyped ? words.answer(index + 1) : words.option(letter)}
                aria-invalid={wrong ? true : undefined}
                value={option.text}
                readOnly={isFixed}
                onChange={(event) => change(option.id, { text: event.target.value })}
              />
              {!isFixed && form.options.length > (isTyped ? 1 : 2) ? (
                <IconButton
                  icon={Trash2}
                  label={isTyped ? words.removeAnswer(index + 1) : words.removeOption(letter)}
                  onClick={() => onChange({ ...form, options: form.options.filter(({ id }) => id !== option.id) })}
                />
              ) : (
                <span />
              )}
              {!isTyped && (
                <span className="editor-why">
                  <input
                    className="input"
                    aria-label={words.rationale(letter)}
                    placeholder={words.rationalePlaceholder}
                    value={option.rationale}
                    onChange={(event) => change(option.id, { rationale: event.target.value })}
                  />
                </span>
              )}
              {wrong && <Fault text={wrong} />}
            </div>
          )
        })}
      </div>
      {faults.options && <Fault text={faults.options} />}
      {!isFixed && form.options.length < mostOptions && (
        <span>
          <Button icon={Plus} variant="ghost" onClick={() => onChange(addOption(form))}>
            {isTyped ? words.addAnswer : words.addOption}
          </Button>
        </span>
      )}
    </fieldset>
  )
}

function Fault({ text }: { text: string }) {
  return (
    <p className="field-error editor-why" role="alert">
      <CircleAlert className="i i-s" aria-hidden="true" />
      {text}
    </p>
  )
}
