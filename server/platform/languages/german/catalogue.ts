import type { Translations } from "../translator.ts"

/** What is kept in the database in English: achievements, the plans that come with StudyIn, names that it gives by itself; and the limits of plans. */
export const catalogue: Translations = [
  ["First steps", "Erste Schritte"],
  ["Answer your first question.", "Beantworte deine erste Frage."],
  ["Week warrior", "Eine Woche dabei"],
  ["Study on 7 days in a row.", "Lerne an 7 Tagen hintereinander."],
  ["Monthly master", "Einen Monat dabei"],
  ["Study on 30 days in a row.", "Lerne an 30 Tagen hintereinander."],
  ["Perfect score", "Fehlerfrei"],
  ["Answer 10 questions in a row correctly.", "Beantworte 10 Fragen hintereinander richtig."],
  ["Speed demon", "Blitzschnell"],
  ["Answer a question correctly in under 30 seconds.", "Beantworte eine Frage in unter 30 Sekunden richtig."],
  ["Night owl", "Nachteule"],
  ["Study between midnight and 4:00.", "Lerne zwischen Mitternacht und 4:00 Uhr."],
  ["Early bird", "Früh auf"],
  ["Study between 4:00 and 6:00.", "Lerne zwischen 4:00 und 6:00 Uhr."],
  ["Anatomy master", "Anatomie gemeistert"],
  [
    "Reach 90 % in Anatomy with at least 20 questions answered.",
    "Erreiche 90 % in Anatomie bei mindestens 20 beantworteten Fragen.",
  ],
  ["Unlimited", "Unbegrenzt"],
  [
    "No limits. For those who run StudyIn for themselves.",
    "Ohne Grenzen. Für alle, die StudyIn für sich selbst betreiben.",
  ],
  ["Free", "Kostenlos"],
  ["A term's worth of notes, to try StudyIn with.", "Mitschriften eines Semesters, um StudyIn auszuprobieren."],
  ["Plus", "Plus"],
  ["The books and notes of a year.", "Bücher und Mitschriften eines Jahres."],
  ["Pro", "Pro"],
  ["Everything for a whole degree.", "Alles für ein ganzes Studium."],
  ["Missed questions", "Falsch beantwortete Fragen"],
  ["New conversation", "Neues Gespräch"],
  ["Without name", "Ohne Namen"],
  [
    "Your plan “{}” has room for {} material, and you have {}. Delete one you do not need any more, or ask whoever runs this StudyIn for a larger plan.",
    "Dein Tarif „{~}“ hat Platz für {#} Material, und du hast {#}. Lösche eines, das du nicht mehr brauchst, oder bitte die Person, die dieses StudyIn verwaltet, um einen größeren Tarif.",
  ],
  [
    "Your plan “{}” has room for {} material, and you have {} with what is being added now. Delete one you do not need any more, or ask whoever runs this StudyIn for a larger plan.",
    "Dein Tarif „{~}“ hat Platz für {#} Material, und mit dem, was gerade hinzukommt, hast du {#}. Lösche eines, das du nicht mehr brauchst, oder bitte die Person, die dieses StudyIn verwaltet, um einen größeren Tarif.",
  ],
  [
    "Your plan “{}” has room for {} materials, and you have {}. Delete one you do not need any more, or ask whoever runs this StudyIn for a larger plan.",
    "Dein Tarif „{~}“ hat Platz für {#} Materialien, und du hast {#}. Lösche eines, das du nicht mehr brauchst, oder bitte die Person, die dieses StudyIn verwaltet, um einen größeren Tarif.",
  ],
  [
    "Your plan “{}” has room for {} materials, and you have {} with what is being added now. Delete one you do not need any more, or ask whoever runs this StudyIn for a larger plan.",
    "Dein Tarif „{~}“ hat Platz für {#} Materialien, und mit dem, was gerade hinzukommt, hast du {#}. Lösche eines, das du nicht mehr brauchst, oder bitte die Person, die dieses StudyIn verwaltet, um einen größeren Tarif.",
  ],
  [
    "Your plan “{}” has room for {}; {} are used, and this needs {}. Delete a material you do not need any more, or ask whoever runs this StudyIn for a larger plan.",
    "Dein Tarif „{~}“ hat Platz für {#}; {#} sind belegt, und das hier braucht {#}. Lösche ein Material, das du nicht mehr brauchst, oder bitte die Person, die dieses StudyIn verwaltet, um einen größeren Tarif.",
  ],
  [
    "Your plan “{}” has room for {}; {} are used with what is being added now, and this needs {}. Delete a material you do not need any more, or ask whoever runs this StudyIn for a larger plan.",
    "Dein Tarif „{~}“ hat Platz für {#}; mit dem, was gerade hinzukommt, sind {#} belegt, und das hier braucht {#}. Lösche ein Material, das du nicht mehr brauchst, oder bitte die Person, die dieses StudyIn verwaltet, um einen größeren Tarif.",
  ],
  [
    "The {} model tokens a month of your plan “{}” are used up. StudyIn goes on without the language model until {}; for more, ask whoever runs this StudyIn for a larger plan.",
    "Die {#} Modell-Token im Monat deines Tarifs „{~}“ sind aufgebraucht. Bis {~} geht es ohne das Sprachmodell weiter; für mehr bitte die Person, die dieses StudyIn verwaltet, um einen größeren Tarif.",
  ],
  // The first days of months, when what is counted by the month begins anew.
  ["1 January", "zum 1. Januar"],
  ["1 February", "zum 1. Februar"],
  ["1 March", "zum 1. März"],
  ["1 April", "zum 1. April"],
  ["1 May", "zum 1. Mai"],
  ["1 June", "zum 1. Juni"],
  ["1 July", "zum 1. Juli"],
  ["1 August", "zum 1. August"],
  ["1 September", "zum 1. September"],
  ["1 October", "zum 1. Oktober"],
  ["1 November", "zum 1. November"],
  ["1 December", "zum 1. Dezember"],
]
