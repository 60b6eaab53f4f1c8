import type { Difficulty, LoggedInteraction, Rating } from "./interaction.ts"

export type XpSource =
  | "question_answered"
  | "streak_bonus"
  | "achievement_unlock"
  | "milestone_complete"
  | "review_complete"
  | "daily_goal_met"
  | "undo"

/** What may bring XP beside an interaction's own. */
export const xpBonuses = ["streak", "goal", "achievement"] as const
export type XpBonus = (typeof xpBonuses)[number]

const bonusOfSource: Partial<Record<XpSource, XpBonus>> = {
  streak_bonus: "streak",
  daily_goal_met: "goal",
  achievement_unlock: "achievement",
}

/** The bonuses among what brought XP, each once. */
export function bonusesOf(transactions: readonly { source: XpSource }[]): XpBonus[] {
  return [...new Set(transactions.flatMap(({ source }) => bonusOfSource[source] ?? []))]
}

const XP_RIGHT_ANSWER: Record<Difficulty, number> = { easy: 10, medium: 15, hard: 20, nbme: 25 }
const XP_WRONG_ANSWER = 2
const XP_REVIEW = 5
const XP_REVIEW_AGAIN = 1
/** For reaching the daily goal, once a study day. */
export const XP_DAILY_GOAL = 50

/** XP of an answer: effort counts a little even when it is wrong. */
export function xpOfAnswer(difficulty: Difficulty, isCorrect: boolean): number {
  return isCorrect ? XP_RIGHT_ANSWER[difficulty] : XP_WRONG_ANSWER
}

export function xpOfReview(rating: Rating): number {
  return rating === 1 ? XP_REVIEW_AGAIN : XP_REVIEW
}

/** XP for the first study of a day that is the `days`-th in a row: 5 a day, at most 50. */
export function xpOfStreakDay(days: number): number {
  return Math.min(5 * days, 50)
}

/** XP that an entry brings by itself, without the bonuses it may set off. */
export function xpOfEntry(entry: Pick<LoggedInteraction, "kind" | "difficulty" | "isCorrect" | "rating">): number {
  if (entry.kind === "answer") return xpOfAnswer(entry.difficulty ?? "medium", entry.isCorrect === true)
  if (entry.kind === "review") return xpOfReview(entry.rating ?? 1)
  return 0
}

/** XP at which a level begins: level n from 25·n·(n−1), so 0, 50, 150, 300, 500 … */
export function xpOfLevel(level: number): number {
  return 25 * level * (level - 1)
}

/** The level reached with so much XP: the largest n with 25·n·(n−1) ≤ xp; 1 for none. */
export function levelOf(xp: number): number {
  if (xp <= 0) return 1
  let level = Math.floor((1 + Math.sqrt(1 + (4 * xp) / 25)) / 2)
  // The square root of large numbers may be off by one in the last place.
  while (xpOfLevel(level + 1) <= xp) level += 1
  while (xpOfLevel(level) > xp) level -= 1
  return level
}
