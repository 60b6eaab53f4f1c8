import { inWordsLanguage } from "./language.ts"
import { createStore } from "./store.ts"

/** BCP 47 tag by which dates and numbers are written: that of the learner's profile, or the browser's, in the language of the words. */
export const locale = createStore<string>(inWordsLanguage(typeof navigator === "undefined" ? "en" : navigator.language))

export function setLocale(tag: string | null | undefined): void {
  try {
    locale.set(inWordsLanguage((tag && Intl.getCanonicalLocales(tag)[0]) || navigator.language))
  } catch {
    locale.set(inWordsLanguage(navigator.language))
  }
}

const formats = new Map<string, unknown>()

/** Intl objects are dear to make (some 50 µs) and lists ask for hundreds. */
function cached<T>(kind: string, options: object, make: (tag: string) => T): T {
  const tag = locale.get()
  const key = `${tag} ${kind} ${JSON.stringify(options)}`
  const known = formats.get(key)
  if (known) return known as T
  const made = make(tag)
  formats.set(key, made)
  return made
}

export function formatNumber(value: number, options: Intl.NumberFormatOptions = {}): string {
  return cached("number", options, (tag) => new Intl.NumberFormat(tag, options)).format(value)
}

/** `share` from 0 to 1. */
export function formatPercent(share: number): string {
  return formatNumber(share, { style: "percent", maximumFractionDigits: 0 })
}

export function formatDate(at: Date, options: Intl.DateTimeFormatOptions): string {
  return cached("date", options, (tag) => new Intl.DateTimeFormat(tag, options)).format(at)
}

/** A study day "YYYY-MM-DD" has no time zone: it is formatted in UTC so that it never slips. */
export function formatStudyDay(day: string, options: Intl.DateTimeFormatOptions): string {
  return formatDate(new Date(`${day}T12:00:00Z`), { ...options, timeZone: "UTC" })
}

/** "Saturday 21 November" in the learner's order of words. */
export function formatLongDay(day: string): string {
  return formatStudyDay(day, { weekday: "long", day: "numeric", month: "long" })
}

/** An hour of the day, 0–23, as clocks there show it: "18:00", "6:00 PM". */
export function formatHour(hour: number): string {
  return formatDate(new Date(hour * 3_600_000), { timeStyle: "short", timeZone: "UTC" })
}

/** The name of a day of the week, 0 Sunday … 6 Saturday. */
export function formatWeekday(day: number): string {
  // The first of January 2023 was a Sunday.
  return formatDate(new Date(Date.UTC(2023, 0, 1 + day)), { weekday: "long", timeZone: "UTC" })
}

/** The days of the week, 0 Sunday … 6 Saturday, from the one on which weeks begin there. */
export function weekdaysInOrder(): number[] {
  // Newer than the types: 1 Monday … 7 Sunday. Browsers without it get the ISO week.
  const place = new Intl.Locale(locale.get()) as Intl.Locale & { getWeekInfo?: () => { firstDay: number } }
  const first = place.getWeekInfo?.().firstDay ?? 1
  return Array.from({ length: 7 }, (_, n) => (first + n) % 7)
}

/** A language by its name: in the learner's own, or in `inTag`. The tag itself where nobody knows a name. */
export function languageName(tag: string, inTag: string = locale.get()): string {
  try {
    return new Intl.DisplayNames([inTag], { type: "language" }).of(tag) ?? tag
  } catch {
    return tag
  }
}

function formatTime(at: Date): string {
  return formatDate(at, { hour: "2-digit", minute: "2-digit" })
}

/** "16 h 38 min", "48 s": the two largest units at most, nothing below a second. */
export function formatDuration(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / 1000))
  const unit = (value: number, name: string): string =>
    formatNumber(value, { style: "unit", unit: name, unitDisplay: "short" })
  if (seconds < 60) return unit(seconds, "second")
  const minutes = Math.round(seconds / 60)
  if (minutes < 60) return unit(minutes, "minute")
  const rest = minutes % 60
  return rest === 0 ? unit(minutes / 60, "hour") : `${unit(Math.floor(minutes / 60), "hour")} ${unit(rest, "minute")}`
}

/** 1:07, 12:30, 1:02:09. For clocks that run. */
export function formatClock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000))
  const two = (value: number): string => String(value).padStart(2, "0")
  const minutes = Math.floor(seconds / 60)
  return minutes < 60
    ? `${minutes}:${two(seconds % 60)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(seconds % 60)}`
}

/** The time until a card returns: "10 min", "9 days", "3 weeks", "5 months". `days` may be a fraction. */
export function formatInterval(days: number): string {
  const long = (value: number, unit: string): string =>
    formatNumber(value, { style: "unit", unit, unitDisplay: "long", maximumFractionDigits: 1 })
  const minutes = days * 1440
  if (minutes < 60) return formatDuration(Math.max(1, minutes) * 60_000)
  if (days < 1) return long(Math.round(minutes / 60), "hour")
  if (days < 14) return long(Math.round(days), "day")
  if (days < 56) return long(Math.round(days / 7), "week")
  if (days < 330) return long(Math.round(days / 30.4), "month")
  return long(Math.round((days / 365.25) * 10) / 10, "year")
}

/** "yesterday", "3 days ago", "in 2 hours"; `now` for tests. */
export function formatAgo(at: Date, now: Date = new Date()): string {
  const seconds = (at.getTime() - now.getTime()) / 1000
  const steps: [Intl.RelativeTimeFormatUnit, number][] = [
    ["year", 31_557_600],
    ["month", 2_629_800],
    ["week", 604_800],
    ["day", 86_400],
    ["hour", 3600],
    ["minute", 60],
  ]
  const format = cached("ago", {}, (tag) => new Intl.RelativeTimeFormat(tag, { numeric: "auto" }))
  for (const [unit, size] of steps)
    if (Math.abs(seconds) >= size) return format.format(Math.round(seconds / size), unit)
  return format.format(0, "minute")
}

/** When something was, short enough for a line of the page margin, and never broken: "07:40" today, "Fri" within the week, else "9 Nov". */
export function formatMoment(at: Date, now: Date = new Date()): string {
  if (at.toDateString() === now.toDateString()) return formatTime(at)
  const isThisWeek = now.getTime() - at.getTime() < 6 * 86_400_000
  const day = formatDate(at, isThisWeek ? { weekday: "short" } : { day: "numeric", month: "short" })
  return day.replaceAll(" ", "\u00a0")
}

export function formatBytes(bytes: number): string {
  if (bytes < 1_000_000) return formatNumber(Math.max(1, Math.round(bytes / 1000)), { style: "unit", unit: "kilobyte" })
  if (bytes < 1_000_000_000)
    return formatNumber(bytes / 1_000_000, { style: "unit", unit: "megabyte", maximumFractionDigits: 1 })
  return formatNumber(bytes / 1_000_000_000, { style: "unit", unit: "gigabyte", maximumFractionDigits: 1 })
}

export function formatList(items: string[]): string {
  return cached("list", {}, (tag) => new Intl.ListFormat(tag, { type: "conjunction" })).format(items)
}

/** Picks the form for a count: `plural(n, { one: "card", other: "cards" })`. Every language there are words in knows these two. */
export function plural(count: number, forms: { one: string; other: string }): string {
  return count === 1 ? forms.one : forms.other
}

/** "42 cards", "1 card". */
export function counted(count: number, forms: { one: string; other: string }): string {
  return `${formatNumber(count)} ${plural(count, forms)}`
}
