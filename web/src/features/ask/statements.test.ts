import { describe, expect, it } from "vitest"
import type { Citation } from "./exchange.ts"
import { answerAsText, statementsOf } from "./statements.ts"

describe("statementsOf", () => {
  it("takes the last number of a statement for its citation and leaves the others in the text", () => {
    expect(statementsOf("Albumin carries most of the gap [12]. [1]\n\nIt is normally 8 to 12 mmol/L. [2]")).toEqual([
      { text: "Albumin carries most of the gap [12].", number: 1 },
      { text: "It is normally 8 to 12 mmol/L.", number: 2 },
    ])
  })

  it("keeps an unfinished statement and drops empty ones", () => {
    expect(statementsOf("First. [1]\n\nSecond begi")).toEqual([
      { text: "First.", number: 1 },
      { text: "Second begi", number: null },
    ])
    expect(statementsOf("")).toEqual([])
  })
})

it("writes an answer with its sources", () => {
  const citation = {
    number: 1,
    materialTitle: "Renal Physiology",
    headingPath: ["Renal Physiology", "Acid and base", "Anion gap"],
    pageNumber: 270,
  } as Citation
  expect(
    answerAsText(
      { content: "The gap rises. [1]", citations: [citation] },
      { title: "Sources", pageOf: (page) => `p. ${page}` },
    ),
  ).toBe("The gap rises. [1]\n\nSources\n[1] Renal Physiology, Acid and base, Anion gap, p. 270")
})
