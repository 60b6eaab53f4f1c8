import { describe, expect, it } from "vitest"
import { indexTerms, postingsOf, queryTerms } from "./index-terms.ts"
import { readQuery, termWeights } from "./query.ts"
import { termsOneErrorAway } from "./spelling.ts"

describe("terms", () => {
  it("are stems for words in English letters, and the words themselves otherwise", () => {
    expect(indexTerms("The kidneys filtered 180 litres; сердца качают")).toEqual([
      "the",
      "kidney",
      "filter",
      "180",
      "litr",
      "сердца",
      "качают",
    ])
  })

  it("of a query leave out function and question words, unless nothing else is there", () => {
    expect(queryTerms("What does the thyroid gland secrete, and why?")).toEqual(["thyroid", "gland", "secret"])
    expect(queryTerms("To be, or not to be")).toEqual(["to", "be", "or", "not", "to", "be"])
    expect(queryTerms(" … ")).toEqual([])
  })

  it.each([
    ["Welche Aufgabe hat die Niere?", ["aufgab", "nier"]],
    ["Wozu dient für die Zellen das ATP?", ["zellen", "atp"]],
    ["Did the cells die, and was fur on the man?", ["cell", "die", "fur", "man"]],
    ["van der Waals", ["van", "der", "waal"]],
    ["¿Cuántos riñones hay?", ["rinon", "hay"]],
    ["Сколько почек у человека?", ["почек", "у", "человека"]],
    ["线粒体是什么？", ["线粒", "粒体"]],
    ["Who will care for the cat, the dove and Kim?", ["care", "cat", "dove", "kim"]],
    ["什么", ["什么"]],
  ])("of the question %j leave out what asks in its language", (text, terms) => {
    expect(queryTerms(text)).toEqual(terms)
  })

  it("are counted in the body and in title and headings", () => {
    const { postings, length, titleLength } = postingsOf({
      title: "The kidney",
      headingPath: ["Kidneys", "Blood"],
      body: "Blood, kidney, kidneys.",
    })
    expect(postings.toSorted((a, b) => (a.term < b.term ? -1 : 1))).toEqual([
      { term: "blood", tf: 1, titleTf: 1 },
      { term: "kidney", tf: 2, titleTf: 2 },
      { term: "the", tf: 0, titleTf: 1 },
    ])
    expect({ length, titleLength }).toEqual({ length: 3, titleLength: 4 })
  })
})

describe("a query", () => {
  it("keeps its order and repeats, and counts them", () => {
    const query = readQuery("Renin, renin and the angiotensins")
    expect(query).toEqual([
      { word: "renin", term: "renin" },
      { word: "renin", term: "renin" },
      { word: "angiotensins", term: "angiotensin" },
    ])
    expect([...termWeights(query)]).toEqual([
      ["renin", 2],
      ["angiotensin", 1],
    ])
  })

  it("is cut at 64 different terms", () => {
    const many = Array.from({ length: 500 }, (_, i) => `w${i}`).join(" ")
    expect(new Set(readQuery(`${many} w0`).map(({ term }) => term)).size).toBe(64)
  })
})

describe("spelling", () => {
  it.each(["glomerulus", "glomerlus", "glomerrulus", "glomeruluss", "glomreulus", "glomerulis"])(
    "%s is one error from glomerular words",
    (typed) => {
      const near = termsOneErrorAway(typed)
      if (typed === "glomerulus") expect(near).not.toContain("glomerulus")
      else expect(near).toContain("glomerulus")
    },
  )

  it("guesses nothing for short, long or foreign words", () => {
    for (const word of ["ace", "a1b2c3", "сердца", "x".repeat(30)]) expect(termsOneErrorAway(word)).toEqual([])
  })
})
