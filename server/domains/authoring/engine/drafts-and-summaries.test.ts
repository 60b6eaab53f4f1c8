import { describe, expect, test } from "vitest"
import { authorItems } from "./author-items.ts"
import { sampleInput } from "./sample-input.ts"

// Written for this test: four bones of the wrist and four of the ankle, defined alike.
const WRIST = [
  "# Bones of the wrist",
  "The scaphoid is a carpal bone that lies at the base of the thumb and breaks when a person falls on the hand. " +
    "The lunate is a carpal bone that meets the radius in the middle of the wrist. " +
    "The triquetrum is a carpal bone that carries the pisiform on its palmar surface. " +
    "The hamate is a carpal bone that has a hook on its palmar surface. " +
    "The first row holds the scaphoid, the lunate, and the triquetrum. Surgeons name the scaphoid, the lunate, the triquetrum, and the hamate in this order. " +
    "Fractures of the scaphoid heal slowly because blood enters the bone at its far end. " +
    "Pain in the snuffbox of the thumb after a fall points to a broken scaphoid until an image shows otherwise. " +
    "The lunate slips forward more often than the hamate, the triquetrum, or the scaphoid. " +
    "The hamate shields the ulnar nerve and the ulnar artery on their way into the palm of the hand. " +
    "Ligaments bind the carpal bones to each other and to the radius so that the wrist moves as one joint.",
]
const result = authorItems(sampleInput(WRIST))
const drafts = result.items.filter((item) => item.type === "multiple-choice")

describe("multiple-choice drafts", () => {
  test("are drafts, with one correct option and distractors of the same kind from the text", () => {
    expect(drafts.length).toBeGreaterThan(0)
    for (const draft of drafts) {
      expect(draft.status).toBe("draft")
      expect(draft.options).toHaveLength(4)
      expect(draft.options?.filter((option) => option.isCorrect).map((option) => option.text)).toEqual([draft.answer])
      for (const option of draft.options ?? []) {
        expect(WRIST.join(" ").toLowerCase()).toContain(option.text.toLowerCase())
        expect(option.rationale).not.toBe("")
      }
    }
  })

  test("none without three siblings", () => {
    const lonely = authorItems(
      sampleInput([
        "# The heart",
        "The pericardium is a sac of two layers that encloses the heart and the great vessels.",
      ]),
    )
    expect(lonely.items.filter((item) => item.type === "multiple-choice")).toEqual([])
  })
})

describe("summaries", () => {
  test("two to four whole sentences of the section, in order, without one that points back", () => {
    const summary = result.sectionSummaries[0]
    expect(summary?.sentences.length).toBeGreaterThanOrEqual(2)
    expect(summary?.sentences.length).toBeLessThanOrEqual(4)
    const starts = summary?.sentences.map((range) => range.start) ?? []
    expect(starts).toEqual([...starts].sort((a, b) => a - b))
    const { text } = sampleInput(WRIST)
    for (const range of summary?.sentences ?? []) expect(text.slice(range.start, range.end)).toMatch(/^\p{Lu}.*\.$/u)
    expect(result.items.find((item) => item.type === "summary")?.prompt).toBe(
      "Sum up “Bones of the wrist” in a few sentences.",
    )
  })

  test("none for a short section", () => {
    expect(authorItems(sampleInput(["# Short", "The heart is a pump. It beats."])).sectionSummaries).toEqual([])
  })
})
