import { Problem } from "./problem.ts"

/**
 * Whether the same request may succeed later: no answer came, the server failed, it asked to wait, or its clock and ours disagree, which
 * ends when one of them is set right.
 */
function isPassing(error: unknown): boolean {
  if (!(error instanceof Problem)) return false
  return error.status === 0 || error.status >= 500 || error.status === 429 || error.type === "client-id-in-future"
}

const nudges = new EventTarget()

/** Ends every wait of `keepSending` now: someone pressed "Send now". */
export function sendNow(): void {
  nudges.dispatchEvent(new Event("nudge"))
}

const longestWaitMs = 15_000

/**
 * Calls `send` until the server answers, waiting a little longer each time; the network's return cuts the wait short.
 * What is sent must carry an id made by the client, so that a request whose reply was lost counts once. Throws what the
 * server refuses, and the signal's reason when it aborts.
 */
export async function keepSending<T>(
  send: () => Promise<T>,
  options: { signal?: AbortSignal; onTrouble?: (error: Problem) => void; firstWaitMs?: number } = {},
): Promise<T> {
  let waitMs = options.firstWaitMs ?? 1000
  for (;;) {
    options.signal?.throwIfAborted()
    try {
      return await send()
    } catch (error) {
      if (!isPassing(error)) throw error
      options.onTrouble?.(error as Problem)
      await pause(Math.max(waitMs, ((error as Problem).retryAfterS ?? 0) * 1000), options.signal)
      waitMs = Math.min(waitMs * 2, longestWaitMs)
    }
  }
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      globalThis.removeEventListener?.("online", done)
      nudges.removeEventListener("nudge", done)
      signal?.removeEventListener("abort", done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    globalThis.addEventListener?.("online", done)
    nudges.addEventListener("nudge", done)
    signal?.addEventListener("abort", done)
  })
}
