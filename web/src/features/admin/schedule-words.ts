import { words } from "./words.ts"

/** "Daily at 03:20" for "20 3 * * *"; the fields themselves for anything that is neither daily nor on Sundays. */
export function scheduleWords(cron: string): string {
  const [minute = "", hour = "", dayOfMonth, month, weekday] = cron.split(" ")
  const isPlain = /^\d+$/.test(minute) && /^\d+$/.test(hour) && dayOfMonth === "*" && month === "*"
  if (!isPlain) return cron
  const time = `${hour.padStart(2, "0")}:${minute.padStart(2, "0")}`
  if (weekday === "*") return words.daily(time)
  return weekday === "0" ? words.weekly(time) : cron
}
