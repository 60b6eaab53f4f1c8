import { useId } from "react"
import { words } from "./words.ts"

/** How sure the learner is, 1 (guessing) to 5 (certain), asked before the answer is known. */
export function ConfidencePicker({
  value,
  onChoose,
}: {
  value: number | undefined
  onChoose: (value: number) => void
}) {
  const name = useId()
  return (
    <fieldset className="confidence">
      <legend className="sr">{words.howSureLong}</legend>
      <span className="small soft" aria-hidden="true">
        {words.howSure}
      </span>
      <span className="small quiet confidence-end" aria-hidden="true">
        {words.guess}
      </span>
      <span className="seg">
        {words.confidence.map((label, index) => (
          <label key={label}>
            <input
              type="radio"
              name={name}
              aria-label={`${index + 1}: ${label}`}
              checked={value === index + 1}
              onChange={() => onChoose(index + 1)}
            />
            {index + 1}
          </label>
        ))}
      </span>
      <span className="small quiet confidence-end" aria-hidden="true">
        {words.certain}
      </span>
    </fieldset>
  )
}
