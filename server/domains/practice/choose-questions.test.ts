import { expect, test } from "vitest"
import { type Candidate, chooseQuestions } from "./choose-questions.ts"

const candidate = (id: string, standing: Candidate["standing"], qualityScore: number | null): Candidate => ({
  id,
  standing,
  qualityScore,
})

test("of questions never seen the surest come first, written ones among them; what was missed comes after all of these", () => {
  const candidates = [
    candidate("missed", "missed", 0.95),
    candidate("doubtful", "unseen", 0.74),
    candidate("sure", "unseen", 0.9),
    candidate("written", "unseen", null),
  ]
  for (const seed of ["a", "b", "c"]) {
    expect(chooseQuestions(candidates, 2, seed).sort()).toEqual(["sure", "written"])
    expect(chooseQuestions(candidates, 3, seed)).toContain("doubtful")
    expect(chooseQuestions(candidates, 3, seed)).not.toContain("missed")
  }
})
