import type { Translations } from "../translator.ts"

/** Questions, practice, cards, the tutor, what is made from materials, letters about study. */
export const learning: Translations = [
  [
    "This page of the list no longer exists. Start from its beginning.",
    "Diese Seite der Liste gibt es nicht mehr. Fang vorn an.",
  ],
  [
    "The passage this was made from is no longer in the material.",
    "Die Textstelle, aus der das entstanden ist, steht nicht mehr im Material.",
  ],
  ["The material this was made from is gone.", "Das Material, aus dem das entstanden ist, gibt es nicht mehr."],
  ["This is a question or card already. Edit it there.", "Das ist schon eine Frage oder Karte. Bearbeite es dort."],
  ["There is no such item.", "Diesen Vorschlag gibt es nicht."],
  [
    "The text is not in English, and questions are made from English text only so far. Reading, search and your own cards work as with any material.",
    "Der Text ist nicht auf Englisch, und Fragen entstehen bisher nur aus englischem Text. Lesen, Suche und eigene Karten gehen wie bei jedem Material.",
  ],
  // The name of the language is an English word: it is left out.
  [
    "The text is in {}, and questions are made from English text only so far. Reading, search and your own cards work as with any material.",
    "Der Text ist nicht auf Englisch, und Fragen entstehen bisher nur aus englischem Text. Lesen, Suche und eigene Karten gehen wie bei jedem Material.",
  ],
  [
    "This letter comes every day: leave the day of the week out.",
    "Diese E-Mail kommt jeden Tag: Lass den Wochentag weg.",
  ],
  ["Choose a day of the week.", "Wähle einen Wochentag."],
  [
    "This link is not complete. Open it from the letter once more, or change what you get in the settings.",
    "Dieser Link ist nicht vollständig. Öffne ihn noch einmal aus der E-Mail oder ändere in den Einstellungen, was du bekommst.",
  ],
  [
    "The time is up. What you had answered before counts; this answer came too late.",
    "Die Zeit ist um. Was du vorher beantwortet hast, zählt; diese Antwort kam zu spät.",
  ],
  ["This session has ended. Start a new one.", "Diese Übung ist beendet. Beginne eine neue."],
  ["This session is paused. Resume it to go on.", "Diese Übung ist angehalten. Setze sie fort, um weiterzumachen."],
  [
    "You have answered this question, and its solution was shown.",
    "Du hast diese Frage beantwortet, und ihre Lösung wurde gezeigt.",
  ],
  ["You have answered this question.", "Du hast diese Frage beantwortet."],
  ["Write an answer, or skip this question.", "Schreib eine Antwort oder überspring diese Frage."],
  ["Type an answer, or skip this question.", "Gib eine Antwort ein oder überspring diese Frage."],
  ["Compare your answer and say whether it was right.", "Vergleiche deine Antwort und sag, ob sie richtig war."],
  ["Choose an option, or skip this question.", "Wähle eine Antwort oder überspring diese Frage."],
  ["This option does not belong to the question.", "Diese Antwort gehört nicht zu der Frage."],
  ["Choose one option.", "Wähle eine Antwort."],
  ["There is no such practice session.", "Diese Übung gibt es nicht."],
  ["This session has no question at this place.", "Diese Übung hat an dieser Stelle keine Frage."],
  ["This question is no longer there. Skip it.", "Diese Frage gibt es nicht mehr. Überspring sie."],
  [
    "There are no questions that fit this choice. Choose more materials or topics, or another difficulty.",
    "Zu dieser Auswahl passen keine Fragen. Wähle mehr Materialien oder Themen oder eine andere Schwierigkeit.",
  ],
  ["Finish the session to see its results.", "Beende die Übung, um ihre Ergebnisse zu sehen."],
  ["Only instructors add questions for everybody.", "Fragen für alle können nur Lehrende hinzufügen."],
  [
    "This id belongs to another question. Make a new one and send it again.",
    "Diese id gehört zu einer anderen Frage. Erzeuge eine neue und sende es noch einmal.",
  ],
  [
    "An instructor looks at this question and takes the flag away.",
    "Lehrende sehen sich diese Frage an und nehmen die Markierung weg.",
  ],
  [
    "Practise this question to see its answer. Only instructors open it here.",
    "Übe diese Frage, um ihre Antwort zu sehen. Hier öffnen sie nur Lehrende.",
  ],
  [
    "There is no such question, or it is not yours to see.",
    "Diese Frage gibt es nicht, oder sie ist nicht für dich bestimmt.",
  ],
  [
    "This topic is yours alone. For everybody, choose one of a subject, or none.",
    "Dieses Thema gehört nur dir. Wähle für alle eines aus einem Fach oder keines.",
  ],
  ["There is no such topic. Choose another one.", "Dieses Thema gibt es nicht. Wähle ein anderes."],
  ["Write the question.", "Schreib die Frage."],
  ["Mark the gap with five underscores: _____", "Kennzeichne die Lücke mit fünf Unterstrichen: _____"],
  ["Write this option or remove it.", "Schreib diese Antwort oder entferne sie."],
  ["Two options have the same id.", "Zwei Antworten haben dieselbe id."],
  ["Two options say the same.", "Zwei Antworten lauten gleich."],
  ["An essay has no options.", "Ein Freitext hat keine Antworten zur Auswahl."],
  [
    "Give at least one accepted answer; all of them count as correct.",
    "Gib mindestens eine gültige Antwort an; alle zählen als richtig.",
  ],
  ["Give at least two options.", "Gib mindestens zwei Antworten an."],
  ["True or false has two options.", "Richtig oder falsch hat zwei Antworten."],
  ["Mark the correct option.", "Kennzeichne die richtige Antwort."],
  [
    "Mark one correct option only, or make it a question with several answers.",
    "Kennzeichne nur eine richtige Antwort oder mach daraus eine Frage mit mehreren Antworten.",
  ],
  ["Use a short id of small letters, such as a, b, c.", "Verwende eine kurze id aus Kleinbuchstaben, etwa a, b, c."],
  [
    "Only instructors see how a question does with everybody.",
    "Wie eine Frage bei allen abschneidet, sehen nur Lehrende.",
  ],
  [
    "A part of the learning log was archived, so the statistics of questions cannot be counted anew. Restore the archived months of interactions first.",
    "Ein Teil des Lernprotokolls wurde archiviert, deshalb lassen sich die Statistiken der Fragen nicht neu zählen. Hole zuerst die archivierten Monate von interactions zurück.",
  ],
  ["Choose a deck for this card.", "Wähle einen Stapel für diese Karte."],
  ["There is no such deck.", "Diesen Stapel gibt es nicht."],
  ["There is no such card.", "Diese Karte gibt es nicht."],
  [
    "There is no such card. It may have been deleted on another device.",
    "Diese Karte gibt es nicht. Vielleicht wurde sie auf einem anderen Gerät gelöscht.",
  ],
  ["The deck of this card is gone.", "Den Stapel dieser Karte gibt es nicht mehr."],
  ["There is no review of today to take back.", "Von heute gibt es keine Wiederholung, die sich zurücknehmen lässt."],
  ["This card was deleted.", "Diese Karte wurde gelöscht."],
  [
    "This card was reviewed again since then. Take back the later review first.",
    "Diese Karte wurde seitdem noch einmal wiederholt. Nimm zuerst die spätere Wiederholung zurück.",
  ],
  [
    "The time of this review is in the future or more than 90 days ago. Check the clock of your device.",
    "Der Zeitpunkt dieser Wiederholung liegt in der Zukunft oder mehr als 90 Tage zurück. Prüfe die Uhr deines Geräts.",
  ],
  ["Give the deck a name.", "Gib dem Stapel einen Namen."],
  ["Write the front of the card.", "Schreib die Vorderseite der Karte."],
  ["Write the back of the card.", "Schreib die Rückseite der Karte."],
  ["A question and its answer need ids of their own.", "Eine Frage und ihre Antwort brauchen je eine eigene id."],
  ["Ask with at least {} characters.", "Frag mit mindestens {} Zeichen."],
  ["There is no such conversation.", "Dieses Gespräch gibt es nicht."],
  [
    "This conversation was deleted while the answer was written.",
    "Dieses Gespräch wurde gelöscht, während die Antwort geschrieben wurde.",
  ],
  [
    "This id belongs to another message. Ask again with new ids.",
    "Diese id gehört zu einer anderen Nachricht. Frag noch einmal mit neuen ids.",
  ],
  ["Your material does not answer this.", "Dein Material beantwortet das nicht."],
  [
    "The language model broke off. What it had said is kept; ask again for the whole answer.",
    "Das Sprachmodell hat abgebrochen. Was es gesagt hatte, bleibt; frag noch einmal nach der ganzen Antwort.",
  ],
  [
    "The answer broke off. Your question is kept; ask again.",
    "Die Antwort ist abgebrochen. Deine Frage bleibt; stell sie noch einmal.",
  ],
  ["Not answered", "Nicht beantwortet"],
  ["Select some text to ask about.", "Wähle Text aus, nach dem du fragen willst."],
  [
    "One of these materials is not there, or not yours to read.",
    "Eines dieser Materialien gibt es nicht, oder du darfst es nicht lesen.",
  ],
]
