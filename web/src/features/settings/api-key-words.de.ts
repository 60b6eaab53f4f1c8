import { formatAgo, formatDate } from "../../lib/format.ts"
import type { Translation } from "../../lib/language.ts"
import type { apiKeyWords } from "./api-key-words.ts"

const day = (at: Date) => formatDate(at, { dateStyle: "medium" })

export const german: Translation<typeof apiKeyWords> = {
  title: "API-Schlüssel",
  say: "Mit einem Schlüssel kann ein Programm von dir tun, was du hier tust, soweit du es erlaubst. Dein Passwort, deine Geräte und andere Schlüssel kann es nie ändern.",
  docs: "Beschreibung der API",
  none: "Du hast keine API-Schlüssel.",
  make: "Neuer API-Schlüssel",
  begins: (shown) => `beginnt mit ${shown}`,
  used: (at, from) => `verwendet ${formatAgo(at)}${from ? ` von ${from}` : ""}`,
  unused: "nie verwendet",
  ends: (at) => `bis ${day(at)}`,
  endless: "unbefristet",
  revoke: "Widerrufen",
  revokeLabel: (name) => `„${name}“ widerrufen`,
  revokeAsk: (name) => `„${name}“ widerrufen?`,
  revokeSay: "Das Programm, das ihn verwendet, wird ab jetzt abgewiesen. Das lässt sich nicht rückgängig machen.",
  revoked: "Schlüssel widerrufen.",
  dialog: {
    title: "Neuer API-Schlüssel",
    name: "Name",
    nameHint: "Wofür er ist, etwa das Programm.",
    access: "Er darf",
    accesses: { read: "Nur lesen", write: "Lesen und ändern" },
    extent: "Wo",
    extents: { all: "Überall", some: "Nur in Bereichen" },
    areas: "Bereiche",
    chooseArea: "Wähle mindestens einen Bereich.",
    end: "Gültig",
    ends: { "30": "30 Tage", "90": "90 Tage", "365": "Ein Jahr", "": "Bis zum Widerruf" },
    make: "Schlüssel anlegen",
  },
  made: {
    title: "Dein neuer Schlüssel",
    say: "Kopiere ihn jetzt und lege ihn dort ab, wo das Programm ihn findet. Er wird nicht noch einmal gezeigt.",
    key: "API-Schlüssel",
    copy: "Kopieren",
    copied: "Schlüssel kopiert.",
    notCopied: "Der Browser ließ das Kopieren nicht zu. Markiere den Schlüssel und kopiere ihn selbst.",
    done: "Fertig",
  },
  areas: {
    library: "Bibliothek und Notizen",
    questions: "Fragenkatalog",
    authoring: "Vorschläge",
    practice: "Üben",
    reviews: "Stapel und Wiederholungen",
    tutor: "Tutor",
    progress: "Fortschritt",
  },
  allowance: (does, where) => `${does}: ${where.join(", ")}`,
}
