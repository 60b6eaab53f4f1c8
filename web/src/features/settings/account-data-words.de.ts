import { counted } from "../../lib/format.ts"
import type { Translation } from "../../lib/language.ts"
import type { accountDataWords } from "./account-data-words.ts"

export const german: Translation<typeof accountDataWords> = {
  title: "Deine Daten",
  exportSay:
    "Ein Archiv mit allem, was StudyIn über dich gespeichert hat: deine Materialien, wie du sie hochgeladen hast, und Notizen, Karten, Antworten und Gespräche als Dateien, die andere Programme lesen können.",
  exportData: "Meine Daten herunterladen",
  exportStarted: "Dein Archiv wird heruntergeladen.",
  deleteSay: "Dein Konto mit allem, was darin ist: Materialien, Karten, Notizen, Gespräche und dein Lernverlauf.",
  deleteAccount: "Mein Konto löschen",
  dialogTitle: "Dein Konto löschen?",
  when: "Wann",
  later: (days) => (days === undefined ? "Später" : `In ${counted(days, { one: "Tag", other: "Tagen" })}`),
  laterSay: "Du wirst überall abgemeldet. Meldest du dich bis dahin wieder an, ist alles wieder da.",
  now: "Sofort",
  nowSay:
    "Alles verschwindet jetzt, und niemand kann es zurückholen. Lade deine Daten vorher herunter, wenn du sie noch brauchen könntest.",
  kept: "Zahlen ohne Namen bleiben, etwa wie oft eine geteilte Frage beantwortet wurde.",
  password: "Dein Passwort",
  closed: (day) => `Dein Konto ist geschlossen. Bis zum ${day} holt eine Anmeldung es zurück.`,
  close: "Mein Konto schließen",
  erase: "Jetzt alles löschen",
  erased: (rows, files) =>
    `Dein Konto ist gelöscht, mit ${counted(rows, { one: "Eintrag", other: "Einträgen" })} und ${counted(files, { one: "Datei", other: "Dateien" })}.`,
}
