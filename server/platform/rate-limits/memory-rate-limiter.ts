import type { Clock } from "../../shared/clock.ts"
import { judge, type RateLimit, type RateLimiter, type Tally } from "./rate-limiter.ts"

/** Beyond as many subjects the one that tried longest ago is forgotten. */
const MOST_SUBJECTS = 50_000

const keyOf = ({ name, subject }: RateLimit) => `${name} ${subject}`

/** Counts for this process alone. */
export function createMemoryRateLimiter(clock: Clock, mostSubjects = MOST_SUBJECTS): RateLimiter {
  const tallies = new Map<string, Tally>()
  return {
    async take(limit) {
      const key = keyOf(limit)
      const { verdict, tally } = judge(tallies.get(key), limit, clock.now().getTime())
      tallies.delete(key)
      tallies.set(key, tally)
      for (const oldest of tallies.keys()) {
        if (tallies.size <= mostSubjects) break
        tallies.delete(oldest)
      }
      return verdict
    },
    async giveBack(limit) {
      const tally = tallies.get(keyOf(limit))
      if (tally !== undefined) tally.current = Math.max(0, tally.current - 1)
    },
  }
}
