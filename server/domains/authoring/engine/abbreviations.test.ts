import { describe, expect, test } from "vitest"
import { findAbbreviations } from "./make-abbreviation-cards.ts"
import { readSentences, type Sentence } from "./read-sentences.ts"
import { sampleInput } from "./sample-input.ts"

function pairsOf(text: string): string[] {
  const { sentences } = readSentences(sampleInput([text]))
  return sentences.flatMap((sentence) =>
    findAbbreviations(sentence as Sentence).map(({ short, long }) => `${short} = ${long}`),
  )
}

describe("findAbbreviations", () => {
  test.each([
    ["Patients received magnetic resonance imaging (MRI) at once.", "MRI = magnetic resonance imaging"],
    ["Deoxyribonucleic acid (DNA) is a polymer.", "DNA = deoxyribonucleic acid"],
    ["Induced pluripotent stem cells (iPSCs) divide.", "iPSC = induced pluripotent stem cell"],
    [
      "He joined the Asian American Psychological Association (AAPA) early.",
      "AAPA = Asian American Psychological Association",
    ],
    ["Guillain-Barré syndrome (GBS) weakens the legs.", "GBS = Guillain-Barré syndrome"],
    ["The World Health Organization (WHO) agreed.", "WHO = World Health Organization"],
    ["Congenital insensitivity to pain (CIP) is rare.", "CIP = congenital insensitivity to pain"],
    ["Reuptake of gamma-aminobutyric acid (GABA) is fast.", "GABA = gamma-aminobutyric acid"],
  ])("%s", (text, pair) => {
    expect(pairsOf(text)).toEqual([pair])
  })

  test.each([
    "The cells that are active (CTA) divide.",
    "It was seen in the second ward (II) of the house.",
    "The valve closed (see Figure 2).",
    "The rostral NTS (rNTS) projects to the pons.",
    "The cyclic nucleotide gated (CNG) channel opens.",
    "The team met Alex Rodriguez (A-Rod) there.",
    "They spoke of apples, oranges (AO) and pears.",
  ])("none in: %s", (text) => {
    expect(pairsOf(text)).toEqual([])
  })
})
