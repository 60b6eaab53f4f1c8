import { addDays, daysBetween } from "../../shared/study-day.ts"

/** A freeze is earned with every seventh day in a row; no more than two are kept. */
const DAYS_PER_FREEZE = 7
const MOST_FREEZES = 2

export interface Streak {
  current: number
  longest: number
  freezes: number
  /** The last study day with any study; null before the first. */
  lastStudyDay: string | null
}

export interface StreakStep {
  streak: Streak
  /** True when this is the first study of a new, later study day. */
  isNewDay: boolean
  /** Missed days that a freeze covered. */
  frozenDays: string[]
}

/**
 * The streak after study on `studyDay`. The same day again changes nothing; the next day adds one; missed days are
 * covered by freezes when there are enough for all of them, otherwise the streak begins anew. A day earlier than the
 * last one (what a phone recorded offline) counts as study of that day but moves no streak.
 */
export function continueStreak(streak: Streak, studyDay: string): StreakStep {
  const { lastStudyDay } = streak
  if (lastStudyDay !== null && studyDay <= lastStudyDay) return { streak, isNewDay: false, frozenDays: [] }

  const missed = lastStudyDay === null ? 0 : daysBetween(lastStudyDay, studyDay) - 1
  const isCovered = lastStudyDay !== null && missed <= streak.freezes
  const current = isCovered ? streak.current + 1 : 1
  const freezesLeft = isCovered ? streak.freezes - missed : streak.freezes
  const isFreezeEarned = current % DAYS_PER_FREEZE === 0
  return {
    streak: {
      current,
      longest: Math.max(streak.longest, current),
      freezes: isFreezeEarned ? Math.max(freezesLeft, Math.min(freezesLeft + 1, MOST_FREEZES)) : freezesLeft,
      lastStudyDay: studyDay,
    },
    isNewDay: true,
    frozenDays:
      isCovered && lastStudyDay !== null ? Array.from({ length: missed }, (_, i) => addDays(lastStudyDay, i + 1)) : [],
  }
}

/** The streak as it stands on `today`, before any study: 0 once more days were missed than freezes can cover. */
export function standingStreak(streak: Streak, today: string): number {
  if (streak.lastStudyDay === null) return 0
  const missed = daysBetween(streak.lastStudyDay, today) - 1
  return missed <= streak.freezes ? streak.current : 0
}
