import { useEffect } from "react"

/** Adds up the time between starts and stops, in milliseconds. Starting what runs and stopping what stands do nothing. */
export interface Stopwatch {
  start(): void
  stop(): void
  read(): number
}

export function createStopwatch(now: () => number = () => performance.now()): Stopwatch {
  let sumMs = 0
  let sinceMs: number | undefined
  return {
    start() {
      sinceMs ??= now()
    },
    stop() {
      if (sinceMs !== undefined) sumMs += now() - sinceMs
      sinceMs = undefined
    },
    read: () => Math.round(sumMs + (sinceMs === undefined ? 0 : now() - sinceMs)),
  }
}

/** Lets a stopwatch run while its screen is shown, the page is visible and `isRunning`. */
export function useAttention(stopwatch: Stopwatch, isRunning = true): void {
  useEffect(() => {
    if (!isRunning) return
    const follow = (): void => (document.visibilityState === "visible" ? stopwatch.start() : stopwatch.stop())
    follow()
    document.addEventListener("visibilitychange", follow)
    return () => {
      document.removeEventListener("visibilitychange", follow)
      stopwatch.stop()
    }
  }, [stopwatch, isRunning])
}
