/** A source of chance that gives the same numbers for the same seed, on every machine. */
export interface SeededRandom {
  /** A number from 0 (included) to 1 (excluded). */
  next(): number
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number
  /** True with the given probability. */
  chance(probability: number): boolean
  /** One element. @throws RangeError when there is none. */
  pick<T>(from: readonly T[]): T
}

/** Xorshift with 32 bits of state (Marsaglia, "Xorshift RNGs", 2003): ample for a fortnight of events. */
export function seededRandom(seed: number): SeededRandom {
  // Zero would stay zero.
  let state = seed >>> 0 || 1
  function next(): number {
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) / 2 ** 32
  }
  return {
    next,
    between: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (from) => {
      if (from.length === 0) throw new RangeError("Nothing to pick from")
      return from[Math.floor(next() * from.length)] as (typeof from)[number]
    },
  }
}
