import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { germanForms, stemGerman } from "./german-forms.ts"
import { isGerman } from "./index-terms.ts"
import { readQuery } from "./query.ts"
import { rankCandidates } from "./rank-candidates.ts"
import { sameTermAs } from "./same-term.ts"

describe("the language of a query", () => {
  it.each([
    "Was ist Osmose?",
    "Wie funktioniert TCP?",
    "was macht die Niere",
    "Erkläre Osmose",
    "Wozu dienen Klappen",
    "Unterschied Prozess Thread",
    "Wer hat das erfunden?",
    "Was tat Bismarck?",
    "wo liegt Wien",
  ])("%s: German", (text) => expect(isGerman(text)).toBe(true))

  it.each([
    "What was the man in the hat?",
    "Will an animal die in so hot a place?",
    "van der Waals forces",
    "MIT lectures",
    "Where was Temüjin’s patron exiled?",
    "Was man descended from apes?",
    "Was the man happy?",
    "How does “Der Prozess” by Kafka end?",
    "Wat is de functie van het hart?",
    "Quelle est la fonction des valves ?",
    "¿Qué es una célula?",
    "osmosis",
    "",
  ])("%s: not German", (text) => expect(isGerman(text)).toBe(false))
})

describe("the forms of a German word", () => {
  it.each([
    ["klappen", "klappe"],
    ["ribosom", "ribosomen"],
    ["hauser", "haus"],
    ["verhindert", "verhindern"],
    ["verzogern", "verzogerung"],
    ["regieren", "regierte"],
    ["gebildet", "bilden"],
    ["schliessen", "schliesst"],
    ["prozesses", "prozess"],
    ["haerte", "harte"],
  ])("of %s: %s", (word, form) => expect(germanForms(word)).toContain(form))

  it.each([
    ["quelle", "qulle"],
    ["neues", "nus"],
    ["gen", "ge"],
  ])("of %s not %s", (word, form) => expect(germanForms(word)).not.toContain(form))

  it("always hold the word, and are some dozens at most", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(..."abenrstgu"), maxLength: 40 }), (word) => {
        const forms = germanForms(word)
        expect(forms).toContain(word)
        expect(forms.length).toBeLessThan(70)
        expect(stemGerman(word).length).toBeLessThanOrEqual(word.length)
      }),
    )
  })
})

describe("a German query", () => {
  const same = sameTermAs(readQuery("Wie schließen sich die Klappen beim Herzschlag?"))

  it.each([
    ["klapp", "klappen"],
    ["herzklapp", "klappen"],
    ["schliesst", "schliessen"],
    ["schlag", undefined],
  ])("meets %s as %s", (term, found) => expect(same?.(term)).toBe(found))

  it("takes two forms of one word for one", () => {
    expect(new Set(readQuery("Was ist die Klappe, und was sind Klappen?").map(({ term }) => term)).size).toBe(1)
  })

  it("covers a passage that inflects or joins its words", () => {
    const query = readQuery("Wozu dienen die Klappen des Herzens?")
    const idf = new Map(query.map(({ term }) => [term, 3]))
    const texts = ["Vier Herzklappen steuern das Blut im Herzen.", "Die Nieren filtern das Blut."]
    const ranked = rankCandidates(
      query,
      idf,
      texts.map((body) => ({ passageScore: 1, documentScore: 1, title: "", body })),
      7,
    )
    expect(ranked.map(({ index, coverage }) => [index, coverage])).toEqual([
      [0, 1],
      [1, 0],
    ])
  })

  it("looks up some hundreds of terms at most", () => {
    const letters = [..."abcdefghiklmnoprstuw"]
    const words = letters.flatMap((a) => letters.map((b) => `pf${a}l${b}chtungen`))
    const query = readQuery(`Warum ${words.join(" ")}`)
    expect(new Set(query.flatMap(({ term, forms = [] }) => [term, ...forms])).size).toBeLessThan(1000)
  })

  it("is the only one whose words have forms", () => {
    expect(sameTermAs(readQuery("How do the valves close?"))).toBe(null)
  })
})
