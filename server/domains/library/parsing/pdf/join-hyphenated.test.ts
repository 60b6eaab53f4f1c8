import { describe, expect, it } from "vitest"
import { joinLineEnds, vocabularyOf } from "./join-hyphenated.ts"
import type { Line } from "./pdf-text.ts"

const vocabulary = vocabularyOf(
  [
    "the regulation of well-being is odd and numbered here",
    "regulations apply to long-term care",
    "a network of views",
  ].map((text) => ({ text }) as Line),
)
const join = (before: string, after: string) => joinLineEnds(before, after, vocabulary) + after

describe("joining lines", () => {
  it.each([
    ["a plain", "line", "a plain line"],
    ["the regu-", "lation of", "the regulation of"],
    ["any well-", "being", "any well-being"],
    ["of long-", "term care", "of long-term care"],
    ["unheard-", "ofness", "unheardofness"],
    ["the odd-", "numbered pages", "the odd-numbered pages"],
    ["the over-", "views", "the overviews"],
    ["COVID-", "19 cases", "COVID-19 cases"],
    ["Smith-", "Jones", "Smith-Jones"],
    ["see https://example.org/", "page", "see https://example.org/page"],
    ["and/", "or", "and/or"],
    ["a dash –", "not a hyphen", "a dash – not a hyphen"],
  ])("%s | %s", (before, after, expected) => expect(join(before, after)).toBe(expected))
})
