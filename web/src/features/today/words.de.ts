import { counted, formatList, formatNumber, formatPercent, plural } from "../../lib/format.ts"
import type { Translation } from "../../lib/language.ts"
import type { words } from "./words.ts"

const cards = { one: "Karte", other: "Karten" }
const minutes = { one: "Minute", other: "Minuten" }
const questions = { one: "Frage", other: "Fragen" }

export const german: Translation<typeof words> = {
  title: "Heute",
  loading: "„Heute“ wird geladen",
  thisWeek: (answered, correct) =>
    `${counted(answered, questions)} in den letzten sieben Tagen beantwortet, ${formatPercent(correct / answered)} richtig.`,
  cardsDue: (count) => ` ${plural(count, cards)} fällig`,
  dueParts: (review, fresh, estimate) => {
    const parts = [review > 0 && `${formatNumber(review)} zu wiederholen`, fresh > 0 && `${formatNumber(fresh)} neu`]
    return `${parts.filter(Boolean).join(" und ")}, etwa ${counted(Math.max(1, estimate), minutes)}.`
  },
  startReview: "Wiederholen",
  nothingDue: "Nichts ist fällig",
  nothingDueSay:
    "Du hast alles erledigt. Beantworte Fragen oder lies weiter; was du falsch hast, kommt als Karte wieder.",
  nextDue: (day, count) =>
    count === 1
      ? `Die nächste Karte kommt am ${day} wieder.`
      : `Die nächsten ${counted(count, cards)} kommen am ${day} wieder.`,
  practise: "Fragen üben",
  nextDays: "Nächste sieben Tage",
  cardsInAll: (count) => counted(count, cards),
  duePerDay: "Fällige Wiederholungen je Tag",
  today: "Heute",
  next: "Als Nächstes",
  share: (part, of) => `${formatNumber(part)}/${formatNumber(of)}`,
  goOn: "Weiterüben",
  paused: "Fragen vor deiner Pause beantwortet",
  left: "Fragen bisher beantwortet",
  practiseTopic: (name) => `${name} üben`,
  weakest: "Antworten richtig, dein schwächstes Thema",
  untested: "Antworten richtig, noch zu wenige für ein Urteil",
  untried: "Neu",
  practiseFirst: "Deine ersten Fragen üben",
  practiseFirstSay: "Sie stammen aus deinem Material, und jede zeigt ihre Textstelle.",
  readFirst: "Lesen, was du hinzugefügt hast",
  readFirstSay: "Mit Gliederung, Notizen und Antworten neben dem Text.",
  continueReading: "Weiterlesen",
  page: (page) => `S. ${formatNumber(page)}`,
  readShare: (title, share) => `${title}, ${formatPercent(share)} gelesen`,
  recently: "Zuletzt",
  practised: (answered) => `${counted(answered, questions)} geübt`,
  result: (correct, answered, time) => `${correct} von ${answered} richtig in ${time}`,
  goalAndStreak: "Ziel und Serie",
  goalLabel: (done, goal) => `${formatNumber(done)} von ${counted(goal, minutes)} des Tagesziels`,
  ofGoal: (goal) => `von ${formatNumber(goal)}`,
  toGo: (left) => `Noch ${counted(left, minutes)}`,
  goalMet: "Tagesziel erreicht",
  streak: (days, freezes) =>
    days === 0
      ? "Noch keine Serie. Eine Antwort oder Karte beginnt sie."
      : `${counted(days, { one: "Tag", other: "Tage" })} in Serie${freezes > 0 ? `, noch ${formatNumber(freezes)} Joker` : ""}`,
  level: (level, into, next) => `Stufe ${formatNumber(level)}, noch ${formatNumber(next - into)} XP bis zur nächsten`,
  weekLabel: (studied, frozen) =>
    [
      studied.length === 0 ? "An keinem der letzten sieben Tage gelernt" : `Gelernt am ${formatList(studied)}`,
      frozen.length > 0 && `Joker eingesetzt am ${formatList(frozen)}`,
    ]
      .filter(Boolean)
      .join("; "),
  mastery: "Können nach Thema",
  masteryEmpty: "Nach fünf Antworten zu einem Thema siehst du hier, wie gut du es kannst.",
  levels: {
    novice: "Ganz am Anfang",
    beginner: "Am Anfang",
    intermediate: "Mittendrin",
    advanced: "Fortgeschritten",
    expert: "Fachkundig",
  },
  masteryOf: (correct, answered) => `${correct} von ${answered} richtig`,
  newTitle: "Beginne mit etwas, das du lernen musst",
  newSay:
    "Zieh ein Kapitel, einen Artikel oder deine Notizen irgendwo auf dieses Fenster. Nach spätestens einer Minute kannst du es hier lesen, Fragen daraus beantworten und eigene stellen.",
  newFormats: "PDF, DOCX, PPTX, EPUB, HTML, Markdown oder Text",
  paste: "Stattdessen Text einfügen",
  newSteps: [
    ["Lesen", "Gliederung, Seiten, deine Notizen. Wähle einen Satz aus, um dazu zu fragen."],
    ["Üben", "Fragen aus dem Text. Jede zeigt die Textstelle, aus der sie stammt."],
    ["Wiederholen", "Was du falsch hattest, kommt an dem Tag als Karte wieder, an dem du es vergessen würdest."],
  ],
}
