import { useEffect, useState } from "react"
import { formatClock } from "../lib/format.ts"
import { classNames } from "./class-names.ts"
import { words } from "./words.ts"

/** The time now, once a second, in step with the clock on the wall; still while `isRunning` is false. */
export function useNow(isRunning = true): number {
  const [now, setNow] = useState(Date.now)
  useEffect(() => {
    if (!isRunning) return
    let timer: ReturnType<typeof setTimeout>
    const tick = (): void => {
      setNow(Date.now())
      timer = setTimeout(tick, 1000 - (Date.now() % 1000))
    }
    tick()
    return () => clearTimeout(timer)
  }, [isRunning])
  return now
}

/** Last minutes at which a screen reader is told the time that is left. */
const announcedMinutes = [10, 5, 1]

/** Counts down to `endsAtMs`, or up from `startedAtMs`. `onEnd` is called once at zero. */
export function Timer({
  endsAtMs,
  startedAtMs,
  isRunning = true,
  onEnd,
}: {
  endsAtMs?: number | undefined
  startedAtMs?: number | undefined
  isRunning?: boolean
  onEnd?: () => void
}) {
  const now = useNow(isRunning)
  const isDown = endsAtMs !== undefined
  const ms = isDown ? endsAtMs - now : now - (startedAtMs ?? now)
  const isOver = isDown && ms <= 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: only the moment of the end counts, not a new handler.
  useEffect(() => {
    if (isOver) onEnd?.()
  }, [isOver])
  const text = formatClock(isDown ? ms + 999 : ms)
  const minute = isDown ? announcedMinutes.find((minutes) => Math.ceil(ms / 60_000) === minutes) : undefined
  return (
    <span className={classNames("timer", isDown && ms < 60_000 && "timer-low")}>
      <span role="timer" aria-label={isDown ? words.timeLeft(text) : words.timeSpent(text)}>
        {text}
      </span>
      <span className="sr" role="status">
        {minute !== undefined && words.timeLeft(formatClock(minute * 60_000))}
      </span>
    </span>
  )
}
