import type { Deps } from "../../platform/deps.ts"
import { addDays } from "../../shared/study-day.ts"
import { type DayActivity, getStats, listDays, studyMsOf } from "../learning-record/index.ts"
import type { Notice, NoticeReader } from "../notifications/index.ts"
import { readForecast } from "../reviews/index.ts"
import { streakOn } from "./streak-on.ts"

const WEEK = 7

/** The seven study days before this one, and what the next seven bring; undefined when nothing was studied in them. */
export async function writeWeeklySummary(
  { db, config }: Pick<Deps, "db" | "config">,
  { receiver: { userId, locale, showsMotivation }, clock, at, studyDay }: NoticeReader,
): Promise<Notice | undefined> {
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
  const number = new Intl.NumberFormat(locale)
  const counted = (count: number, one: string, other: string) => `${number.format(count)} ${count === 1 ? one : other}`
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
    `Days with study: ${number.format(studied.length)} of ${number.format(WEEK)}`,
    `Time: ${counted(minutes, "minute", "minutes")}`,
    ...(answered > 0
      ? [
          `Questions answered: ${number.format(answered)}, ${new Intl.NumberFormat(locale, { style: "percent" }).format(correct / answered)} right`,
        ]
      : []),
    ...(reviewed > 0 ? [`Cards reviewed: ${number.format(reviewed)}`] : []),
    ...(showsMotivation
      ? [`Daily goal reached: ${counted(goals, "day", "days")}`, `Streak: ${counted(streak, "day", "days")}`]
      : []),
    `Cards that come due in the next seven days: ${number.format(due)}`,
  ]
  return {
    subject: `Your week in StudyIn, ${dayRange(from, to, locale)}`,
    parts: ["this is what you did in the last seven days:", lines.join("\n"), "Go on here:", config.http.publicUrl],
  }
}

/** "14 – 20 November 2026" in the learner's way of writing; study days have no time zone. */
function dayRange(from: string, to: string, locale: string): string {
  const format = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "UTC" })
  return format.formatRange(new Date(`${from}T12:00:00Z`), new Date(`${to}T12:00:00Z`))
}
