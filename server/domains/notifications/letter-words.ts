import type { Language } from "../../shared/language.ts"
import type { NotificationKind } from "./notification-kinds.ts"

/** What stands around every letter of one's own choice. */
interface LetterWords {
  greeting: string
  /** Before the link that stops letters of this kind. */
  ending: Record<NotificationKind, string>
}

const because = (kind: string) =>
  `You get this letter because ${kind} in your settings. To stop such letters, without signing in:`

export const letterWords: Record<Language, LetterWords> = {
  en: {
    greeting: "Hello,",
    ending: {
      "study-reminder": because("study reminders are on"),
      "weekly-summary": because("the weekly summary is on"),
    },
  },
  de: {
    greeting: "Hallo,",
    ending: {
      "study-reminder":
        "Du bekommst diese E-Mail, weil in deinen Einstellungen Lernerinnerungen eingeschaltet sind. So bestellst du sie ab, ohne dich anzumelden:",
      "weekly-summary":
        "Du bekommst diese E-Mail, weil in deinen Einstellungen die Wochenübersicht eingeschaltet ist. So bestellst du sie ab, ohne dich anzumelden:",
    },
  },
}
