import { describe, expect, it } from "vitest"
import {
  isTexTextFont,
  joinAccented,
  joinAccents,
  restoreLigatures,
  shownCharacters,
  texSigns,
} from "./tex-encoding.ts"

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

  it.each([
    ["M¨ oller and M¨oller", "Möller and Möller"],
    ["caf´ e, Dvoˇr´ak, Erd˝ os, ˚ Angström", "café, Dvořák, Erdős, Ångström"],
    ["10 ˜ 20 ¨ ¨x is no letter: ¨q", "10 ˜ 20 ¨ ẍ is no letter: ¨q"],
  ])("have accents ahead of their letters: %j → %j", (text, expected) => expect(joinAccents(text)).toBe(expected))

  it("have letters under the accent that ends the text before", () => {
    const item = (str: string, x: number, y = 100) => ({ str, transform: [14, 0, 0, 14, x, y], width: str.length * 8 })
    const join = (...items: ReturnType<typeof item>[]) => joinAccented(items, () => true).map(({ str }) => str)
    expect(join(item("Niels M¨", 90), item("oller", 146))).toEqual(["Niels M¨oller"])
    expect(join(item("M¨", 90), item("oller", 120), item("next", 90, 80))).toEqual(["M¨", "oller", "next"])
    expect(joinAccented([item("M¨", 90), item("oller", 98)], () => false)).toHaveLength(2)
    expect(joinAccented([item("M¨", 90), item("oller", 98)], () => true)[0]).toMatchObject({ width: 48 })
  })

  it("are those of Computer Modern text", () => {
    expect(["CMR10", "CMBX12", "CMSSBX10", "CMTI9"].every(isTexTextFont)).toBe(true)
    expect(["CMTT10", "CMSY10", "CMMI12", "CMCSC10", "LMRoman10"].some(isTexTextFont)).toBe(false)
  })
})
