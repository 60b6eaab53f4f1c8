import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { answerExtractively } from "./answer-extractively.ts"
import type { Passage } from "./passage.ts"

function passage(heading: string, text: string, start = 0): Passage {
  return {
    ownerId: "owner",
    materialId: "material",
    materialTitle: "Operating systems",
    sectionIndex: 0,
    headingPath: [heading],
    pageNumber: null,
    start,
    end: start + text.length,
    text,
  }
}

const passages = [
  passage(
    "Policies",
    "Schedulers are judged by figures that differ widely. A process may wait for a thread of another process.",
  ),
  passage(
    "Threads",
    "A thread is a sequence of execution within a process. All threads of a process share its memory.",
    500,
  ),
  passage(
    "Processes",
    "A process is a running program with an address space of its own. Switching to another process is slow.",
    900,
  ),
]
const answer = (question: string, isLocal = false) => answerExtractively(question, passages, { isLocal })

describe("answerExtractively", () => {
  it("quotes what the question is about, not the words that ask", () => {
    const { outcome, quotations } = answer("What is the difference between a process and a thread?")
    expect(outcome).toBe("answered")
    expect(quotations[0]?.quote).toBe("A thread is a sequence of execution within a process.")
    expect(quotations.map(({ quote }) => quote).join(" ")).not.toContain("Schedulers are judged")
  })

  it("refuses what stands nowhere, however many common words are shared", () => {
    expect(answer("What is a deadlock between two processes in Java?").outcome).toBe("no-answer")
    expect(answer("Who invented the telephone?")).toMatchObject({ outcome: "no-answer", quotations: [] })
    expect(answer("How does photosynthesis use a process?").outcome).toBe("no-answer")
  })

  it("answers about a selected passage without its words being repeated", () => {
    expect(answer("Explain this", true)).toMatchObject({ outcome: "answered" })
    expect(answer("Explain this").outcome).toBe("no-answer")
  })

  it("quotes exactly and never more than five sentences, whatever is asked", () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), fc.boolean(), (question, isLocal) => {
        const { quotations } = answer(question, isLocal)
        expect(quotations.length).toBeLessThanOrEqual(5)
        for (const { passage: from, start, end, quote } of quotations)
          expect(from.text.slice(start - from.start, end - from.start)).toBe(quote)
      }),
    )
  })
})

describe("a question that names a section", () => {
  const compensation = passage(
    "Compensation has limits",
    "It never overshoots, and it rarely brings the pH all the way back. Its size can be predicted from a rule.",
    2000,
  )
  const others = [
    passage("Heart failure", "Compensation by hormones is meant to help but has limits of its own in time.", 3000),
    compensation,
  ]

  it.each([
    "What is meant by “Compensation has limits”?",
    'Explain the section "Compensation has limits".',
    "Compensation has limits",
  ])("is answered from it: %s", (question) => {
    const { outcome, quotations } = answerExtractively(question, others, { isLocal: false })
    expect(outcome).toBe("answered")
    expect(quotations[0]?.passage).toBe(compensation)
  })
})

describe("the sentence quoted first", () => {
  it("says what a thing is when that is asked, by its name or its abbreviation", () => {
    const text =
      "The stroke volume of a ventricle is changed by preload. Ejection fraction is the stroke volume divided by the volume before. Stroke volume (SV) is the volume of blood that a ventricle ejects in one beat."
    for (const question of ["What is stroke volume?", "What is SV?", "Define stroke volume.", "what does SV mean?"]) {
      const { quotations } = answerExtractively(question, [passage("Ejection", text)], { isLocal: false })
      expect(quotations[0]?.quote, question).toMatch(/^Stroke volume \(SV\) is/)
    }
  })

  it("holds a figure when one is asked for", () => {
    const text =
      "The anion gap is normal in diarrhoea and high in poisoning. The normal anion gap is about 8 to 12 mmol/L in most laboratories."
    const { quotations } = answerExtractively("How large is the normal anion gap?", [passage("Gap", text)], {
      isLocal: false,
    })
    expect(quotations[0]?.quote).toContain("8 to 12")
  })

  it("is found in spite of typing errors", () => {
    expect(answer("waht is a thraed").quotations[0]?.quote).toBe(
      "A thread is a sequence of execution within a process.",
    )
  })

  it("comes from a text without spaces between words too", () => {
    const cell = passage("细胞", "线粒体是细胞的能量工厂，负责产生三磷酸腺苷。细胞核含有遗传物质并控制细胞活动。")
    const { outcome, quotations } = answerExtractively("线粒体是什么？", [cell], { isLocal: false })
    expect(outcome).toBe("answered")
    expect(quotations[0]?.quote).toContain("能量工厂")
  })
})
