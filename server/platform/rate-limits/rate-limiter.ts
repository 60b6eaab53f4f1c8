/** At most so many tries of one subject in a time that slides along. */
export interface RateLimit {
  /** What is limited, such as `sign-in`: part of the key, and label of the metrics. */
  name: string
  /** Who is limited: a user id, an address, or a hash; never a name or an e-mail address. */
  subject: string
  max: number
  windowMs: number
}

export interface RateVerdict {
  isAllowed: boolean
  /** Tries left now. */
  remaining: number
  /** When the next try would be allowed; 0 when it was. */
  retryAfterMs: number
}

/** Counts tries, in this process or for all that share a Redis. Never throws: counting that is lost goes on in this process. */
export interface RateLimiter {
  /** Counts a try unless it is refused: who goes on trying is not locked out for longer. */
  take(limit: RateLimit): Promise<RateVerdict>
  /** Takes a counted try back. */
  giveBack(limit: RateLimit): Promise<void>
}

/** Tries in the current and the previous window. */
export interface Tally {
  index: number
  current: number
  previous: number
}

/**
 * The sliding window: of the tries in the previous window as many count as the sliding one still covers, as if they had come
 * evenly. Two bursts around a window's end are one to it, unlike to a plain counter for each minute.
 */
export function judge(tally: Tally | undefined, limit: Pick<RateLimit, "max" | "windowMs">, nowMs: number) {
  const { max, windowMs } = limit
  const now = Math.floor(nowMs / windowMs)
  // A clock that was set back must not begin a window anew.
  const index = Math.max(now, tally?.index ?? now)
  const isSame = tally?.index === index
  const current = isSame ? (tally?.current ?? 0) : 0
  const previous = isSame ? (tally?.previous ?? 0) : tally?.index === index - 1 ? tally.current : 0
  const elapsedMs = Math.max(0, nowMs - index * windowMs)
  const used = current + previous * (1 - elapsedMs / windowMs)
  const isAllowed = used + 1 <= max
  const verdict: RateVerdict = {
    isAllowed,
    remaining: Math.max(0, Math.floor(max - used) - (isAllowed ? 1 : 0)),
    retryAfterMs: isAllowed ? 0 : Math.max(1, Math.ceil(waitMs({ current, previous, elapsedMs, max, windowMs }))),
  }
  return { verdict, tally: { index, current: current + (isAllowed ? 1 : 0), previous } }
}

/** Until enough of what counts has slid out. */
function waitMs(at: { current: number; previous: number; elapsedMs: number; max: number; windowMs: number }): number {
  const { current, previous, elapsedMs, max, windowMs } = at
  if (current + 1 <= max) return windowMs * (1 - (max - 1 - current) / previous) - elapsedMs
  return windowMs - elapsedMs + windowMs * (1 - (max - 1) / current)
}
