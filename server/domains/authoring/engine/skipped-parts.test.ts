import { describe, expect, test } from "vitest"
import { readSentences } from "./read-sentences.ts"
import { sampleInput } from "./sample-input.ts"
import { isGlossaryTitle, isSkippedParagraph, isSkippedTitle } from "./skipped-parts.ts"

describe("parts about the book", () => {
  test.each([
    "Review Questions",
    "Exercises",
    "1.4 References",
    "Table of Contents",
    "About the Authors",
    "Careers in Psychology",
    "Index",
  ])("left out: %s", (title) => {
    expect(isSkippedTitle(title)).toBe(true)
  })

  test.each([
    "2.4 Ethics",
    "Index fossils of the Jurassic",
    "Chapter Review",
    "The Problem of Induction",
    "Careers of cells",
  ])("kept: %s", (title) => {
    expect(isSkippedTitle(title)).toBe(title === "Careers of cells")
  })

  test("paragraphs that no heading announces", () => {
    expect(isSkippedParagraph("Figure 3.1 The lobes of the brain.")).toBe(true)
    expect(isSkippedParagraph("By the end of this section, you will be able to name the bones.")).toBe(true)
    expect(isSkippedParagraph("Figures of speech are common in poetry.")).toBe(false)
    expect(isGlossaryTitle("Key Terms")).toBe(true)
  })

  test("a left-out section takes what stands below it along", () => {
    const input = sampleInput([
      "# Exercises",
      "## Part one",
      "The heart is a pump.",
      "# The heart",
      "The heart is a muscle.",
    ])
    expect(readSentences(input).sentences.map((sentence) => sentence.text)).toEqual(["The heart is a muscle."])
  })
})
