import type { Translation } from "../../lib/language.ts"
import type { lettersWords } from "./letters-words.ts"

export const german: Translation<typeof lettersWords> = {
  title: "E-Mails",
  say: "Dieses StudyIn hat keinen Mailserver, deshalb bleiben E-Mails hier. Gib sie an die Person weiter, für die sie bestimmt sind, und an niemanden sonst: Ihre Links öffnen Konten.",
  noneTitle: "Noch keine E-Mails",
  none: "E-Mails, die eine Adresse bestätigen oder ein Passwort setzen, erscheinen hier.",
  sentTitle: "E-Mails werden verschickt",
  sent: "Sie gehen an den Mailserver aus den Einstellungen; hier wird keine aufbewahrt.",
  read: "Lesen",
  readLabel: (subject, to) => `„${subject}“ an ${to} lesen`,
  onRecord: "Das Protokoll vermerkt, dass du diese E-Mail gelesen hast.",
}
