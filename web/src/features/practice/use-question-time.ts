import { useRef } from "react"
import { createStopwatch, type Stopwatch, useAttention } from "../../lib/stopwatch.ts"

/** Time spent on each question of a session: runs while it is shown, the page is seen and `isRunning`. */
export function useQuestionTime(position: number, isRunning: boolean): (position: number) => number {
  const watches = useRef(new Map<number, Stopwatch>())
  const watchOf = (at: number): Stopwatch => {
    const known = watches.current.get(at)
    if (known) return known
    const made = createStopwatch()
    watches.current.set(at, made)
    return made
  }
  useAttention(watchOf(position), isRunning)
  return (at) => watchOf(at).read()
}
