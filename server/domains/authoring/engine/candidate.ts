import type { AssetType, SourceRange } from "./authoring-types.ts"
import type { Sentence } from "./read-sentences.ts"

/** An item before it is chosen. `rules` hold everything that was asked; one false and the candidate is turned away. */
export interface Candidate {
  type: AssetType
  /** Where it stands, and the words that no other item may ask about. */
  sentence: Pick<Sentence, "sectionIndex" | "text">
  termKey: string
  /** What it asks of its term other than its meaning: in a long text a central term deserves more than one item. */
  aspect?: string
  term: string
  prompt: string
  answer: string
  acceptedAnswers: string[]
  definition?: string
  /** Sentence by default. */
  evidence: SourceRange
  score: number
  rules: Record<string, boolean>
  factKey: string
}

/** Below this nothing is kept, not even hidden. */
export const MINIMUM_SCORE = 0.4
