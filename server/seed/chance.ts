/** Random numbers that are the same for the same seed (the generator is "mulberry32"). */
export interface Chance {
  /** 0 up to, not including, 1. */
  number(): number
  /** A whole number from `from` up to and including `to`. */
  between(from: number, to: number): number
  happens(probability: number): boolean
  /** From the normal distribution. */
  normal(mean: number, deviation: number): number
  one<T>(of: readonly T[]): T
}

export function chanceOf(seed: number): Chance {
  let state = (seed * 0x9e3779b1) >>> 0
  const number = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  return {
    number,
    between: (from, to) => from + Math.floor(number() * (to - from + 1)),
    happens: (probability) => number() < probability,
    // The Box–Muller transform.
    normal: (mean, deviation) =>
      mean + deviation * Math.sqrt(-2 * Math.log(1 - number())) * Math.cos(2 * Math.PI * number()),
    one: (of) => of[Math.floor(number() * of.length)] as never,
  }
}
