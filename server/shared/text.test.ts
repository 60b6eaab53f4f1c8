import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { countWords, normaliseWhitespace, shorten, splitSentences } from "./text.ts"

const sentences = (text: string) => splitSentences(text).map(({ start, end }) => text.slice(start, end))

describe("splitSentences", () => {
  it.each<[string, string[]]>([
    ["The heart beats. It has four chambers.", ["The heart beats.", "It has four chambers."]],
    ["Is it so? Yes! It is.", ["Is it so?", "Yes!", "It is."]],
    ["About 3.5 litres remain. The rest is lost.", ["About 3.5 litres remain.", "The rest is lost."]],
    [
      "See Fig. 3 and e.g. Smith et al. 2019 for details. More follows.",
      ["See Fig. 3 and e.g. Smith et al. 2019 for details.", "More follows."],
    ],
    ["It was found by Smith et al. They were surprised.", ["It was found by Smith et al.", "They were surprised."]],
    [
      "J. R. Smith of the U.S. Army wrote it. Nobody read it.",
      ["J. R. Smith of the U.S. Army wrote it.", "Nobody read it."],
    ],
    [
      "Clotting needs vitamin K. The liver makes the factors.",
      ["Clotting needs vitamin K.", "The liver makes the factors."],
    ],
    ["He said “it works.” Then he left.", ["He said “it works.”", "Then he left."]],
    ["Take 5 mg (approx. one spoon). Repeat daily.", ["Take 5 mg (approx. one spoon).", "Repeat daily."]],
    ["The Heart\n\nIt beats.", ["The Heart", "It beats."]],
    ["A line\nbroken in two. Done.", ["A line\nbroken in two.", "Done."]],
    ["これは文です。次の文です。", ["これは文です。", "次の文です。"]],
    [
      "Am 9. November 1918, d. h. am Samstag, endete es. Das 19. Jahrhundert war vorbei.",
      ["Am 9. November 1918, d. h. am Samstag, endete es.", "Das 19. Jahrhundert war vorbei."],
    ],
    [
      "Gase, z. B. Sauerstoff u. a. Stoffe, lösen sich. Gut.",
      ["Gase, z. B. Sauerstoff u. a. Stoffe, lösen sich.", "Gut."],
    ],
    ["Er nannte es „das Herz.“ Dann ging er.", ["Er nannte es „das Herz.“", "Dann ging er."]],
    ["It has 12. April is next, along z. Begin there.", ["It has 12. April is next, along z.", "Begin there."]],
    ["Wait… what? no way.", ["Wait… what? no way."]],
    ["", []],
    ["  \n\n ", []],
    ["no full stop", ["no full stop"]],
  ])("%j", (text, expected) => {
    expect(sentences(text)).toEqual(expected)
  })

  it("gives ordered ranges that hold all that is no white space", () => {
    const piece = fc.constantFrom(
      "word",
      "Word",
      ".",
      "!",
      "?",
      " ",
      "\n",
      "\n\n",
      "e.g.",
      "Dr.",
      "K",
      "3.5",
      "”",
      "。",
      "…",
      "🧠",
    )
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const text = pieces.join("")
        let at = 0
        let outside = ""
        for (const { start, end } of splitSentences(text)) {
          expect(start).toBeGreaterThanOrEqual(at)
          expect(end).toBeGreaterThan(start)
          expect(text.slice(start, end)).toBe(text.slice(start, end).trim())
          outside += text.slice(at, start)
          at = end
        }
        expect((outside + text.slice(at)).trim()).toBe("")
      }),
    )
  })
})

describe("words and white space", () => {
  it.each([
    ["", 0],
    ["one", 1],
    ["well-being is the patient's 3.5 – goal", 6],
    ["naïve café, œdème", 3],
    ["a, b; c", 3],
  ])("%j has %i words", (text, count) => {
    expect(countWords(text)).toBe(count)
  })

  it("is normalised", () => {
    expect(normaliseWhitespace(" a \n\t b\u00a0c ")).toBe("a b c")
  })

  it("shortens at a word and never splits a character", () => {
    expect(shorten("short", 10)).toBe("short")
    expect(shorten("The left ventricle pumps blood", 20)).toBe("The left ventricle…")
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.integer({ min: 1, max: 30 }), (text, length) => {
        const short = shorten(text, length)
        expect(short.length).toBeLessThanOrEqual(Math.max(length, 1))
        expect(short.isWellFormed()).toBe(text.isWellFormed())
      }),
    )
  })
})
