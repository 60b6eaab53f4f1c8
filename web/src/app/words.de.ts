import type { Translation } from "../lib/language.ts"
import type { words } from "./words.ts"

export const german: Translation<typeof words> = {
  skip: "Zum Inhalt springen",
  main: "Hauptmenü",
  mainPhone: "Hauptmenü, Telefon",
  theme: "Farbschema",
  switchTheme: "Farbschema wechseln",
  settings: "Einstellungen",
  administration: "Verwaltung",
  menu: "Alle Bereiche und Einstellungen",
  menuTitle: "Menü",
  due: "fällig",
  places: { today: "Heute", library: "Bibliothek", practice: "Üben", review: "Wiederholen", ask: "Tutor" },
  keyboard: "Tastenkürzel",
  everywhere: "Überall",
  goTo: (place) => `${place} öffnen`,
  showShortcuts: "Tastenkürzel zeigen",
  keyboardHint: "In den Einstellungen kannst du die Tasten ändern oder einzelne Tasten abschalten.",
  noKeys: "keine Taste",
  end: "Beenden",
  endSession: "Übung oder Wiederholung beenden",
  dropTitle: "Loslassen, um es der Bibliothek hinzuzufügen",
  dropHint: "PDF, DOCX, PPTX, EPUB, HTML, Markdown oder Text",
  offline:
    "Du bist offline. Was auf dieser Seite steht, bleibt; Neues wird geladen, sobald die Verbindung wieder da ist.",
  loading: "Die Seite wird geladen",
  notFound: {
    title: "Unter dieser Adresse gibt es keine Seite",
    say: "Vielleicht ist der Link alt, oder es fehlt ein Zeichen. Alles, was du gespeichert hast, ist, wo es war.",
    action: "Zu „Heute“",
  },
  failed: {
    title: "Diese Seite ließ sich nicht zeigen",
    stale: "StudyIn wurde aktualisiert, während diese Seite offen war.",
    staleSay: "Lade die Seite neu, um mit der neuen Version weiterzumachen. Nichts Gespeichertes ist verloren.",
    reload: "Neu laden",
  },
}
