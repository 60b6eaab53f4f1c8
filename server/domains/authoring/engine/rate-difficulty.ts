import type { Candidate } from "./candidate.ts"
import type { TermIndex } from "./find-key-terms.ts"

const BY_TYPE: Record<Candidate["type"], number> = {
  abbreviation: 3,
  definition: 4,
  "multiple-choice": 3,
  cloze: 5,
  number: 6,
  list: 7,
  summary: 5,
}

/**
 * A first guess from 1 to 10 until answers are there to tell: what has to be produced, how rare the term is in the text,
 * how long the answer, and whether a heading names it.
 */
export function rateDifficulty(candidate: Candidate, index: TermIndex): number {
  const known = index.byKey.get(candidate.termKey)
  const rarity =
    known === undefined ? 1 : known.frequency <= 2 ? 2 : known.frequency <= 6 ? 1 : known.frequency > 40 ? -1 : 0
  const length = Math.min(1, Math.floor(candidate.answer.split(/\s+/).length / 3))
  const heading = known?.isHeading === true ? -1 : 0
  return Math.max(1, Math.min(10, BY_TYPE[candidate.type] + rarity + length + heading))
}
