/** The only source of "now" for use-cases, so that tests decide what day it is. */
export interface Clock {
  now(): Date
}

export const systemClock: Clock = { now: () => new Date() }

export interface FixedClock extends Clock {
  /** Jumps to a moment. */
  set(at: Date | string): void
  /** Moves on (or back, when negative) by milliseconds. */
  advance(ms: number): void
}

/** A clock that stands still until a test moves it. */
export function fixedClock(at: Date | string): FixedClock {
  let nowMs = new Date(at).getTime()
  if (Number.isNaN(nowMs)) throw new RangeError(`Not a date: ${String(at)}`)
  return {
    now: () => new Date(nowMs),
    set(next) {
      const nextMs = new Date(next).getTime()
      if (Number.isNaN(nextMs)) throw new RangeError(`Not a date: ${String(next)}`)
      nowMs = nextMs
    },
    advance(ms) {
      nowMs += ms
    },
  }
}
