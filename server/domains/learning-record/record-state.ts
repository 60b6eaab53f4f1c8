import type { Difficulty, InteractionKind, Rating, SessionKind } from "./interaction.ts"
import type { MasteryLevel } from "./mastery-rules.ts"
import type { XpSource } from "./xp-rules.ts"

/** Everything about a learner that one more interaction can move: the part of it that this interaction concerns. */
export interface RecordState {
  stats: LearnerStats
  /** The study day the interaction counts for; null when nothing happened on it yet. */
  day: DayActivity | null
  question: QuestionProgress | null
  topic: TopicMastery | null
  session: StudySession | null
  /** All active achievements with the learner's progress. */
  achievements: AchievementState[]
  /** The entry that an undo takes back; null when there is none or it was taken back already. */
  undone: UndoneEntry | null
}

export interface LearnerStats {
  /** Entries in the log, and so the sequence number of the last one. */
  interactions: number
  xpTotal: number
  level: number
  currentStreak: number
  longestStreak: number
  lastStudyDay: string | null
  streakFreezes: number
  answered: number
  correct: number
  /** Right answers in a row, now and at best. */
  correctRun: number
  longestCorrectRun: number
  reviewed: number
  sectionsRead: number
  asked: number
  studyMs: number
  lastInteractionAt: Date | null
}

export const emptyStats: LearnerStats = {
  interactions: 0,
  xpTotal: 0,
  level: 1,
  currentStreak: 0,
  longestStreak: 0,
  lastStudyDay: null,
  streakFreezes: 0,
  answered: 0,
  correct: 0,
  correctRun: 0,
  longestCorrectRun: 0,
  reviewed: 0,
  sectionsRead: 0,
  asked: 0,
  studyMs: 0,
  lastInteractionAt: null,
}

export interface DayActivity {
  studyDay: string
  answered: number
  correct: number
  reviewed: number
  reviewLapses: number
  sectionsRead: number
  asked: number
  xp: number
  practiceMs: number
  reviewMs: number
  readingMs: number
  tutorMs: number
  /** The goal as it was when the day was last studied on. */
  dailyGoalMinutes: number
  isGoalMet: boolean
  /** A missed day that a streak freeze covered. */
  isFrozen: boolean
  firstAt: Date | null
  lastAt: Date | null
}

/** Study time of a day in milliseconds, all activities together. */
export function studyMsOf(day: DayActivity): number {
  return day.practiceMs + day.reviewMs + day.readingMs + day.tutorMs
}

export interface QuestionProgress {
  questionId: string
  attempts: number
  correctAttempts: number
  confidenceSum: number
  confidenceCount: number
  responseTimeSumMs: number
  lastIsCorrect: boolean | null
  firstAttemptAt: Date | null
  lastAttemptAt: Date | null
}

export interface TopicMastery {
  topicId: string
  answered: number
  correct: number
  level: MasteryLevel
  lastAnsweredAt: Date | null
}

export interface StudySession {
  id: string
  kind: SessionKind
  materialOwnerId: string | null
  materialId: string | null
  startedAt: Date
  endedAt: Date
  interactions: number
  answered: number
  correct: number
  activeMs: number
  xpEarned: number
}

/** When an achievement is earned; one of these, as stored in `achievements.unlock_conditions`. */
export type UnlockCondition =
  | { questions_answered: number }
  | { streak_days: number }
  | { correct_run: number }
  | { correct_under_seconds: number }
  | { hour_from: number; hour_before: number }
  | { topic_id: string; mastery_percent: number; at_least_answered: number }

export interface AchievementState {
  achievementId: string
  code: string
  name: string
  description: string
  xpReward: number
  condition: UnlockCondition
  progress: number
  isCompleted: boolean
  unlockedAt: Date | null
  interactionId: string | null
}

export interface UndoneEntry {
  id: string
  kind: InteractionKind
  difficulty: Difficulty | null
  isCorrect: boolean | null
  rating: Rating | null
  durationMs: number
  studyDay: string
}

export interface XpTransaction {
  id: string
  amount: number
  source: XpSource
  interactionId: string
  description: string
  studyDay: string
  recordedAt: Date
}

/** What one interaction changes. Absent parts stay as they are. */
export interface RecordChange {
  stats: LearnerStats
  days: DayActivity[]
  question: QuestionProgress | null
  topic: TopicMastery | null
  session: StudySession | null
  xp: XpTransaction[]
  achievements: AchievementState[]
  /** XP of this interaction with all it set off; negative for an undo. */
  xpEarned: number
  /** Place of the entry in the learner's log, from 1. */
  sequence: number
  isGoalMetNow: boolean
}

/** Everything that follows from a learner's log. */
export interface DerivedRecord {
  stats: LearnerStats
  days: Map<string, DayActivity>
  questions: Map<string, QuestionProgress>
  topics: Map<string, TopicMastery>
  sessions: Map<string, StudySession>
  achievements: Map<string, AchievementState>
  xp: XpTransaction[]
}
