import { describe, expect, it } from "vitest"
import { isTexTextFont, restoreLigatures, shownCharacters, texSigns } from "./tex-encoding.ts"

/** As the PDF library hands out what is shown: letters, gaps as numbers. */
const show = (text: string) => [...text].map((letter) => (letter === "_" ? -333 : { unicode: letter }))

describe("TeX fonts without a table of characters", () => {
  it("have dashes and quotes in the place of other signs", () =>
    expect(texSigns('\\Karush{Kuhn" | pages 2{9')).toBe("“Karush–Kuhn” — pages 2–9"))

  it.each([
    [["speci ed here"], "speci\fed_here", ["specified here"]],
    [["the  rst"], "the_\frst", ["the first"]],
    [["the rst"], "the_\frst", ["the first"]],
    [["o ce", "sti "], "o\u000ecesti\v", ["office", "stiff"]],
    [["no ligature"], "no_ligature", ["no ligature"]],
    [["two words", "a ect"], "two_wordsa\vect", ["two words", "affect"]],
  ])("%j shown as %j → %j", (texts, shown, expected) =>
    expect(restoreLigatures(texts, shownCharacters([show(shown)]))).toEqual(expected),
  )

  it("stay as they are where text and glyphs disagree", () =>
    expect(restoreLigatures(["abc", "def"], shownCharacters([show("xyz")]))).toEqual(["abc", "def"]))

  it("are those of Computer Modern text", () => {
    expect(["CMR10", "CMBX12", "CMSSBX10", "CMTI9"].every(isTexTextFont)).toBe(true)
    expect(["CMTT10", "CMSY10", "CMMI12", "CMCSC10", "LMRoman10"].some(isTexTextFont)).toBe(false)
  })
})
