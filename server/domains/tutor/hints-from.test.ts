import { describe, expect, it } from "vitest"
import type { Quotation } from "./answer-extractively.ts"
import { hintsFrom } from "./hints-from.ts"

function quotation(quote: string, sectionIndex: number, heading: string | null, pageNumber: number | null): Quotation {
  const passage = {
    ownerId: "owner",
    materialId: "material",
    materialTitle: "Operating systems",
    sectionIndex,
    headingPath: heading === null ? [] : ["Threads", heading],
    pageNumber,
    start: 100,
    end: 100 + quote.length,
    text: quote,
  }
  return { passage, start: 100, end: 100 + quote.length, quote }
}

const deadlock =
  "A deadlock is a state in which each member of a set of threads waits for an event that only another member can cause."

describe("hintsFrom", () => {
  it("names the place and the beginning of the sentence, and cites no more than that", () => {
    const [hint] = hintsFrom([quotation(deadlock, 3, "Deadlock", 12)], "en")
    expect(hint?.text).toContain("“Deadlock” in “Operating systems”, page 12")
    expect(hint?.text).toContain("“A deadlock is a state in which each …”")
    expect(deadlock.slice(0, (hint?.end ?? 0) - 100)).toBe("A deadlock is a state in which each")
    expect(hint?.text).not.toContain("waits for an event")
  })

  it("names at most three places, each once", () => {
    const many = [1, 1, 2, 3, 4].map((section) => quotation(deadlock, section, `Part ${section}`, null))
    expect(hintsFrom(many, "en").map(({ text }) => /“Part \d”/.exec(text)?.[0])).toEqual([
      "“Part 1”",
      "“Part 2”",
      "“Part 3”",
    ])
  })

  it.each(["Preload is stretch.", "死锁是指两个或两个以上的线程互相等待对方持有的资源而无法继续执行。", "It is 𝒳."])(
    "never shows the whole of a short sentence or of one without spaces: %s",
    (quote) => {
      const [hint] = hintsFrom([quotation(quote, 1, null, null)], "en")
      const shown = quote.slice(0, (hint?.end ?? 0) - 100)
      expect(shown.length).toBeGreaterThan(0)
      expect(shown.length).toBeLessThan(quote.length * 0.6)
      expect(shown.isWellFormed()).toBe(true)
    },
  )

  it("has none for no answer", () => expect(hintsFrom([], "en")).toEqual([]))
})
