import { formatNumber, formatPercent } from "../../lib/format.ts"
import type { Translation } from "../../lib/language.ts"
import type { statisticsWords } from "./statistics-words.ts"

export const german: Translation<typeof statisticsWords> = {
  title: "Wie sie abschneidet",
  tooFew: (least) =>
    `Zahlen erscheinen, sobald ${formatNumber(least)} Lernende geantwortet haben, damit niemand zu erkennen ist.`,
  answered: "Beantwortet",
  times: (count) => `${formatNumber(count)}-mal`,
  byLearners: (count) => `von ${formatNumber(count)} Lernenden`,
  facility: "Beim ersten Mal richtig",
  facilityNote: "spätere Versuche kennen die Lösung",
  median: "Mittlere Zeit",
  medianNote: "der ersten Versuche, ungefähr",
  discrimination: "Trennschärfe",
  discriminationNote: (value) => {
    if (value === null) return "braucht mehr Lernende, die schon geübt haben"
    if (value < 0) return "wer viel weiß, liegt hier falsch: Antwort prüfen"
    if (value < 0.1) return "unterscheidet Lernende kaum"
    return value < 0.25 ? "unterscheidet Lernende etwas" : "unterscheidet Lernende gut"
  },
  unknown: "–",
  choices: "Was zuerst gewählt wurde",
  right: "(richtig)",
  choice: (count, share) => `${formatNumber(count)} · ${formatPercent(share)}`,
  earlier: (count) => `${formatNumber(count)}-mal wurde eine Antwort gewählt, die es nicht mehr gibt.`,
}
