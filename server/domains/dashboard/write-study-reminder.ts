import type { Deps } from "../../platform/deps.ts"
import { addDays, daysBetween } from "../../shared/study-day.ts"
import { getStats, listDays } from "../learning-record/index.ts"
import type { Notice, NoticeReader } from "../notifications/index.ts"
import { countQueue } from "../reviews/index.ts"
import { estimateMinutes } from "./estimate-minutes.ts"
import { streakOn } from "./streak-on.ts"

const WEEK = 7
/** Whoever has been away for longer is left in peace until they study again. */
const DAYS_UNTIL_PAUSE = 30

/** What is due at this hour; undefined when nothing is, or the learner has been away for a month. */
export async function writeStudyReminder(
  { db, config }: Pick<Deps, "db" | "config">,
  { receiver: { userId, locale, showsMotivation }, clock, at, studyDay }: NoticeReader,
): Promise<Notice | undefined> {
  const { counts, stats, days } = await db.readAsLearner(userId, async (tx) => {
    const [counts, stats, days] = await Promise.all([
      countQueue(tx, userId, { at, clock, studyDay }),
      getStats(tx, userId),
      listDays(tx, userId, addDays(studyDay, 1 - WEEK), studyDay),
    ])
    return { counts, stats, days }
  })
  const cards = counts.due + counts.learning + counts.new
  if (cards === 0) return undefined
  if (stats.lastStudyDay !== null && daysBetween(stats.lastStudyDay, studyDay) > DAYS_UNTIL_PAUSE) return undefined
  const number = new Intl.NumberFormat(locale)
  const minutes = estimateMinutes(cards, days)
  const due = cards === 1 ? "1 card is due" : `${number.format(cards)} cards are due`
  const streak = streakOn(studyDay, stats)
  const isStreakOpen = showsMotivation && streak > 1 && stats.lastStudyDay !== studyDay
  return {
    subject: due,
    parts: [
      `${due} today, about ${minutes === 1 ? "a minute" : `${number.format(minutes)} minutes`} of review. Begin here:`,
      `${config.http.publicUrl}/review/now`,
      ...(isStreakOpen ? [`You have studied ${number.format(streak)} days in a row, and not yet today.`] : []),
    ],
  }
}
