import fc from "fast-check"
import { describe, expect, test } from "vitest"
import { authorItems } from "./author-items.ts"
import { BLANK, type GeneratedItem } from "./authoring-types.ts"
import { leaks } from "./blank-rules.ts"
import { findFaults, isShownByDefault, measureItems } from "./measure-items.ts"
import { sampleInput } from "./sample-input.ts"

// Written for this test.
const CHAPTER = [
  "# 1 The kidney",
  "## 1.1 Nephrons",
  "The **nephron** is a microscopic tube of the kidney that filters blood and returns useful solutes to the circulation. " +
    "Each nephron begins with a tuft of capillaries called the **glomerulus**. " +
    "The glomerulus is surrounded by a cup of epithelium known as Bowman capsule. " +
    "Podocytes are epithelial cells that wrap the capillaries of the glomerulus with interlocking processes. " +
    "The glomerular filtration rate (GFR) falls when the afferent arteriole narrows.",
  "Reabsorption refers to the movement of solutes from the tubule back into the blood. " +
    "The nephron is divided into three segments: the proximal tubule, the loop of Henle, and the distal tubule. " +
    "Reabsorption of glucose takes place in the proximal tubule. It is complete in health. " +
    "Calcitriol is a hormone that makes the gut absorb phosphate (Figure 1.2). Vitamin D becomes calcitriol in the kidney. Calcitriol acts on bone as well. However, aldosterone is a steroid hormone that makes the collecting duct keep sodium.",
  "## 1.2 Hormones of the kidney",
  "Renin is an enzyme that the juxtaglomerular cells release when the pressure in the afferent arteriole falls. " +
    "Renin cuts angiotensinogen, a plasma protein from the liver. Erythropoietin is a hormone that makes the bone marrow produce red cells. " +
    "Aldosterone acts on the collecting duct. Erythropoietin rises when oxygen in the renal cortex is scarce. " +
    "Antidiuretic hormone (ADH) opens water channels in the collecting duct. Podocytes and juxtaglomerular cells lie close together.",
  "## Review Questions",
  "- Podocin is a protein that nobody should be asked about in this exercise section.",
  "## Key Terms",
  "**tubuloglomerular feedback** control of the filtration rate by the salt that reaches the macula densa",
]

const input = sampleInput(CHAPTER)
const result = authorItems(input)
const shown = result.items.filter(isShownByDefault)
const ofType = (type: GeneratedItem["type"]): GeneratedItem[] => result.items.filter((item) => item.type === type)

describe("authorItems", () => {
  test("makes every kind of item that the chapter has in it", () => {
    expect(ofType("definition").map((item) => item.answer)).toEqual(
      expect.arrayContaining(["Podocytes", "Renin", "Erythropoietin", "tubuloglomerular feedback"]),
    )
    expect(ofType("cloze").map((item) => item.answer)).toContain("glomerulus")
    expect(ofType("abbreviation").map((item) => [item.term, item.answer])).toEqual(
      expect.arrayContaining([
        ["GFR", "glomerular filtration rate"],
        ["ADH", "antidiuretic hormone"],
      ]),
    )
    expect(ofType("list").map((item) => item.answer)).toContain(
      "the proximal tubule, the loop of Henle, and the distal tubule",
    )
  })

  test("asks nothing about exercises, and leaves references out of what it shows", () => {
    expect(JSON.stringify(result.items)).not.toContain("Podocin")
    for (const item of result.items) expect(item.prompt).not.toMatch(/Figure|However/)
    expect(result.items.some((item) => item.evidence.quote.includes("(Figure 1.2)"))).toBe(true)
  })

  test("keeps what it promises: exact evidence, one item a fact, drafts apart", () => {
    expect(findFaults(input.text, result)).toEqual([])
    expect(measureItems(input, result, ["nephron", "glomerulus", "renin"]).keyTermCoverage).toBeGreaterThan(0.5)
  })

  test("asks one thing a term and one a sentence", () => {
    const terms = shown
      .filter((item) => item.type === "definition" || item.type === "cloze")
      .map((item) => item.term?.toLowerCase())
    expect(new Set(terms).size).toBe(terms.length)
    const sentences = shown.filter((item) => item.type !== "abbreviation").map((item) => item.evidence.start)
    expect(new Set(sentences).size).toBe(sentences.length)
  })

  test("the blank restores the sentence, and the prompt does not give the answer away", () => {
    for (const item of shown.filter((one) => one.prompt.includes(BLANK))) {
      expect(item.prompt.split(BLANK)).toHaveLength(2)
      const restored = item.prompt
        .replace(BLANK, item.answer)
        .toLowerCase()
        .replace(/[\s.]+/g, " ")
        .trim()
      const words = new Set(item.evidence.quote.toLowerCase().match(/\p{L}+/gu))
      for (const word of restored.match(/\p{L}+/gu) ?? []) expect(words).toContain(word)
      if (item.type === "cloze") expect(leaks(item.answer, item.prompt.replace(BLANK, ""))).toBe(false)
    }
  })

  test("is the same every time", () => {
    expect(authorItems(input)).toEqual(result)
  })

  test("keeps the best when the number is limited, and reports progress up to the end", () => {
    const seen: number[] = []
    const few = authorItems(input, { maxItems: 3, onProgress: (done, total) => seen.push(done / total) })
    expect(few.items.filter((item) => item.status === "ready" && item.type !== "summary")).toHaveLength(3)
    expect(seen.at(-1)).toBe(1)
    expect(seen).toEqual([...seen].sort((a, b) => a - b))
  })

  test("language: other than English only abbreviations are asked for", () => {
    const german = sampleInput(
      ["Die Weltgesundheitsorganisation ist eine Behörde. Die glomeruläre Filtrationsrate (GF) sinkt."],
      "de",
    )
    const other = authorItems(german)
    expect(other.coverage).toBe("language-neutral")
    expect(other.items.every((item) => item.type === "abbreviation")).toBe(true)
    expect(authorItems(sampleInput([])).items).toEqual([])
  })

  test("survives any text at all", () => {
    const piece = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      fc.constantFrom(
        "The nephron is a tube that filters blood.",
        " called the X (Y)",
        "; and (",
        "… —",
        "1,000 %",
        "E. coli",
        "𝛼-helix ",
        "\u200b",
      ),
    )
    fc.assert(
      fc.property(
        fc.array(
          fc.array(piece, { maxLength: 8 }).map((parts) => parts.join("")),
          { maxLength: 6 },
        ),
        (lines) => {
          const any = sampleInput(lines)
          const made = authorItems(any)
          expect(findFaults(any.text, made)).toEqual([])
        },
      ),
      { numRuns: 150 },
    )
  })
})

test("leaves paragraphs in another language out of an English text", () => {
  const foreign = sampleInput([
    "# Cells",
    "The **mitochondrion** is an organelle that produces most of the chemical energy of the cell.",
    "Die Zelle ist die kleinste lebende Einheit, und die Zellmembran – eine dünne Hülle – trennt das Innere der Zelle von ihrer Umgebung.",
    "細胞は生物の最小単位です。細胞膜は細胞を囲んでいます。",
  ])
  const items = authorItems(foreign).items
  expect(items.map(({ term }) => term)).toContain("mitochondrion")
  expect(items.filter(({ evidence }) => evidence.start >= foreign.text.indexOf("Die Zelle"))).toEqual([])
})
