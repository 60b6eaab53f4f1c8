import { classNames } from "./class-names.ts"

/** A bar of how much is done. `label` says of what; `text` replaces the bare percentage for screen readers. */
export function Progress({
  value,
  max = 1,
  label,
  text,
  isQuiet = false,
  isLive = false,
  className,
}: {
  value: number
  max?: number
  label: string
  text?: string
  /** A quantity rather than the one thing that moves. */
  isQuiet?: boolean
  /** Work is running: the bar shimmers. */
  isLive?: boolean
  className?: string
}) {
  const percent = max > 0 ? Math.round(Math.min(1, Math.max(0, value / max)) * 1000) / 10 : 0
  return (
    <span
      className={classNames("progress", isQuiet && "progress-quiet", className)}
      role="progressbar"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={percent}
      aria-valuetext={text}
    >
      <i className={classNames(isLive && "live")} style={{ width: `${percent}%` }} />
    </span>
  )
}
