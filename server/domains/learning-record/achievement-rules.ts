import type { LoggedInteraction } from "./interaction.ts"
import type { AchievementState, LearnerStats, TopicMastery, UnlockCondition } from "./record-state.ts"

export interface AchievementFacts {
  entry: LoggedInteraction
  stats: LearnerStats
  topic: TopicMastery | null
}

/** How far a condition is: `progress` of `target`; earned when it reaches it. */
export interface AchievementProgress {
  progress: number
  target: number
}

/** Where a condition is counted to: what the learner sees as "3 of 10". */
export function targetOf(condition: UnlockCondition): number {
  if ("questions_answered" in condition) return condition.questions_answered
  if ("streak_days" in condition) return condition.streak_days
  if ("correct_run" in condition) return condition.correct_run
  if ("mastery_percent" in condition) return condition.mastery_percent
  return 1
}

function progressOf(achievement: AchievementState, { entry, stats, topic }: AchievementFacts): number {
  const { condition, progress } = achievement
  if ("questions_answered" in condition) return stats.answered
  if ("streak_days" in condition) return stats.currentStreak
  if ("correct_run" in condition) return stats.correctRun
  if ("correct_under_seconds" in condition) {
    const isFast = entry.responseTimeMs !== null && entry.responseTimeMs < condition.correct_under_seconds * 1000
    return entry.kind === "answer" && entry.isCorrect === true && isFast ? 1 : progress
  }
  if ("hour_from" in condition) {
    const isThen = entry.localHour >= condition.hour_from && entry.localHour < condition.hour_before
    return isThen ? 1 : progress
  }
  if (topic === null || topic.topicId !== condition.topic_id) return progress
  const percent = Math.floor((topic.correct * 100) / topic.answered)
  // Without enough answers the share proves nothing: show how far it is, but never as reached.
  return topic.answered >= condition.at_least_answered ? percent : Math.min(percent, condition.mastery_percent - 1)
}

/** The achievements whose progress this interaction moved, with those completed that have reached their target. What is earned stays earned. */
export function moveAchievements(
  achievements: readonly AchievementState[],
  facts: AchievementFacts,
): AchievementState[] {
  return achievements.flatMap((achievement) => {
    if (achievement.isCompleted) return []
    const target = targetOf(achievement.condition)
    const progress = Math.min(progressOf(achievement, facts), target)
    if (progress === achievement.progress) return []
    const isCompleted = progress >= target
    return [
      {
        ...achievement,
        progress,
        isCompleted,
        unlockedAt: isCompleted ? facts.entry.recordedAt : null,
        interactionId: isCompleted ? facts.entry.id : null,
      },
    ]
  })
}
