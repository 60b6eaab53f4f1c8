import type { Translation } from "../../lib/language.ts"
import type { privacyWords } from "./privacy-words.ts"

export const german: Translation<typeof privacyWords> = {
  title: "Privatsphäre",
  say: "Niemand sonst sieht deine Materialien, Antworten, Notizen, Karten oder Gespräche. Wer dieses StudyIn verwaltet, sieht dein Konto: Name, Adresse, Rolle, Tarif und Anmeldungen.",
  statistics: "Meine Antworten in den Zahlen geteilter Fragen mitzählen",
  statisticsHint:
    "Lehrende sehen, wie eine geteilte Frage abschneidet, ab fünf Lernenden und nie, wer geantwortet hat. Ausgeschaltet: Deine Antworten bleiben ab jetzt außen vor, und wenn du dein Konto löschst, bleibt nichts von ihnen, auch nicht ohne deinen Namen.",
}
