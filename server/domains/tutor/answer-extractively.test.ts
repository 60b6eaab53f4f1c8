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
