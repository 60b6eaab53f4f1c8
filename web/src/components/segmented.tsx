import { type ReactNode, useId } from "react"
import { classNames } from "./class-names.ts"

/** One of a few, all visible: native radios, so arrows move and screen readers count. */
export function Segmented<Value extends string | number>({
  legend,
  options,
  value,
  onChoose,
  isLegendShown = false,
  className,
}: {
  legend: string
  options: { value: Value; label: ReactNode; name?: string }[]
  value: Value | undefined
  onChoose: (value: Value) => void
  isLegendShown?: boolean
  className?: string
}) {
  const name = useId()
  return (
    <fieldset className={classNames("field", className)}>
      <legend className={isLegendShown ? "legend" : "sr"}>{legend}</legend>
      <span className="seg">
        {options.map((option) => (
          <label key={option.value}>
            <input
              type="radio"
              name={name}
              checked={option.value === value}
              aria-label={option.name}
              onChange={() => onChoose(option.value)}
            />
            {option.label}
          </label>
        ))}
      </span>
    </fieldset>
  )
}
