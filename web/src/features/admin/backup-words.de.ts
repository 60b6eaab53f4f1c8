import { counted, formatBytes } from "../../lib/format.ts"
import type { Translation } from "../../lib/language.ts"
import type { backupWords } from "./backup-words.ts"

export const german: Translation<typeof backupWords> = {
  title: "Sicherungen",
  say: (isScheduled) =>
    isScheduled
      ? "Jeden Tag wird eine angelegt. Jede wird verschlüsselt und zurückgelesen, bevor sie zählt."
      : "Von selbst wird keine angelegt: Wer dieses StudyIn betreibt, setzt BACKUP_TO.",
  place: (place) => `Ablage: ${place}`,
  elsewhere: (place, ago) =>
    ago === null
      ? `Sicherungen gehen jetzt nach ${place}. Dort gibt es noch keine.`
      : `Sicherungen gehen jetzt nach ${place}. Letzte gute Sicherung dort: ${ago}.`,
  in: (place) => `in ${place}`,
  lastGood: (ago) => `Letzte gute Sicherung: ${ago}.`,
  noneGood: "Es gibt noch keine gute Sicherung.",
  lastDrill: (ago) => `Zuletzt zur Probe zurückgespielt: ${ago}.`,
  noDrill: "Zur Probe wurde noch keine zurückgespielt.",
  backUp: "Jetzt sichern",
  drill: "Zur Probe zurückspielen",
  drillSay:
    "Spielt die neueste Sicherung in eine eigens angelegte Datenbank zurück, prüft, was herauskam, und wirft sie wieder weg.",
  started: { backup: "Die Sicherung wurde gestartet.", drill: "Die Probe wurde gestartet." },
  none: "Noch keine Sicherungen",
  noneSay: "Hier steht jede Sicherung und jede Probe mit dem, was darin war.",
  list: "Verlauf",
  kind: { backup: "Sicherung", drill: "Probe" },
  cause: { schedule: "von selbst", administrator: "von dieser Seite aus", command: "über die Befehlszeile" },
  facts: (rows, files, bytes) =>
    [
      rows === null ? undefined : counted(rows, { one: "Zeile", other: "Zeilen" }),
      files === null ? undefined : counted(files, { one: "Datei", other: "Dateien" }),
      bytes === null ? undefined : formatBytes(bytes),
    ]
      .filter(Boolean)
      .join(", "),
  removed: (count) => `${counted(count, { one: "ältere", other: "ältere" })} entfernt`,
}
