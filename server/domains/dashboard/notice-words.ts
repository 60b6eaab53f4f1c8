import { inWordsLanguage, type Language } from "../../shared/language.ts"
import { germanNotices } from "./german-notice-words.ts"
import type { Figures, NoticeWords } from "./notice.ts"

const englishNotices = ({ number, percent, days }: Figures): NoticeWords => {
  const counted = (count: number, one: string, other: string) => `${number(count)} ${count === 1 ? one : other}`
  const due = (cards: number) => (cards === 1 ? "1 card is due" : `${number(cards)} cards are due`)
  return {
    due,
    begin: (cards, minutes) =>
      `${due(cards)} today, about ${minutes === 1 ? "a minute" : `${number(minutes)} minutes`} of review. Begin here:`,
    streakOpen: (count) => `You have studied ${number(count)} days in a row, and not yet today.`,
    weekOf: (from, to) => `Your week in StudyIn, ${days(from, to)}`,
    weekSay: "this is what you did in the last seven days:",
    studied: (count, of) => `Days with study: ${number(count)} of ${number(of)}`,
    time: (minutes) => `Time: ${counted(minutes, "minute", "minutes")}`,
    answered: (count, correct) => `Questions answered: ${number(count)}, ${percent(correct / count)} right`,
    reviewed: (count) => `Cards reviewed: ${number(count)}`,
    goals: (count) => `Daily goal reached: ${counted(count, "day", "days")}`,
    streak: (count) => `Streak: ${counted(count, "day", "days")}`,
    comingDue: (count) => `Cards that come due in the next seven days: ${number(count)}`,
    goOn: "Go on here:",
  }
}

const notices = { en: englishNotices, de: germanNotices }

/** The words in the reader's language, with numbers and dates as in their locale. */
export function noticeWords({ language, locale }: { language: Language; locale: string }): NoticeWords {
  const tag = inWordsLanguage(locale, language)
  const dates = new Intl.DateTimeFormat(tag, { dateStyle: "long", timeZone: "UTC" })
  // Study days have no time zone.
  const noonOf = (day: string) => new Date(`${day}T12:00:00Z`)
  return notices[language]({
    number: new Intl.NumberFormat(tag).format,
    percent: new Intl.NumberFormat(tag, { style: "percent" }).format,
    days: (from, to) => dates.formatRange(noonOf(from), noonOf(to)),
  })
}
