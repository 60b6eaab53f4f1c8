import type { Translation } from "../../lib/language.ts"
import type { words } from "./words.ts"

export const german: Translation<typeof words> = {
  title: "Benachrichtigungen",
  kinds: { "study-reminder": "Lernerinnerung", "weekly-summary": "Wochenübersicht" },
  hints: {
    "study-reminder":
      "Eine E-Mail zu deiner Uhrzeit, an Tagen, an denen Karten fällig sind. Nach einem Monat ohne Lernen pausiert sie.",
    "weekly-summary":
      "Was du in den letzten sieben Tagen getan hast und was fällig wird. Nach einer Woche ohne Lernen kommt keine.",
  },
  hour: "Um",
  weekday: "Am",
  hourOf: { "study-reminder": "Uhrzeit der Lernerinnerung", "weekly-summary": "Uhrzeit der Wochenübersicht" },
  weekdayOf: { "study-reminder": "Tag der Lernerinnerung", "weekly-summary": "Tag der Wochenübersicht" },
  goTo: (email) => `E-Mails gehen an ${email}. Jede enthält einen Link zum Abbestellen.`,
  always: "E-Mails zu deinem Konto selbst, etwa über eine neue Anmeldung oder ein geändertes Passwort, kommen immer.",
  unconfirmed:
    "Deine Adresse ist noch nicht bestätigt: Vorher wird nichts gesendet. Siehe „E-Mail-Adresse“ weiter unten.",
  keptHere:
    "Dieses StudyIn hat keinen Mailserver, darum erreichen E-Mails niemanden: Sie bleiben auf dem Server, und die Administration findet sie unter „Verwaltung“, „E-Mails“.",
  failed: "Die Änderung wurde nicht gespeichert. Versuche es noch einmal.",
}
