import type { Translation } from "../../lib/language.ts"
import type { words } from "./words.ts"

/** Names of products and programming languages stay as they are. */
const options: Readonly<Record<string, string>> = {
  Other: "Andere",
  "CPU only": "Nur CPU",
  "None (simulation only)": "Keine (nur Simulation)",
  "Educational robot kit": "Lernbausatz",
  "Research robotic arm": "Roboterarm für die Forschung",
  "Mobile robot": "Mobiler Roboter",
  "Humanoid robot": "Humanoider Roboter",
  "Custom hardware": "Eigene Hardware",
}

export const german: Translation<typeof words> = {
  title: "Über dich",
  invite: "Ein paar Fragen, wenn du magst",
  inviteSay:
    "Sie legen fest, womit das Üben beginnt. Überspringst du sie, fehlt nichts; sie warten in deinen Einstellungen.",
  level: "Wie weit bist du in deinem Fach?",
  levels: { beginner: "Am Anfang", intermediate: "Mittendrin", advanced: "Erfahren", expert: "Fachkundig" },
  levelHints: {
    beginner: "Neu im Fach, du lernst die Grundlagen. Das Üben beginnt mit leichten Fragen.",
    intermediate: "Du kennst dich aus. Das Üben beginnt mit mittleren Fragen.",
    advanced: "Du arbeitest damit. Das Üben beginnt mit schweren Fragen.",
    expert: "Du könntest es unterrichten. Das Üben beginnt mit Fragen auf Examensniveau.",
  },
  levelHint: "Das Üben beginnt mit Fragen, die dazu passen. Eine Schwierigkeit, die du selbst einstellst, geht vor.",
  computing: "Hast du mit Informatik oder Robotik zu tun?",
  yes: "Ja",
  no: "Nein",
  lists: {
    languages: "Programmiersprachen, die du kannst",
    frameworks: "Frameworks, die du kennst",
    computeHardware: "Worauf du rechnest",
    roboticsHardware: "Roboter, die du nutzen kannst",
  },
  option: (name) => options[name] ?? name,
  listsSay: "Für Empfehlungen gespeichert und für nichts anderes genutzt.",
  step: (now, of) => `Frage ${now} von ${of}`,
  next: "Weiter",
  back: "Zurück",
  done: "Fertig",
  skipAll: "Jetzt nicht",
  skipped: "Du findest diese Fragen in den Einstellungen unter „Über dich“.",
  thanks: "Danke. Ändern kannst du das in den Einstellungen unter „Über dich“.",
  saved: "Gespeichert.",
  save: "Speichern",
  clear: "Lieber keine Angabe",
}
