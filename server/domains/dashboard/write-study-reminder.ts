import type { Deps } from "../../platform/deps.ts"
import { addDays, daysBetween } from "../../shared/study-day.ts"
import { getStats, listDays } from "../learning-record/index.ts"
import type { Notice, NoticeReader } from "../notifications/index.ts"
import { countQueue } from "../reviews/index.ts"
import { estimateMinutes } from "./estimate-minutes.ts"
import { noticeWords } from "./notice-words.ts"
import { streakOn } from "./streak-on.ts"

const WEEK = 7
/** Whoever has been away for longer is left in peace until they study again. */
const DAYS_UNTIL_PAUSE = 30

/** What is due at this hour; undefined when nothing is, or the learner has been away for a month. */
export async function writeStudyReminder(
  { db, config }: Pick<Deps, "db" | "config">,
  { receiver, clock, at, studyDay }: NoticeReader,
): Promise<Notice | undefined> {
  const { userId } = receiver
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
  const words = noticeWords(receiver)
  const streak = streakOn(studyDay, stats)
  const isStreakOpen = receiver.showsMotivation && streak > 1 && stats.lastStudyDay !== studyDay
  return {
    subject: words.due(cards),
    parts: [
      words.begin(cards, estimateMinutes(cards, days)),
      `${config.http.publicUrl}/review/now`,
      ...(isStreakOpen ? [words.streakOpen(streak)] : []),
    ],
  }
}
