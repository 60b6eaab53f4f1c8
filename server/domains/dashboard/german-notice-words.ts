import type { Figures, NoticeWords } from "./notice.ts"

export const germanNotices = ({ number, percent, days }: Figures): NoticeWords => {
  const counted = (count: number, one: string, other: string) => `${number(count)} ${count === 1 ? one : other}`
  const due = (cards: number, when = "") =>
    cards === 1 ? `1 Karte ist${when} fällig` : `${number(cards)} Karten sind${when} fällig`
  return {
    due: (cards) => due(cards),
    begin: (cards, minutes) =>
      `${due(cards, " heute")}, etwa ${minutes === 1 ? "eine Minute" : `${number(minutes)} Minuten`} Wiederholen. Hier geht es los:`,
    streakOpen: (count) => `Du hast an ${number(count)} Tagen hintereinander gelernt, und heute noch nicht.`,
    weekOf: (from, to) => `Deine Woche in StudyIn, ${days(from, to)}`,
    weekSay: "das hast du in den letzten sieben Tagen geschafft:",
    studied: (count, of) => `Tage mit Lernen: ${number(count)} von ${number(of)}`,
    time: (minutes) => `Zeit: ${counted(minutes, "Minute", "Minuten")}`,
    answered: (count, correct) => `Beantwortete Fragen: ${number(count)}, davon ${percent(correct / count)} richtig`,
    reviewed: (count) => `Wiederholte Karten: ${number(count)}`,
    goals: (count) => `Tagesziel erreicht: an ${counted(count, "Tag", "Tagen")}`,
    streak: (count) => `Serie: ${counted(count, "Tag", "Tage")}`,
    comingDue: (count) => `Karten, die in den nächsten sieben Tagen fällig werden: ${number(count)}`,
    goOn: "Hier geht es weiter:",
  }
}
