/** A passage of the learner's material that an answer may rest on. `text` is the material's text from `start` to `end`. */
export interface Passage {
  ownerId: string
  materialId: string
  materialTitle: string
  sectionIndex: number
  headingPath: string[]
  pageNumber: number | null
  start: number
  end: number
  text: string
  /** The share of the question, 0–1, that stands in it, rare words of everything searched weighing more; not for a selected passage. */
  coverage?: number
  /** Its most telling sentence, white space made plain; of passages that stand for the whole of what is in scope. */
  summary?: string
}
