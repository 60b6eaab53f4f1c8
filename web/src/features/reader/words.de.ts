import { counted, formatNumber, formatPercent } from "../../lib/format.ts"
import type { Translation } from "../../lib/language.ts"
import type { words } from "./words.ts"

const questions = { one: "Frage", other: "Fragen" }

export const german: Translation<typeof words> = {
  title: "Lesen",
  loading: "Das Material wird geöffnet",
  loadingText: "Text wird geladen",
  back: "Zurück zur Bibliothek",
  outline: "Gliederung",
  text: "Text",
  search: "In diesem Material suchen",
  textSize: "Textgröße",
  sizes: { small: "Klein", normal: "Normal", large: "Groß", larger: "Größer", largest: "Am größten" },
  practise: "Üben",
  practiseThis: "Mit diesem Material üben",
  details: "Details und Fragen",
  readShare: (share) => `${formatPercent(share)} gelesen`,
  pageOf: (page, pages) =>
    pages === null ? `S. ${formatNumber(page)}` : `S. ${formatNumber(page)} von ${formatNumber(pages)}`,
  page: (page) => `S. ${formatNumber(page)}`,
  pageMark: (page) => `Seite ${formatNumber(page)}`,
  sectionDone: "gelesen",
  untitled: "Anfang",
  tableLabel: "Tabelle",
  codeLabel: "Code",
  toTop: "Anfang des Textes",
  end: "Du bist am Ende angekommen.",
  retry: "Noch einmal versuchen",
  nextSection: "Nächster Abschnitt",
  previousSection: "Vorheriger Abschnitt",

  notReady: {
    title: "Dieses Material wird noch vorbereitet",
    say: "Du kannst den Text lesen, sobald er aufgenommen ist. Diese Seite öffnet sich dann von selbst.",
    action: "Sehen, wie weit es ist",
  },
  failed: { title: "Dieses Material konnte nicht gelesen werden", action: "Zur Bibliothek" },
  noText: {
    title: "In diesem Material ist kein Text",
    say: "Die Datei wurde aufgenommen, aber nichts darin lässt sich lesen.",
    action: "Zur Bibliothek",
  },

  panel: "Tutor, Notizen und Fragen",
  ask: "Tutor",
  notes: "Notizen",
  questions: "Fragen",
  close: "Schließen",
  phoneBar: "Lesen",

  selected: "Ausgewählter Text",
  selectionAsk: "Fragen",
  selectionNote: "Notiz",
  selectionCard: "Karte",
  selectionHighlight: "Markieren",
  cited: (number) => (number === undefined ? "Textstelle" : `Quelle ${formatNumber(number)}`),
  yourNote: (body) => `Deine Notiz: ${body}`,

  askPanel: {
    label: "Zu diesem Material fragen",
    labelPassage: "Zu dieser Textstelle fragen",
    send: "Frage abschicken",
    stop: "Anhalten",
    tooShort: "Die Frage braucht mindestens drei Zeichen.",
    scope: "Antworten aus",
    scopes: { section: "Dieser Abschnitt", material: "Dieses Material", everything: "Alle meine Materialien" },
    passage: "Die ausgewählte Textstelle",
    dropPassage: "Wieder zum ganzen Material fragen",
    empty: "Frag zu dem, was du liest",
    emptySay:
      "Antworten zitieren den Text und nennen die Seite dazu. Wähle einen Satz aus, um nur zu diesem zu fragen.",
    again: "Neues Gespräch",
    openOther: (title) => `Textstelle in „${title}“ öffnen`,
    openAll: "Im Tutor öffnen",
    loading: "Das Gespräch wird geladen",
    copied: "Die Antwort ist kopiert.",
    copyFailed: "Der Browser hat das Kopieren nicht erlaubt. Wähle den Text aus und kopiere ihn von Hand.",
    sources: "Quellen",
  },

  notePanel: {
    empty: "Noch keine Notizen",
    emptySay:
      "Wähle im Text einen Satz aus, um ihn zu markieren oder eine Notiz daneben zu schreiben. Beides bleibt an seiner Textstelle.",
    list: "Deine Notizen",
    loading: "Deine Notizen werden geladen",
    new: "Neue Notiz",
    label: "Deine Notiz",
    save: "Notiz speichern",
    cancel: "Abbrechen",
    edit: "Bearbeiten",
    addWords: "Notiz hinzufügen",
    remove: "Löschen",
    editThis: (quote) => `Notiz zu „${quote}“ bearbeiten`,
    removeThis: (quote) => `Notiz zu „${quote}“ löschen`,
    removed: "Die Notiz ist gelöscht.",
    removedHighlight: "Die Markierung ist entfernt.",
    undo: "Rückgängig machen",
    emptyNote: "Schreibe etwas in die Notiz.",
    lost: "Der Text wurde neu verarbeitet und enthält diese Textstelle nicht mehr.",
    highlighted: "Markiert.",
  },

  questionPanel: {
    loading: "Die Fragen dieses Abschnitts werden geladen",
    count: (count, section) => `${counted(count, questions)} aus „${section}“.`,
    none: "Aus diesem Abschnitt stammen keine Fragen",
    noneSay:
      "Fragen entstehen aus Sätzen, die etwas definieren, beziffern oder aufzählen. In anderen Abschnitten gibt es vielleicht welche.",
    drafts: (count) => `${counted(count, { one: "Entwurf", other: "Entwürfe" })} prüfen`,
    draft: "Entwurf",
    card: "Karte",
    showMore: "Mehr zeigen",
    all: "Alle aus diesem Material",
    makeCard: "Karte anlegen",
  },

  searchDialog: {
    label: "Gesuchte Wörter",
    placeholder: "Wörter in diesem Material",
    start: "Hier erscheinen Textstellen mit deinen Wörtern. Wähle eine, um sie zu öffnen.",
    none: "Keine Textstelle enthält diese Wörter. Versuche es mit weniger oder anderen.",
    searching: "Suche läuft",
    count: (count) => counted(count, { one: "Textstelle", other: "Textstellen" }),
  },
}
