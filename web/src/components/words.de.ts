import type { Translation } from "../lib/language.ts"
import type { words } from "./words.ts"

export const german: Translation<typeof words> = {
  close: "Schließen",
  cancel: "Abbrechen",
  retry: "Noch einmal versuchen",
  showTable: "Als Tabelle zeigen",
  dismiss: "Ausblenden",
  busy: "Läuft",
  strike: (key) => `Antwort ${key} streichen`,
  restore: (key) => `Antwort ${key} wiederherstellen`,
  struck: "(gestrichen)",
  correct: "Richtige Antwort",
  yoursCorrect: "Deine Antwort, richtig",
  yoursIncorrect: "Deine Antwort, falsch",
  howSure: "Wie sicher?",
  howSureLong: "Wie sicher bist du?",
  guess: "Geraten",
  certain: "Sicher",
  confidence: ["geraten", "unsicher", "halb sicher", "ziemlich sicher", "sicher"],
  recall: "Wie gut wusstest du es?",
  grades: ["Nochmal", "Schwer", "Gut", "Leicht"],
  less: "weniger",
  more: "mehr",
  timeLeft: (text) => `noch ${text}`,
  timeSpent: (text) => `bisher ${text}`,
  pageOf: (page) => `S. ${page}`,
  source: (number, page) =>
    [number === undefined ? "Quelle" : `Quelle ${number}`, page && `Seite ${page}`].filter(Boolean).join(", "),
  problems: {
    offline: {
      title: "Keine Antwort vom Server",
      say: "Er läuft vielleicht nicht, oder du bist nicht verbunden. Was du geschrieben hast, bleibt hier. Versuche es gleich noch einmal.",
    },
    serverFailed: {
      title: "Das konnte der Server nicht",
      say: "Auf dem Server ist etwas fehlgeschlagen. Nichts Gespeichertes ist verloren. Versuche es noch einmal; wenn es wieder geschieht, sag es der Person, die den Server betreibt.",
    },
    titles: {
      401: "Du bist nicht angemeldet",
      403: "Das wurde nicht getan",
      404: "Nicht gefunden",
      409: "Das wurde nicht getan",
      410: "Das gibt es nicht mehr",
      413: "Zu groß",
      415: "Diese Art wird nicht angenommen",
      422: "Das wurde nicht getan",
      429: "Zu viel auf einmal",
    },
    unknown: { title: "Das ging nicht", say: "Versuche es noch einmal. Wenn es wieder geschieht, lade die Seite neu." },
    wait: (seconds) => `In ${seconds} s kannst du es noch einmal versuchen.`,
  },
}
