import { counted, formatBytes, formatNumber } from "../../lib/format.ts"
import type { Translation } from "../../lib/language.ts"
import type { words } from "./words.ts"

const days = (count: number) => counted(count, { one: "Tag", other: "Tage" })
const afterDays = (count: number) => `nach ${counted(count, { one: "Tag", other: "Tagen" })}`
const rows = (count: number) => counted(count, { one: "Zeile", other: "Zeilen" })

export const german: Translation<typeof words> = {
  title: "Verwaltung",
  sections: "Bereiche der Verwaltung",
  places: { maintenance: "Wartung", retention: "Aufbewahrung", archives: "Archive" },
  loading: "Wird geladen",
  more: "Mehr zeigen",
  groups: { people: "Personen", system: "System" },
  notYours: "Das ist für die Administration",
  notYoursSay:
    "Hier sehen die Personen, die dieses StudyIn verwalten, wie es darum steht. Frag eine von ihnen, wenn du etwas brauchst.",
  toToday: "Zu „Heute“",

  tasks: "Wiederkehrende Arbeiten",
  tasksSay: "Sie laufen von selbst. Zeiten sind UTC.",
  task: {
    "rotate-log": "Neue Logdatei beginnen",
    "ensure-partitions": "Platz für die kommenden Monate schaffen",
    "refresh-statistics": "Statistiken auffrischen",
    "sweep-files": "Nach abgebrochenem Hochladen aufräumen",
    "apply-retention": "Aufbewahrung anwenden",
    "erase-from-archives": "Gelöschte Personen aus Archiven nehmen",
    "reindex-bloated": "Aufgeblähte Indizes neu aufbauen",
  },
  daily: (time) => `Täglich um ${time}`,
  weekly: (time) => `Sonntags um ${time}`,
  never: "Noch nicht gelaufen",
  running: "Läuft",
  cutOff: "Abgebrochen",
  done: "Erledigt",
  failed: "Fehlgeschlagen",
  ran: (ago, took) => `${ago}, dauerte ${took}`,
  underASecond: "weniger als eine Sekunde",
  came: (outcome) => outcome.charAt(0).toUpperCase() + outcome.slice(1),
  run: "Ausführen",
  runLabel: (name) => `Ausführen: ${name}`,
  started: (name) => `„${name}“ wurde gestartet.`,

  months: "Aufzeichnungen nach Monaten",
  monthsTable: "Tabelle der Monate",
  isReady: "Für den kommenden Monat ist überall Platz.",
  isNotReady:
    "In einer Aufzeichnung ist Platz für weniger als einen Monat. Führe „Platz für die kommenden Monate schaffen“ jetzt aus: Ohne Platz kann nichts aufgezeichnet werden.",
  table: "Aufzeichnung",
  logs: {
    audit_logs: "Protokoll",
    interactions: "Antworten und Gelesenes",
    performance_metrics: "Tageswerte nach Thema",
    retention_metrics: "Behaltenes nach Thema",
    review_log: "Bewertungen von Karten",
    xp_transactions: "Punkte",
  },
  inDatabase: "Monate",
  since: "Seit",
  until: "Platz bis",
  size: "Größe",
  none: "keiner",

  retentionSay: "Wird jede Nacht angewendet. Ein Probelauf zählt, was entfernt würde, und ändert nichts.",
  policy: {
    "audit-log": "Protokoll",
    "closed-accounts": "Geschlossene Konten",
    conversations: "Gespräche",
    "deleted-materials": "Gelöschte Materialien",
    "ended-sign-ins": "Beendete Anmeldungen",
    "idle-conversations": "Ruhende Gespräche",
    "inactive-learning-log": "Aufzeichnungen inaktiver Lernender",
    "learning-log": "Lernaufzeichnungen",
    "operations-history": "Aufzeichnungen des Betriebs",
    "performance-metrics": "Tageswerte nach Thema",
    "practice-sessions": "Übungen",
    "review-log": "Wiederholungen",
    "sign-in-log": "Anmeldeprotokoll",
    "study-sessions": "Lernsitzungen",
  },
  kept: {
    delete: (count) => `Gelöscht ${afterDays(count)}`,
    hide: (count) => `Weggeräumt ${afterDays(count)}`,
    archive: (count) => `Archiviert ${afterDays(count)}`,
  },
  archiveKept: (count) =>
    count === null ? "Archive bleiben für immer" : `Archive werden ${afterDays(count)} gelöscht`,
  off: "Ausgeschaltet",
  changed: (count) => `Die dokumentierte Frist beträgt ${days(count)}.`,
  lastRun: (ago, count) => `${ago}: ${rows(count)}`,
  lastFailed: (ago) => `${ago} fehlgeschlagen`,
  dryRun: "Probelauf",
  dryRunLabel: (name) => `Probelauf: ${name}`,
  wouldGo: (count) =>
    count === 0
      ? "Jetzt würde nichts entfernt."
      : `${counted(count, { one: "Zeile würde", other: "Zeilen würden" })} jetzt entfernt.`,
  wouldGoMonths: (count, months) =>
    months === 0
      ? "Kein Monat ist fällig."
      : `${counted(months, { one: "Monat", other: "Monate" })} mit ${rows(count)} ${months === 1 ? "würde" : "würden"} jetzt archiviert.`,
  change: "Ändern",
  changeLabel: (name) => `Ändern: ${name}`,
  applyNow: "Anwenden",
  applyLabel: (name) => `Anwenden: ${name}`,

  dialog: {
    isOn: "Diese Regel anwenden",
    keepDays: "Tage in der Datenbank",
    keepDaysHint: (least, preset) => `Mindestens ${formatNumber(least)}. Dokumentiert: ${formatNumber(preset)}.`,
    keepArchives: "Archive für immer behalten",
    archiveDays: "Tage, bis ein Archiv gelöscht wird",
    archiveDaysHint: "Gezählt vom Ende seines Monats an.",
    whole: "Gib eine ganze Zahl von Tagen ein.",
    save: "Speichern",
    saved: (name) => `„${name}“ wurde geändert. Der nächste Lauf richtet sich danach.`,
  },

  noArchives: "Noch nichts archiviert",
  noArchivesSay:
    "Ist ein Monat einer Aufzeichnung älter, als seine Regel vorsieht, verlässt er die Datenbank, wird eine komprimierte Datei und steht hier. Von hier lässt er sich zurückspielen.",
  archivesSay:
    "Monate, die aus der Datenbank in komprimierte Dateien gewandert sind. Ein zurückgespielter Monat bleibt 30 Tage.",
  status: {
    planned: "Fällig",
    prepared: "In Arbeit",
    detached: "In Arbeit",
    exported: "In Arbeit",
    archived: "Archiviert",
    restored: "Zurückgespielt",
    deleted: "Gelöscht",
  },
  archiveFacts: (count, bytes) =>
    [count === null ? undefined : rows(count), bytes === null ? undefined : formatBytes(bytes)]
      .filter(Boolean)
      .join(", "),
  heldUntil: (day) => `bleibt bis ${day}`,
  restore: "Zurückspielen",
  restoreLabel: (name) => `${name} zurückspielen`,
  restoreTitle: (name) => `${name} zurückspielen?`,
  archiveName: (log, month) => `${log}, ${month}`,
  restoreSay:
    "Die Zeilen kommen zurück in die Datenbank und bleiben dort 30 Tage. Personen, die seither endgültig gelöscht wurden, bleiben ausgenommen.",
  restoreStarted: "Das Archiv wird zurückgespielt.",
}
