import { globSync } from "node:fs"
import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { findToldSentences } from "../../../test/told-sentences.ts"
import { german } from "./german/index.ts"
import { translate } from "./index.ts"

/** Whom these files tell something: nobody who has chosen a language. */
const notToLearners = [
  // The command line and what it fills a database with: whoever runs it reads the docs, which are English.
  /^server\/(cli|seed|demo)\//,
  // What is wrong with the settings of the environment is printed at start.
  /^server\/platform\/(environment|config|settings)\.ts$/,
  // Mail and file servers that refuse: in the log, and with the failed job in the words they came in.
  /^server\/platform\/(mail\/smtp-mail|files\/s3-files)\.ts$/,
  /\.test\.ts$/,
]
/** States of an answer that stands in a message beside its text. */
const notSaid = new Set(["assistant", "answered", "no-answer"])

const files = globSync("server/**/*.ts").filter((file) => !notToLearners.some((pattern) => pattern.test(file)))
const told = findToldSentences(files.sort()).filter(({ text }) => !notSaid.has(text))
const known = new Map(german)
const withValues = german.filter(([english]) => english.includes("{}"))
/** Their values are words of ours, said otherwise or left out. */
const isAltered = (translated: string) => /\{[~#@]/.test(translated) || !translated.includes("{}")

test("all that the server's code tells people is found", () => {
  const texts = told.map(({ text }) => text)
  expect(texts.length).toBeGreaterThan(350)
  // An error; a function's argument; a constant of another file; a check of a schema; glued of parts; thrown by the parser.
  expect(texts).toEqual(
    expect.arrayContaining([
      "There is no such card.",
      "This link was used already.",
      "Use at least {} characters. A short sentence is easy to remember.",
      "Write the front of the card.",
      "There were too many wrong codes. Wait {} minutes, or use a recovery code or a passkey.",
      "Rich Text (.rtf) cannot be read. Open the file and save it as .docx or PDF, then upload that.",
    ]),
  )
})

test("all that the server tells people has German words", () => {
  const missing = told.filter(({ text }) => !known.has(text)).map(({ text, file, line }) => `${file}:${line} ${text}`)
  expect(missing).toEqual([])
})

describe("German words", () => {
  test("stand once for each sentence, with as many values", () => {
    expect(german.length).toBe(known.size)
    const values = (text: string) => text.match(/\{[~#]?\d?\}/g)?.length ?? 0
    const unlike = german.filter(([english, words]) => values(words) !== values(english) && values(words) > 0)
    expect(unlike).toEqual([])
  })

  test("are none of them forgotten or English", () => {
    const names = new Set(["Plus", "Pro"])
    expect(
      german.filter(([english, words]) => words.trim() === "" || (english === words && !names.has(words))),
    ).toEqual([])
    // "du", and no exclamation marks.
    for (const [, words] of german) expect(words).not.toMatch(/!|\bIhnen\b|\bIhre[mnrs]?\b/)
  })

  test("keep every value as it was, whatever somebody wrote there", () => {
    // What stands in a sentence itself cannot be told from what is put in.
    const ofSentences = withValues.flatMap(([english]) => english.split("{}")).filter((part) => part.trim().length > 1)
    const value = fc
      .oneof(
        fc.string({ maxLength: 40 }),
        fc.constantFrom("{}", "{1}", "$&", "$1", " . ", "", " two  words ", "Choose a file."),
      )
      .filter((text) => ofSentences.every((part) => !text.includes(part.trim())))
      // ">" with this behind it is another comparison.
      .filter((text) => !text.startsWith("="))
    fc.assert(
      fc.property(fc.array(value, { minLength: 5, maxLength: 5 }), (values) => {
        const filled = (text: string) => text.split("{}").reduce((said, part, i) => said + values[i - 1] + part)
        for (const [english, words] of withValues) {
          const text = filled(english)
          expect(translate(text, "en")).toBe(text)
          if (!isAltered(words) && !known.has(text)) expect(translate(text, "de")).toBe(filled(words))
        }
      }),
    )
  })
})

test.each([
  ["There is no such card.", "Diese Karte gibt es nicht."],
  ["Ask with at least 3 characters.", "Frag mit mindestens 3 Zeichen."],
  ["This sentence is nobody's.", "This sentence is nobody's."],
  ["", ""],
  // Several at once.
  ["Write the question. Give at least two options.", "Schreib die Frage. Gib mindestens zwei Antworten an."],
  [
    "This is no address that can be fetched. It is too long.",
    "Von dieser Adresse lässt sich nichts holen. Sie ist zu lang.",
  ],
  ["Write the question. Nobody's words.", "Write the question. Nobody's words."],
  // Words of ours that are put in.
  [
    "Your plan “Free” has room for 2,000 materials, and you have 1,999. Delete one you do not need any more, or ask whoever runs this StudyIn for a larger plan.",
    "Dein Tarif „Kostenlos“ hat Platz für 2.000 Materialien, und du hast 1.999. Lösche eines, das du nicht mehr brauchst, oder bitte die Person, die dieses StudyIn verwaltet, um einen größeren Tarif.",
  ],
  [
    "The 200,000 model tokens a month of your plan “Plus” are used up. StudyIn goes on without the language model until 1 December; for more, ask whoever runs this StudyIn for a larger plan.",
    "Die 200.000 Modell-Token im Monat deines Tarifs „Plus“ sind aufgebraucht. Bis zum 1. Dezember geht es ohne das Sprachmodell weiter; für mehr bitte die Person, die dieses StudyIn verwaltet, um einen größeren Tarif.",
  ],
  [
    "You closed this account. It is deleted for good on 22 December 2026; until then you can bring it back with everything in it.",
    "Du hast dieses Konto geschlossen. Am 22. Dezember 2026 wird es endgültig gelöscht; bis dahin kannst du es mit allem darin zurückholen.",
  ],
  [
    "You closed this account. It is deleted for good on no day; until then you can bring it back with everything in it.",
    "Du hast dieses Konto geschlossen. Am no day wird es endgültig gelöscht; bis dahin kannst du es mit allem darin zurückholen.",
  ],
  ["Firefox on Linux", "Firefox unter Linux"],
  [
    "The text is in French, and questions are made from English text only so far. Reading, search and your own cards work as with any material.",
    "Der Text ist nicht auf Englisch, und Fragen entstehen bisher nur aus englischem Text. Lesen, Suche und eigene Karten gehen wie bei jedem Material.",
  ],
])("%j is %j in German", (english, words) => {
  expect(translate(english, "de")).toBe(words)
})

test("long texts are not looked through forever", () => {
  for (const text of ["Write the question. ".repeat(190), "Part of this request cannot be used. ".repeat(100)])
    expect(typeof translate(text, "de")).toBe("string")
  const long = "a. ".repeat(100_000)
  expect(translate(long, "de")).toBe(long)
})
