import type { Deps } from "../../platform/deps.ts"
import { addDays } from "../../shared/study-day.ts"
import { type DayActivity, getStats, listDays, studyMsOf } from "../learning-record/index.ts"
import type { Notice, NoticeReader } from "../notifications/index.ts"
import { readForecast } from "../reviews/index.ts"
import { noticeWords } from "./notice-words.ts"
import { streakOn } from "./streak-on.ts"

const WEEK = 7

/** The seven study days before this one, and what the next seven bring; undefined when nothing was studied in them. */
export async function writeWeeklySummary(
  { db, config }: Pick<Deps, "db" | "config">,
  { receiver, clock, at, studyDay }: NoticeReader,
): Promise<Notice | undefined> {
  const { userId } = receiver
  const [from, to] = [addDays(studyDay, -WEEK), addDays(studyDay, -1)]
  const { days, stats, forecast } = await db.readAsLearner(userId, async (tx) => {
    const [days, stats, forecast] = await Promise.all([
      listDays(tx, userId, from, to),
      getStats(tx, userId),
      readForecast(tx, userId, { at, clock, studyDay }, WEEK),
    ])
    return { days, stats, forecast }
  })
  const studied = days.filter(({ firstAt }) => firstAt !== null)
  if (studied.length === 0) return undefined
  const words = noticeWords(receiver)
  const sum = (of: (day: DayActivity) => number) => studied.reduce((total, day) => total + of(day), 0)
  const minutes = Math.round(sum(studyMsOf) / 60_000)
  const [answered, correct, reviewed] = [
    sum((day) => day.answered),
    sum((day) => day.correct),
    sum((day) => day.reviewed),
  ]
  const goals = studied.filter(({ isGoalMet }) => isGoalMet).length
  const streak = streakOn(studyDay, stats)
  const due = forecast.overdue + forecast.items.reduce((total, day) => total + day.due, 0)
  const lines = [
    words.studied(studied.length, WEEK),
    words.time(minutes),
    ...(answered > 0 ? [words.answered(answered, correct)] : []),
    ...(reviewed > 0 ? [words.reviewed(reviewed)] : []),
    ...(receiver.showsMotivation ? [words.goals(goals), words.streak(streak)] : []),
    words.comingDue(due),
  ]
  return {
    subject: words.weekOf(from, to),
    parts: [words.weekSay, lines.join("\n"), words.goOn, config.http.publicUrl],
  }
}
