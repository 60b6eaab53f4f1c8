import { describe, expect, test } from "vitest"
import { findKeyTerms, nounPhrases } from "./find-key-terms.ts"
import { readSentences } from "./read-sentences.ts"
import { sampleInput } from "./sample-input.ts"
import { tagWords } from "./tag-words.ts"
import { singularOf, termKey } from "./term-forms.ts"

function phrasesOf(text: string): string[] {
  const tokens = tagWords(text, 0, text.length)
  return nounPhrases(tokens).map(({ from, to }) => text.slice(tokens[from]?.start, tokens[to - 1]?.end))
}

describe("nounPhrases", () => {
  test("adjectives, participles and nouns up to a noun; weak words in front are left out", () => {
    expect(phrasesOf("The smooth endoplasmic reticulum stores calcium in various skeletal muscles.")).toEqual([
      "smooth endoplasmic reticulum",
      "calcium",
      "skeletal muscles",
    ])
  })

  test("verbs part phrases, whether a list knows them or their neighbours tell", () => {
    expect(phrasesOf("The tubule reabsorbs the water.")).toEqual(["tubule", "water"])
    expect(phrasesOf("Fleming discovered penicillin.")).toEqual(["Fleming", "penicillin"])
    expect(phrasesOf("Sleep regulation refers to the control.")).toEqual(["Sleep regulation", "control"])
  })
})

describe("findKeyTerms", () => {
  const lines = [
    "# The nephron",
    "A nephron is a tube that filters blood. The nephron has a way of saving water. Water reaches the nephron in a short way.",
    "Filtered water is saved by the nephron on its way. A **podocyte** lies there. The way is short and the water is warm.",
  ]
  const input = sampleInput(lines)

  test("what is defined, named in a heading and used again comes first; everyday words come last", () => {
    const { keyTerms, byKey } = findKeyTerms(readSentences(input), [])
    expect(keyTerms[0]?.term).toBe("nephron")
    expect(byKey.get("way")?.score ?? 0).toBeLessThan(byKey.get("nephron")?.score ?? 0)
    for (const range of keyTerms[0]?.occurrences ?? [])
      expect(input.text.slice(range.start, range.end).toLowerCase()).toContain("nephron")
  })

  test("bold counts where the format has it", () => {
    const plain = findKeyTerms(readSentences(input), []).byKey.get("podocyte")?.score ?? 0
    const bold = findKeyTerms(readSentences(input), input.emphasis).byKey.get("podocyte")?.score ?? 0
    expect(bold).toBeGreaterThan(plain)
  })
})

describe("forms of a term", () => {
  test.each([
    ["arteries", "artery"],
    ["nephrons", "nephron"],
    ["processes", "process"],
    ["pancreas", "pancreas"],
    ["mitosis", "mitosis"],
    ["species", "species"],
    ["virus", "virus"],
  ])("singular of %s is %s", (plural, singular) => {
    expect(singularOf(plural)).toBe(singular)
  })

  test("one key for case, hyphen and plural", () => {
    expect(termKey("T-Cells")).toBe(termKey("t cell"))
    expect(termKey("Cell wall")).not.toBe(termKey("Cell"))
  })
})
