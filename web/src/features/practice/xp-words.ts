import type { RecordOutcome } from "./practice-queries.ts"
import { words } from "./words.ts"

/**
 * The XP beside a verdict. What a bonus brought is called so: else a wrong answer on the first question of a day would
 * look well paid. Undefined where there is nothing to say.
 */
export function xpWords(
  { xpEarned, bonuses, isDuplicate }: Pick<RecordOutcome, "xpEarned" | "bonuses" | "isDuplicate">,
  isCorrect: boolean,
): string | undefined {
  if (xpEarned <= 0) return undefined
  // Of what was sent twice the bonuses are not told again.
  if (isDuplicate) return isCorrect ? words.xp(xpEarned) : undefined
  if (bonuses.length === 1 && bonuses[0] === "streak") return words.xpWithStreak(xpEarned)
  if (bonuses.length > 0)
    return words.xpWith(
      xpEarned,
      bonuses.map((bonus) => words.bonuses[bonus]),
    )
  return isCorrect ? words.xp(xpEarned) : words.xpForTrying(xpEarned)
}
