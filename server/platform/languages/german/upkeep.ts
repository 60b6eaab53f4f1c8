import type { Translations } from "../translator.ts"

/** What recurring tasks do, and what each retention policy keeps. */
export const upkeep: Translations = [
  [
    "Begins a new log file and removes the oldest, where the log goes to a file (LOG_FILE).",
    "Beginnt eine neue Logdatei und entfernt die älteste, falls das Log in eine Datei geschrieben wird (LOG_FILE).",
  ],
  [
    "Makes the months that the logs will be written to, three ahead.",
    "Legt die Monate an, in die aufgezeichnet wird, drei im Voraus.",
  ],
  [
    "Looks at how data is distributed, so that queries are planned well; clears away dead rows in the embedded database.",
    "Sieht nach, wie die Daten verteilt sind, damit Abfragen gut geplant werden; räumt in der eingebetteten Datenbank tote Zeilen weg.",
  ],
  ["Removes what interrupted uploads left behind.", "Entfernt, was abgebrochenes Hochladen hinterlassen hat."],
  [
    "Removes or archives what the retention policies no longer keep; ended sign-ins after a week.",
    "Entfernt oder archiviert, was nach den Regeln nicht mehr aufbewahrt wird; beendete Anmeldungen nach einer Woche.",
  ],
  [
    "Takes people who were erased out of archives that were made before.",
    "Nimmt endgültig gelöschte Personen aus Archiven, die vorher entstanden sind.",
  ],
  [
    "Rebuilds large indexes that are mostly empty, without keeping anybody waiting on a server.",
    "Baut große, fast leere Indizes neu auf, ohne dass auf einem Server jemand warten muss.",
  ],
  [
    "Changes that matter for security. Archives are kept for good.",
    "Änderungen, die für die Sicherheit zählen. Archive bleiben für immer.",
  ],
  [
    "Accounts their owner closed. Until then signing in offers to bring them back.",
    "Konten, die geschlossen wurden. Bis dahin bietet eine Anmeldung an, sie zurückzuholen.",
  ],
  [
    "Conversations with the tutor, from their last message on.",
    "Gespräche mit dem Tutor, ab ihrer letzten Nachricht gezählt.",
  ],
  [
    "Materials their owner deleted, with text, index and file. Until then they can be restored.",
    "Materialien, die gelöscht wurden, mit Text, Index und Datei. Bis dahin lassen sie sich wiederherstellen.",
  ],
  [
    "Tokens of sign-ins, API keys, links in letters, sign-ins that waited for a second factor and answered challenges of passkeys that ended. Kept a week, so that the use of a stolen one is noticed.",
    "Token beendeter Anmeldungen, abgelaufene API-Schlüssel und Links in E-Mails, Anmeldungen, die auf einen zweiten Faktor warteten, und beantwortete Passkey-Anfragen. Eine Woche aufbewahrt, damit auffällt, wenn Gestohlenes benutzt wird.",
  ],
  [
    "Conversations with the tutor that nobody went on with; they move to Archived.",
    "Gespräche mit dem Tutor, die niemand fortgesetzt hat; sie kommen zu den archivierten.",
  ],
  [
    "Answers of learners who did nothing for this long. Switched off: somebody who takes a term off keeps the log.",
    "Antworten von Lernenden, die so lange nichts getan haben. Ausgeschaltet: Wer ein Semester aussetzt, behält sie.",
  ],
  [
    "Answers, readings and other things learners did. Figures made from them stay.",
    "Antworten, Gelesenes und anderes, was Lernende getan haben. Daraus berechnete Werte bleiben.",
  ],
  [
    "The record of maintenance, retention and backups. The last good backup is always kept on record.",
    "Was bei Wartung, Aufbewahrung und Sicherungen geschah. Die letzte gute Sicherung bleibt immer verzeichnet.",
  ],
  [
    "Daily figures of learners by topic; five years in all, for long trends.",
    "Tageswerte der Lernenden nach Thema; insgesamt fünf Jahre, für lange Verläufe.",
  ],
  [
    "Practice sessions and exams with their questions in order.",
    "Übungen und Prüfungen mit ihren Fragen der Reihe nach.",
  ],
  [
    "Every grade given to a card. Kept longer: schedulers are fitted to it.",
    "Jede Bewertung einer Karte. Länger aufbewahrt: Die Zeitplanung wird daran angepasst.",
  ],
  [
    "Entries of the audit log about signing in and out, with addresses and devices.",
    "Einträge des Protokolls über An- und Abmelden, mit Adressen und Geräten.",
  ],
  [
    "Sittings of any kind. The days they belong to keep their figures.",
    "Sitzungen jeder Art. Die Tage, zu denen sie gehören, behalten ihre Werte.",
  ],
]
