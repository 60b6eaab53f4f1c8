import { addDays, daysBetween, startOfStudyDay, studyDayOf } from "../../shared/study-day.ts"
import type { StudyClock } from "../accounts/index.ts"

/** A moment and the study day it belongs to: schedulers count in study days, not in days of 24 hours. */
export interface ReviewTime {
  at: Date
  studyDay: string
  clock: StudyClock
}

export function reviewTimeOf(at: Date, clock: StudyClock): ReviewTime {
  return { at, clock, studyDay: studyDayOf(at, clock.timeZone, clock.dayStartHour) }
}

/** Study days since an earlier moment; 0 for the same study day. */
export function elapsedDays(time: ReviewTime, since: Date): number {
  return Math.max(0, daysBetween(studyDayOf(since, time.clock.timeZone, time.clock.dayStartHour), time.studyDay))
}

/** When the study day begins that is so many days after this one. */
export function dayStartIn(time: ReviewTime, days: number): Date {
  return startOfStudyDay(addDays(time.studyDay, days), time.clock.timeZone, time.clock.dayStartHour)
}
