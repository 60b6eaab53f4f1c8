import type { MaterialDocument } from "../domains/library/index.ts"

/** Where the demo's content has come to lie: ids by slug. */
export interface DemoPlaces {
  documents: Map<string, MaterialDocument>
  questionIds: Map<string, string>
  cardIds: Map<string, string>
}
