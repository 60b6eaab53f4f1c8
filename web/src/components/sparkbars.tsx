import { formatNumber } from "../lib/format.ts"
import { classNames } from "./class-names.ts"

/** A few bars with their figures, one of them now. A list, so screen readers read figure and name of each. */
export function Sparkbars({
  label,
  bars,
}: {
  label: string
  bars: { id: string; name: string; value: number; isNow?: boolean }[]
}) {
  const highest = Math.max(1, ...bars.map((bar) => bar.value))
  return (
    <ol className="bars" aria-label={label}>
      {bars.map((bar) => (
        <li key={bar.id} className={classNames(bar.isNow && "now")}>
          <span className="bars-column">
            <span style={{ flexGrow: 1 - bar.value / highest }} />
            {formatNumber(bar.value)}
            <i style={{ flexGrow: bar.value / highest }} />
          </span>
          <span className="bars-name">{bar.name}</span>
        </li>
      ))}
    </ol>
  )
}
