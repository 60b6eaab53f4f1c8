import { cached } from "../../platform/cache/index.ts"
import type { Deps } from "../../platform/deps.ts"
import { addDays } from "../../shared/study-day.ts"
import { findStudyClock } from "../accounts/index.ts"
import {
  type DayActivity,
  getStats,
  listAchievements,
  listDays,
  listMastery,
  studyMsOf,
  xpOfLevel,
} from "../learning-record/index.ts"
import { countMaterials, findContinueReading } from "../library/index.ts"
import { pageOfSessions, summaryOf } from "../practice/index.ts"
import { listTopicNames } from "../questions/index.ts"
import { countQueue, dayStartIn, readForecast, reviewTimeOf } from "../reviews/index.ts"

import { WITHOUT_NAME } from "./dashboard.schema.ts"
import { estimateMinutes } from "./estimate-minutes.ts"
import { streakOn } from "./streak-on.ts"

const FORECAST_DAYS = 7
const WEEK = 7
const TOPICS_SHOWN = 8
const SESSIONS_SHOWN = 5

/** What the learner sees first: what is due, the goal, the streak, mastery, the forecast, and where to go on. */
export async function readToday(deps: Pick<Deps, "db" | "clock" | "cache">, userId: string) {
  const now = deps.clock.now()
  // Both change with the study day, whatever the cache thinks of their age.
  const untilDayEnds = ({ dayEndsAt }: { dayEndsAt: Date }) => dayEndsAt.getTime() - now.getTime()
  const [figures, due] = await Promise.all([
    deps.cache.wrap(cached.stats(userId), () => readFigures(deps, userId, now), untilDayEnds),
    deps.cache.wrap(cached.dueReviews(userId), () => readDue(deps, userId, now), untilDayEnds),
  ])
  return todayOf(figures, due, now)
}

/** All that only the learner's own doing changes. */
function readFigures(deps: Pick<Deps, "db">, userId: string, now: Date) {
  return deps.db.readAsLearner(userId, async (tx) => {
    const time = reviewTimeOf(now, await findStudyClock(tx, userId))
    const [stats, days, mastery, achievements, sessions, continueReading, materialCount] = await Promise.all([
      getStats(tx, userId),
      listDays(tx, userId, addDays(time.studyDay, 1 - WEEK), time.studyDay),
      listMastery(tx, userId, TOPICS_SHOWN),
      listAchievements(tx, userId),
      pageOfSessions(tx, userId, { before: null, limit: SESSIONS_SHOWN }),
      findContinueReading(tx, userId),
      countMaterials(tx, userId),
    ])
    const topicNames = await listTopicNames(
      tx,
      userId,
      mastery.map(({ topicId }) => topicId),
    )
    return {
      studyDay: time.studyDay,
      dayEndsAt: dayStartIn(time, 1),
      goalMinutes: time.clock.dailyGoalMinutes,
      stats,
      days,
      mastery: mastery.map(({ topicId, answered, correct, level }) => ({
        topicId,
        name: topicNames.get(topicId) ?? WITHOUT_NAME,
        answered,
        correct,
        level,
      })),
      achievements,
      sessions,
      continueReading: continueReading ?? null,
      materialCount,
    }
  })
}

function readDue(deps: Pick<Deps, "db">, userId: string, now: Date) {
  return deps.db.readAsLearner(userId, async (tx) => {
    const time = reviewTimeOf(now, await findStudyClock(tx, userId))
    const [counts, forecast] = await Promise.all([
      countQueue(tx, userId, time),
      readForecast(tx, userId, time, FORECAST_DAYS),
    ])
    return { counts, forecast, dayEndsAt: dayStartIn(time, 1) }
  })
}

function todayOf(
  figures: Awaited<ReturnType<typeof readFigures>>,
  { counts, forecast }: Awaited<ReturnType<typeof readDue>>,
  now: Date,
) {
  const { studyDay, stats, days, sessions, materialCount } = figures
  const today = days.find((day) => day.studyDay === studyDay)
  const unfinished = sessions.find(({ status }) => status === "active" || status === "paused")
  return {
    studyDay,
    isNew: materialCount === 0 && stats.interactions === 0,
    materialCount,
    due: {
      cards: counts.due + counts.learning + counts.new,
      reviews: counts.due,
      new: counts.new,
      learning: counts.learning,
      estimateMinutes: estimateMinutes(counts.due + counts.learning + counts.new, days),
    },
    goal: {
      goalMinutes: figures.goalMinutes,
      todayMinutes: today ? minutesOf(today) : 0,
      todayXp: today?.xp ?? 0,
      isMet: today?.isGoalMet ?? false,
    },
    streak: {
      current: streakOn(studyDay, stats),
      longest: stats.longestStreak,
      freezes: stats.streakFreezes,
      studiedToday: stats.lastStudyDay === studyDay,
    },
    level: {
      level: stats.level,
      xpTotal: stats.xpTotal,
      xpIntoLevel: stats.xpTotal - xpOfLevel(stats.level),
      xpForNext: xpOfLevel(stats.level + 1) - xpOfLevel(stats.level),
    },
    forecast: forecast.items,
    overdue: forecast.overdue,
    mastery: figures.mastery,
    continueReading: figures.continueReading,
    unfinishedSession: unfinished ? summaryOf(unfinished, now) : null,
    recentSessions: sessions.filter(({ status }) => status === "completed").map((session) => summaryOf(session, now)),
    week: weekOf(studyDay, days),
    achievements: figures.achievements,
  }
}

function weekOf(today: string, days: readonly DayActivity[]) {
  return Array.from({ length: WEEK }, (_, i) => {
    const studyDay = addDays(today, i + 1 - WEEK)
    const day = days.find((one) => one.studyDay === studyDay)
    return {
      studyDay,
      isToday: studyDay === today,
      isGoalMet: day?.isGoalMet ?? false,
      isFrozen: day?.isFrozen ?? false,
      isStudied: day !== undefined && day.firstAt !== null,
      xp: day?.xp ?? 0,
      answered: day?.answered ?? 0,
      correct: day?.correct ?? 0,
      reviewed: day?.reviewed ?? 0,
      minutes: day ? minutesOf(day) : 0,
    }
  })
}

const minutesOf = (day: DayActivity) => Math.floor(studyMsOf(day) / 60_000)
