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
}
