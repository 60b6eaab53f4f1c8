import { addDays, startOfStudyDay, studyDayOf, weekdayOf } from "../../shared/study-day.ts"

/** What learners may ask to be written to about. Letters about the account itself are no choice: they are always sent. */
export const notificationKinds = ["study-reminder", "weekly-summary"] as const
export type NotificationKind = (typeof notificationKinds)[number]

/** When a kind is sent, by the learner's wall clock. */
export interface NotificationTime {
  /** 0–23. */
  hour: number
  /** 0 Sunday … 6 Saturday; null: every day. */
  weekday: number | null
}

export interface NotificationSetting extends NotificationTime {
  kind: NotificationKind
  isOn: boolean
}

/** Everything is off until the learner switches it on. */
export const notificationDefaults: Record<NotificationKind, NotificationTime> = {
  "study-reminder": { hour: 18, weekday: null },
  "weekly-summary": { hour: 9, weekday: 1 },
}

const DAYS_A_WEEK = 7

/**
 * The first moment after `after` at which the clock of the time zone shows the hour. Where that hour is skipped when the clocks are put
 * forward: the moment after the gap; where it comes twice: the first of the two.
 */
export function nextTime(after: Date, { hour, weekday }: NotificationTime, timeZone: string): Date {
  const today = studyDayOf(after, timeZone, 0)
  for (let days = 0; days <= DAYS_A_WEEK; days += 1) {
    const day = addDays(today, days)
    if (weekday !== null && weekdayOf(day) !== weekday) continue
    const at = startOfStudyDay(day, timeZone, hour)
    if (at > after) return at
  }
  throw new RangeError(`No time after ${after.toISOString()} in ${timeZone}`)
}
