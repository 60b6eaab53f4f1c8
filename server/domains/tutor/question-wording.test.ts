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
    ["Was sagt der Text über Seitenfehler?", "Erkläre Seitenfehler?"],
    ["was steht im Skript zum AV-Knoten", "Erkläre AV-Knoten"],
    ["Erwähnt das Buch Seitenflattern?", "Erkläre Seitenflattern?"],
    ["Was sollte ich über Threads wissen?", "Erkläre Threads?"],
    ["Kannst du mir bitte die Herzklappen erklären?", "Erkläre die Herzklappen?"],
    ["Kannst du mir erklären, wie ein TLB funktioniert?", "wie ein TLB funktioniert?"],
    ["Weißt du, was Seitenflattern ist?", "was Seitenflattern ist?"],
    ["Ich verstehe die Inflation nicht.", "Erkläre die Inflation."],
    ["Hilf mir, Osmose zu verstehen", "Erkläre Osmose"],
    ["Erzähl mir bitte etwas über Klappen", "Erkläre Klappen"],
    ["Laut meinem Skript, warum schließen die Klappen?", "warum schließen die Klappen?"],
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
    "Was ist ein Lehrbuch?",
    "Was passiert im Material beim Erhitzen?",
    "Was sollte man bei Fieber tun?",
    "Löst sich die Seite auf?",
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
    "was sagt das buch über",
    "kannst du mir",
    "fasse das bitte",
    "ich verstehe",
    "nicht",
    "laut dem text",
    "worum geht es",
    "erklären",
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

it.each([
  " ",
  "worum geht es ",
  "bitte mal kurz ",
  "kannst du mir bitte ",
  "was sagt der Text über ",
  "was soll ich alles über x wissen ?",
  "fasse das alles hier ",
  "what is this about ",
  "in my notes, ",
  "?!.",
])("does not take longer and longer over “%s” a thousand times", (piece) => {
  // One that backtracked would not come to an end.
  const asked = `${piece.repeat(30_000 / piece.length)}x`
  expect(asksForOverview(asked)).toBe(false)
  expect(typeof plainQuestion(asked)).toBe("string")
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
    "Worum geht es?",
    "worum geht's hier eigentlich",
    "Wovon handelt der Text?",
    "Was sind die wichtigsten Punkte in diesem Kapitel?",
    "Was ist die Kernaussage des Textes?",
    "Kannst du mir das Skript kurz zusammenfassen?",
    "Bitte gib mir eine kurze Zusammenfassung des Kapitels.",
    "Zusammenfassung",
    "Was steht hier drin?",
    "Was kann ich hier lernen?",
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
    "Was sind die wichtigsten Punkte der Verfassung?",
    "Wovon handelt Artikel 48?",
    "Gib mir einen Überblick über die Inflation",
    "Was steht in Artikel 48?",
  ])("not “%s”", (asked) => {
    expect(asksForOverview(asked)).toBe(false)
  })
})
