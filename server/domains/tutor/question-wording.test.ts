import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { asksForOverview, plainQuestion } from "./question-wording.ts"

describe("plainQuestion", () => {
  it.each([
    ["What does the text say about acronyms?", "Explain acronyms?"],
    ["what do my notes say on the mitral valve", "Explain the mitral valve"],
    ["Does the book mention thrashing?", "Explain thrashing?"],
    ["Could you please tell me more about page tables?", "Explain page tables?"],
    ["I don’t understand working sets", "Explain working sets"],
    ["Help me understand osmosis", "Explain osmosis"],
    ["Can you explain what a TLB does?", "explain what a TLB does?"],
    ["According to the text, why do valves close?", "why do valves close?"],
    ["Why, in this chapter, do valves close?", "Why do valves close?"],
  ])("%s", (asked, plain) => {
    expect(plainQuestion(asked)).toBe(plain)
  })

  it.each([
    "What happens in the material when it is heated?",
    "What is a textbook?",
    "How do authors get paid?",
    "Explain this",
    "Tell me about",
    "Does the paper dissolve?",
  ])("leaves “%s” as it is", (asked) => {
    expect(plainQuestion(asked)).toBe(asked)
  })
})

it("reads whatever is written, and keeps its words", () => {
  const pieces = [
    "summarise",
    "the book",
    "according to",
    "in my notes",
    "please",
    ",",
    "?",
    "   ",
    "\n",
    "valves",
    "what is",
  ]
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...pieces), { maxLength: 400 }), (chosen) => {
      const asked = chosen.join(" ")
      asksForOverview(asked)
      expect(plainQuestion(asked).includes("valves")).toBe(asked.includes("valves"))
    }),
  )
})

describe("asksForOverview", () => {
  it.each([
    "What is this about?",
    "What's this document about?",
    "What are these slides all about?",
    "Summarise the chapter",
    "please summarize this for me",
    "Can you give me a short overview of my notes?",
    "overview",
    "TLDR",
    "What are the main points?",
    "what are the key ideas in this paper?",
    "What does the book cover?",
    "What can I learn from this?",
    "Worum geht es hier?",
    "Worum geht es in meinen Materialien?",
    "Gib mir einen kurzen Überblick",
    "Fasse das Kapitel bitte zusammen.",
  ])("%s", (asked) => {
    expect(asksForOverview(asked)).toBe(true)
  })

  it.each([
    "What is this enzyme about?",
    "Summarise the section on valves",
    "Give me an overview of the cardiac cycle",
    "What are the main points of Kant's ethics?",
    "What is the main idea behind paging?",
    "What does it say about valves?",
    "Worum geht es bei Herzklappen?",
    "Fasse den Abschnitt über Herzklappen zusammen",
  ])("not “%s”", (asked) => {
    expect(asksForOverview(asked)).toBe(false)
  })
})
