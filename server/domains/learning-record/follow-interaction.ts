import { derivedId, idTimeMs } from "../../shared/ids.ts"
import { moveAchievements } from "./achievement-rules.ts"
import type { LoggedInteraction } from "./interaction.ts"
import { masteryLevelOf } from "./mastery-rules.ts"
import {
  type DayActivity,
  type LearnerStats,
  type QuestionProgress,
  type RecordChange,
  type RecordState,
  type StudySession,
  studyMsOf,
  type TopicMastery,
  type UndoneEntry,
  type XpTransaction,
} from "./record-state.ts"
import { continueStreak } from "./streak-rules.ts"
import { levelOf, XP_DAILY_GOAL, type XpSource, xpOfEntry, xpOfStreakDay } from "./xp-rules.ts"

/**
 * All that follows from one interaction, decided from the state before it. The live record and the rebuild both call
 * this and nothing else, so they cannot disagree.
 *
 * An undo takes back the counts, the time and the XP of the entry itself; a streak, a reached goal and achievements stay,
 * since the study behind them did happen. An undo of nothing (or of what was taken back already) is logged and moves nothing.
 */
export function followInteraction(state: RecordState, entry: LoggedInteraction): RecordChange {
  const sequence = state.stats.interactions + 1
  if (entry.kind === "undo") return followUndo(state, entry, sequence)

  const { streak, isNewDay, frozenDays } = continueStreak(streakOf(state.stats), entry.studyDay)
  const question = entry.kind === "answer" ? moveQuestion(state.question, entry) : null
  const topic = entry.kind === "answer" ? moveTopic(state.topic, entry) : null
  const day = moveDay(state.day ?? emptyDay(entry), entry)
  const stats: LearnerStats = {
    ...moveCounts(state.stats, entry),
    interactions: sequence,
    currentStreak: streak.current,
    longestStreak: streak.longest,
    streakFreezes: streak.freezes,
    lastStudyDay: streak.lastStudyDay,
  }

  const ledger = ledgerOf(entry)
  const ownXp = xpOfEntry(entry)
  if (ownXp > 0) {
    if (entry.kind === "answer") ledger.add("question_answered", ownXp, entry.isCorrect ? "Right answer" : "Answer")
    else ledger.add("review_complete", ownXp, "Card reviewed")
  }
  if (isNewDay) ledger.add("streak_bonus", xpOfStreakDay(streak.current), `Day ${streak.current} in a row`)
  const isGoalMetNow = !day.isGoalMet && studyMsOf(day) >= entry.dailyGoalMinutes * 60_000
  if (isGoalMetNow) ledger.add("daily_goal_met", XP_DAILY_GOAL, "Daily goal reached", entry.studyDay)

  const achievements = moveAchievements(state.achievements, { entry, stats, topic })
  for (const achievement of achievements) {
    if (achievement.isCompleted) {
      ledger.add("achievement_unlock", achievement.xpReward, achievement.name, achievement.achievementId)
    }
  }

  const xpEarned = ledger.total()
  const xpTotal = stats.xpTotal + xpEarned
  return {
    stats: { ...stats, xpTotal, level: levelOf(xpTotal) },
    days: [
      ...frozenDays.map((studyDay) => ({ ...emptyDay({ ...entry, studyDay }), isFrozen: true })),
      { ...day, xp: day.xp + xpEarned, isGoalMet: day.isGoalMet || isGoalMetNow },
    ],
    question,
    topic,
    session: moveSession(state.session, entry, xpEarned),
    xp: ledger.transactions,
    achievements,
    xpEarned,
    sequence,
    isGoalMetNow,
  }
}

function followUndo(state: RecordState, entry: LoggedInteraction, sequence: number): RecordChange {
  const { undone } = state
  const unchanged = { question: null, topic: null, achievements: [], isGoalMetNow: false, sequence }
  const stats = { ...state.stats, interactions: sequence, lastInteractionAt: entry.recordedAt }
  // Only reviews are taken back: an answer has shown the solution.
  if (undone?.kind !== "review") {
    return { ...unchanged, stats, days: [], session: null, xp: [], xpEarned: 0 }
  }
  const xpEarned = -xpOfEntry(undone)
  const xpTotal = stats.xpTotal + xpEarned
  return {
    ...unchanged,
    stats: {
      ...stats,
      reviewed: stats.reviewed - 1,
      studyMs: stats.studyMs - undone.durationMs,
      xpTotal,
      level: levelOf(xpTotal),
    },
    days: state.day === null ? [] : [takeFromDay(state.day, undone, xpEarned)],
    session:
      state.session === null
        ? null
        : {
            ...state.session,
            interactions: state.session.interactions - 1,
            activeMs: state.session.activeMs - undone.durationMs,
            xpEarned: state.session.xpEarned + xpEarned,
          },
    xp: [
      {
        id: undoTransactionId(undone.id),
        amount: xpEarned,
        source: "undo",
        interactionId: entry.id,
        description: "Review taken back",
        studyDay: undone.studyDay,
        recordedAt: entry.recordedAt,
      },
    ],
    xpEarned,
  }
}

/** The ledger row of an undo has its id from what it takes back: it is there exactly when that was taken back. */
export function undoTransactionId(undoneId: string): string {
  return derivedId(idTimeMs(undoneId), undoneId, "undo")
}

function takeFromDay(day: DayActivity, undone: UndoneEntry, xp: number): DayActivity {
  return {
    ...day,
    reviewed: day.reviewed - 1,
    reviewLapses: day.reviewLapses - (undone.rating === 1 ? 1 : 0),
    reviewMs: day.reviewMs - undone.durationMs,
    xp: day.xp + xp,
  }
}

function ledgerOf(entry: LoggedInteraction) {
  const transactions: XpTransaction[] = []
  return {
    transactions,
    /** The id follows from the cause: the same bonus for the same cause is one row, whoever computes it. */
    add(source: XpSource, amount: number, description: string, cause: string = entry.id) {
      if (amount === 0) return
      transactions.push({
        id: derivedId(idTimeMs(entry.id), entry.id, source, cause),
        amount,
        source,
        interactionId: entry.id,
        description,
        studyDay: entry.studyDay,
        recordedAt: entry.recordedAt,
      })
    },
    total: () => transactions.reduce((sum, { amount }) => sum + amount, 0),
  }
}

function streakOf(stats: LearnerStats) {
  return {
    current: stats.currentStreak,
    longest: stats.longestStreak,
    freezes: stats.streakFreezes,
    lastStudyDay: stats.lastStudyDay,
  }
}

function emptyDay(entry: Pick<LoggedInteraction, "studyDay" | "dailyGoalMinutes">): DayActivity {
  return {
    studyDay: entry.studyDay,
    answered: 0,
    correct: 0,
    reviewed: 0,
    reviewLapses: 0,
    sectionsRead: 0,
    asked: 0,
    xp: 0,
    practiceMs: 0,
    reviewMs: 0,
    readingMs: 0,
    tutorMs: 0,
    dailyGoalMinutes: entry.dailyGoalMinutes,
    isGoalMet: false,
    isFrozen: false,
    firstAt: null,
    lastAt: null,
  }
}

const activityOf = {
  answer: "practiceMs",
  view: "practiceMs",
  skip: "practiceMs",
  review: "reviewMs",
  read: "readingMs",
  watch: "readingMs",
  ask: "tutorMs",
} as const

function moveDay(day: DayActivity, entry: LoggedInteraction & { kind: keyof typeof activityOf | "undo" }): DayActivity {
  const moved = {
    ...day,
    answered: day.answered + count(entry.kind === "answer"),
    correct: day.correct + count(entry.kind === "answer" && entry.isCorrect === true),
    reviewed: day.reviewed + count(entry.kind === "review"),
    reviewLapses: day.reviewLapses + count(entry.kind === "review" && entry.rating === 1),
    sectionsRead: day.sectionsRead + count(isSectionRead(entry)),
    asked: day.asked + count(entry.kind === "ask"),
    dailyGoalMinutes: entry.dailyGoalMinutes,
    firstAt: day.firstAt ?? entry.recordedAt,
    lastAt: entry.recordedAt,
  }
  if (entry.kind === "undo") return moved
  const activity = activityOf[entry.kind]
  return { ...moved, [activity]: day[activity] + entry.durationMs }
}

function moveCounts(stats: LearnerStats, entry: LoggedInteraction): LearnerStats {
  const isRight = entry.kind === "answer" && entry.isCorrect === true
  const correctRun = entry.kind === "answer" ? (isRight ? stats.correctRun + 1 : 0) : stats.correctRun
  return {
    ...stats,
    answered: stats.answered + count(entry.kind === "answer"),
    correct: stats.correct + count(isRight),
    correctRun,
    longestCorrectRun: Math.max(stats.longestCorrectRun, correctRun),
    reviewed: stats.reviewed + count(entry.kind === "review"),
    sectionsRead: stats.sectionsRead + count(isSectionRead(entry)),
    asked: stats.asked + count(entry.kind === "ask"),
    studyMs: stats.studyMs + entry.durationMs,
    lastInteractionAt: entry.recordedAt,
  }
}

function moveQuestion(before: QuestionProgress | null, entry: LoggedInteraction): QuestionProgress | null {
  if (entry.questionId === null) return null
  return {
    questionId: entry.questionId,
    attempts: (before?.attempts ?? 0) + 1,
    correctAttempts: (before?.correctAttempts ?? 0) + count(entry.isCorrect === true),
    confidenceSum: (before?.confidenceSum ?? 0) + (entry.confidence ?? 0),
    confidenceCount: (before?.confidenceCount ?? 0) + count(entry.confidence !== null),
    responseTimeSumMs: (before?.responseTimeSumMs ?? 0) + (entry.responseTimeMs ?? 0),
    lastIsCorrect: entry.isCorrect,
    firstAttemptAt: before?.firstAttemptAt ?? entry.recordedAt,
    lastAttemptAt: entry.recordedAt,
  }
}

function moveTopic(before: TopicMastery | null, entry: LoggedInteraction): TopicMastery | null {
  if (entry.topicId === null) return null
  const answered = (before?.answered ?? 0) + 1
  const correct = (before?.correct ?? 0) + count(entry.isCorrect === true)
  return {
    topicId: entry.topicId,
    answered,
    correct,
    level: masteryLevelOf(answered, correct),
    lastAnsweredAt: entry.recordedAt,
  }
}

function moveSession(before: StudySession | null, entry: LoggedInteraction, xpEarned: number): StudySession | null {
  if (entry.sessionId === null || entry.sessionKind === null) return null
  return {
    id: entry.sessionId,
    kind: before?.kind ?? entry.sessionKind,
    materialOwnerId: before?.materialOwnerId ?? entry.materialOwnerId,
    materialId: before?.materialId ?? entry.materialId,
    startedAt: before?.startedAt ?? new Date(entry.recordedAt.getTime() - entry.durationMs),
    endedAt: before !== null && before.endedAt > entry.recordedAt ? before.endedAt : entry.recordedAt,
    interactions: (before?.interactions ?? 0) + 1,
    answered: (before?.answered ?? 0) + count(entry.kind === "answer"),
    correct: (before?.correct ?? 0) + count(entry.kind === "answer" && entry.isCorrect === true),
    activeMs: (before?.activeMs ?? 0) + entry.durationMs,
    xpEarned: (before?.xpEarned ?? 0) + xpEarned,
  }
}

const isSectionRead = (entry: LoggedInteraction) =>
  (entry.kind === "read" || entry.kind === "watch") && entry.isCorrect === true

const count = (isTrue: boolean) => (isTrue ? 1 : 0)
