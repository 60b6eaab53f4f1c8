import { type LearnerStats, standingStreak } from "../learning-record/index.ts"

/** The learner's streak as it stands on a study day, before any study of that day. */
export function streakOn(studyDay: string, stats: LearnerStats): number {
  const { currentStreak, longestStreak, streakFreezes, lastStudyDay } = stats
  return standingStreak(
    { current: currentStreak, longest: longestStreak, freezes: streakFreezes, lastStudyDay },
    studyDay,
  )
}
