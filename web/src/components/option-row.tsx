import { Check, Strikethrough, Undo2, X } from "lucide-react"
import type { ReactNode } from "react"
import { words } from "./words.ts"

/** One option before the answer: a radio (or checkbox) with its letter, and a button that strikes it out. */
export function OptionRow({
  letter,
  children,
  type = "radio",
  name,
  isSelected,
  isStruck = false,
  isDisabled = false,
  onSelect,
  onStrike,
}: {
  letter: string
  children: ReactNode
  type?: "radio" | "checkbox"
  /** Shared by the options of one question. */
  name: string
  isSelected: boolean
  isStruck?: boolean
  isDisabled?: boolean
  onSelect: (selected: boolean) => void
  onStrike?: () => void
}) {
  return (
    <li className="option" data-state={isSelected ? "selected" : isStruck ? "struck" : undefined}>
      <label className="option-main">
        <input
          type={type}
          name={name}
          checked={isSelected}
          disabled={isDisabled}
          onChange={(event) => onSelect(event.target.checked)}
        />
        <span className="option-key">{letter}</span>
        <span className="option-text">
          {children}
          {isStruck && <span className="sr"> {words.struck}</span>}
        </span>
      </label>
      {onStrike && (
        <button
          className="option-strike"
          type="button"
          aria-label={isStruck ? words.restore(letter) : words.strike(letter)}
          aria-pressed={isStruck}
          onClick={onStrike}
        >
          {isStruck ? (
            <Undo2 className="i i-s" aria-hidden="true" />
          ) : (
            <Strikethrough className="i i-s" aria-hidden="true" />
          )}
        </button>
      )}
    </li>
  )
}

/** One option after the answer: its verdict in colour, icon and words, and why it is right or wrong. */
export function AnsweredOption({
  letter,
  children,
  isCorrect,
  isChosen,
  why,
}: {
  letter: string
  children: ReactNode
  isCorrect: boolean
  isChosen: boolean
  why?: ReactNode
}) {
  const state = isCorrect ? "correct" : isChosen ? "incorrect" : undefined
  const Icon = isCorrect ? Check : X
  return (
    <li className="option" data-state={state}>
      <div className="option-main">
        <span className="option-key">{letter}</span>
        <div className="option-text">
          {state && (
            <p className="option-verdict">
              <Icon className="i i-s" aria-hidden="true" />
              {isCorrect ? (isChosen ? words.yoursCorrect : words.correct) : words.yoursIncorrect}
            </p>
          )}
          <div className={state && "strong"}>{children}</div>
          {why && <div className="option-why">{why}</div>}
        </div>
      </div>
    </li>
  )
}
