import { beforeEach, expect, it } from "vitest"
import {
  formatAgo,
  formatClock,
  formatDuration,
  formatHour,
  formatInterval,
  formatLongDay,
  formatMoment,
  formatWeekday,
  languageName,
  locale,
  setLocale,
  weekdaysInOrder,
} from "./format.ts"

beforeEach(() => locale.set("en-GB"))

it("keeps a study day whatever the clock of the machine says", () => {
  expect(formatLongDay("2026-11-21")).toBe("Saturday 21 November")
})

it.each([
  [0, "0 secs"],
  [48_000, "48 secs"],
  [60_000, "1 min"],
  [59 * 60_000 + 40_000, "1 hr"],
  [998 * 60_000, "16 hrs 38 mins"],
])("duration of %i ms", (ms, text) => expect(formatDuration(ms)).toBe(text))

it.each([
  [67_000, "1:07"],
  [750_000, "12:30"],
  [3_729_000, "1:02:09"],
  [-5, "0:00"],
])("clock of %i ms", (ms, text) => expect(formatClock(ms)).toBe(text))

it.each([
  [10 / 1440, "10 mins"],
  [0.5, "12 hours"],
  [9, "9 days"],
  [21, "3 weeks"],
  [90, "3 months"],
  [400, "1.1 years"],
])("interval of %f days", (days, text) => expect(formatInterval(days)).toBe(text))

it("names the time since", () => {
  const now = new Date("2026-11-21T12:00:00Z")
  expect(formatAgo(new Date("2026-11-20T11:00:00Z"), now)).toBe("yesterday")
  expect(formatAgo(new Date("2026-11-21T11:59:50Z"), now)).toBe("this minute")
  expect(formatAgo(new Date("2026-11-18T11:59:50Z"), now)).toBe("3 days ago")
})

it("keeps a moment short", () => {
  const now = new Date(2026, 10, 21, 12)
  expect(formatMoment(new Date(2026, 10, 21, 7, 40), now)).toBe("07:40")
  expect(formatMoment(new Date(2026, 10, 20, 7, 40), now)).toBe("Fri")
  expect(formatMoment(new Date(2026, 10, 9, 7, 40), now)).toBe("9\u00a0Nov")
  locale.set("de-DE")
  expect(formatMoment(new Date(2026, 10, 9, 7, 40), now)).toBe("9.\u00a0Nov.")
})

it.each([
  ["en-US", "6:00 PM", "Sunday", [0, 1, 2, 3, 4, 5, 6]],
  ["de-DE", "18:00", "Sunday", [1, 2, 3, 4, 5, 6, 0]],
  ["nb-NO", "18:00", "søndag", [1, 2, 3, 4, 5, 6, 0]],
  ["ar-EG", undefined, undefined, [6, 0, 1, 2, 3, 4, 5]],
])("hours and weeks as in %s", (tag, hour, sunday, week) => {
  setLocale(tag)
  // Some machines put a narrow space before PM.
  if (hour) expect(formatHour(18).replaceAll(/\s/gu, " ")).toBe(hour)
  if (sunday) expect(formatWeekday(0)).toBe(sunday)
  expect(weekdaysInOrder()).toEqual(week)
})

it("takes the browser's own way where a tag is none, and shows a tag that no name is known for", () => {
  setLocale("not a tag")
  expect(locale.get()).toBe(navigator.language)
  expect(languageName("de", "en")).toBe("German")
  expect(languageName("!", "en")).toBe("!")
})
