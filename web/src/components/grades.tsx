import { classNames } from "./class-names.ts"
import { Kbd } from "./kbd.tsx"
import { words } from "./words.ts"

export type Grade = 1 | 2 | 3 | 4

/** Again, Hard, Good, Easy, each with the time until the card returns: the interval is the message. */
export function Grades({
  next,
  keys = ["1", "2", "3", "4"],
  onGrade,
  isDisabled = false,
}: {
  /** Words for the four intervals, in the order of the grades. */
  next: readonly [string, string, string, string]
  keys?: readonly string[]
  onGrade: (grade: Grade) => void
  isDisabled?: boolean
}) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for form fields; these are four actions.
    <div className="grades" role="group" aria-label={words.recall}>
      {words.grades.map((name, index) => (
        <button
          key={name}
          type="button"
          className={classNames("grade", index === 2 && "grade-default")}
          disabled={isDisabled}
          onClick={() => onGrade((index + 1) as Grade)}
        >
          <b>
            <Kbd keys={keys[index] ?? ""} />
            {name}
          </b>
          <span className="next">{next[index]}</span>
        </button>
      ))}
    </div>
  )
}
