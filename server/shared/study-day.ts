import { InvalidError } from "./errors.ts"

const MS_PER_HOUR = 3_600_000
const MS_PER_DAY = 86_400_000
const DAY = /^(\d{4})-(\d{2})-(\d{2})$/

/** The hour at which a learner's day begins unless they chose another: someone up late still studies "today". */
export const DEFAULT_DAY_START_HOUR = 4

/**
 * The study day ("YYYY-MM-DD") of a moment: the local date, where the hours before `dayStartHour` (0–23) belong to
 * the day before. Follows the wall clock, so it is right across daylight-saving changes.
 * @throws InvalidError when the time zone is unknown.
 */
export function studyDayOf(at: Date, timeZone: string, dayStartHour: number): string {
  const wallMs = wallClockMs(at.getTime(), timeZone)
  return dayText(Math.floor((wallMs - dayStartHour * MS_PER_HOUR) / MS_PER_DAY))
}

/**
 * The first moment of a study day. Where the clock is put forward over that hour, the first moment after the gap;
 * where the hour comes twice, the first of the two.
 */
export function startOfStudyDay(day: string, timeZone: string, dayStartHour: number): Date {
  const targetMs = dayNumber(day) * MS_PER_DAY + dayStartHour * MS_PER_HOUR
  const offsetBefore = offsetMs(targetMs - MS_PER_DAY, timeZone)
  const offsetAfter = offsetMs(targetMs + MS_PER_DAY, timeZone)
  // The greater offset is the earlier moment.
  for (const offset of [Math.max(offsetBefore, offsetAfter), Math.min(offsetBefore, offsetAfter)]) {
    if (wallClockMs(targetMs - offset, timeZone) === targetMs) return new Date(targetMs - offset)
  }
  // The hour does not exist on that day: search the moment at which the wall clock jumps over it.
  let before = targetMs - MS_PER_DAY
  let after = targetMs + MS_PER_DAY
  while (after - before > 1) {
    const middle = Math.floor((before + after) / 2)
    if (wallClockMs(middle, timeZone) < targetMs) before = middle
    else after = middle
  }
  return new Date(after)
}

/** `day` moved by `n` days (n may be negative). */
export function addDays(day: string, n: number): string {
  return dayText(dayNumber(day) + n)
}

/** Whole days from `a` to `b`; negative when b is earlier. */
export function daysBetween(a: string, b: string): number {
  return dayNumber(b) - dayNumber(a)
}

/** 0 = Sunday … 6 = Saturday. */
export function weekdayOf(day: string): number {
  return (((dayNumber(day) + 4) % 7) + 7) % 7
}

function dayNumber(day: string): number {
  const match = DAY.exec(day)
  const [month, date] = [Number(match?.[2]), Number(match?.[3])]
  const at = new Date(Date.UTC(Number(match?.[1]), month - 1, date))
  // Date.UTC turns 2026-02-30 into March: refuse what does not come back the same.
  if (at.getUTCMonth() !== month - 1 || at.getUTCDate() !== date) throw new RangeError(`Not a day: ${day}`)
  return at.getTime() / MS_PER_DAY
}

function dayText(number: number): string {
  return new Date(number * MS_PER_DAY).toISOString().slice(0, 10)
}

/** What the wall clock shows, as if it were UTC. */
function wallClockMs(atMs: number, timeZone: string): number {
  return atMs + offsetMs(atMs, timeZone)
}

/** Of each zone, by the hour since 1970; undefined for an hour in which the clock is changed. */
const offsets = new Map<string, Map<number, number | undefined>>()
const MOST_HOURS = 5_000

/** Remembered for an hour at a time, since asking Intl takes longer than all else that is done for an answer in this process. */
function offsetMs(atMs: number, timeZone: string): number {
  const hour = Math.floor(atMs / MS_PER_HOUR)
  let known = offsets.get(timeZone)
  if (known === undefined || known.size >= MOST_HOURS) {
    // Of names that are no time zone nothing is remembered.
    formatterFor(timeZone)
    known = new Map()
    offsets.set(timeZone, known)
  }
  if (!known.has(hour)) {
    const atStart = shownMs(hour * MS_PER_HOUR, timeZone) - hour * MS_PER_HOUR
    const atEnd = shownMs((hour + 1) * MS_PER_HOUR, timeZone) - (hour + 1) * MS_PER_HOUR
    known.set(hour, atStart === atEnd ? atStart : undefined)
  }
  return known.get(hour) ?? shownMs(atMs, timeZone) - atMs
}

/** What Intl makes of it. */
function shownMs(atMs: number, timeZone: string): number {
  const wholeS = Math.floor(atMs / 1000) * 1000
  const part: Record<string, number> = {}
  for (const { type, value } of formatterFor(timeZone).formatToParts(wholeS)) part[type] = Number(value)
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = part
  return Date.UTC(year, month - 1, day, hour, minute, second) + (atMs - wholeS)
}

const formatters = new Map<string, Intl.DateTimeFormat>()

function formatterFor(timeZone: string): Intl.DateTimeFormat {
  let formatter = formatters.get(timeZone)
  if (formatter === undefined) {
    try {
      formatter = new Intl.DateTimeFormat("en-US", {
        timeZone,
        calendar: "gregory",
        hourCycle: "h23",
        year: "numeric",
        month: "numeric",
        day: "numeric",
        hour: "numeric",
        minute: "numeric",
        second: "numeric",
      })
    } catch (cause) {
      throw new InvalidError(
        "time-zone-unknown",
        `There is no time zone called "${timeZone}". Choose one of the list.`,
        {
          cause,
        },
      )
    }
    formatters.set(timeZone, formatter)
  }
  return formatter
}
