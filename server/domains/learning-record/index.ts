export { copyHistories, type History } from "./copy-histories.ts"
export type { Difficulty, Interaction, InteractionKind, Rating, SessionKind } from "./interaction.ts"
export { jobs } from "./learning-record.jobs.ts"
export { routes } from "./learning-record.routes.ts"
export { achievementSchema, recordOutcomeSchema } from "./learning-record.schema.ts"
export type { MasteryLevel } from "./mastery-rules.ts"
export {
  type Followed,
  followEverybodyAgain,
  followNewEntries,
  type LogFollower,
} from "./metrics/follow-entries.ts"
export type { LogEntry } from "./metrics/log-entry.ts"
export { rebuildRecord } from "./rebuild-record.ts"
export {
  type HeldRecord,
  holdRecord,
  momentOf,
  type RecordOptions,
  type RecordOutcome,
  recordInteraction,
} from "./record-interaction.ts"
export { type DayActivity, type LearnerStats, studyMsOf, type TopicMastery } from "./record-state.ts"
export {
  type AchievementView,
  getStats,
  listAchievements,
  listAttempted,
  listDays,
  listMastery,
} from "./record-view-store.ts"
export { beforeArchiving, retention } from "./retention.ts"
export { standingStreak } from "./streak-rules.ts"
export { levelOf, xpOfAnswer, xpOfLevel } from "./xp-rules.ts"
