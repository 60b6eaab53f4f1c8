import type { Posting } from "./index-terms.ts"

/** Where one term stands in a text: parallel columns, chunks ascending. */
export interface TermRow {
  term: string
  chunkIndexes: number[]
  /** How often in the body of each chunk. */
  tfs: number[]
  /** How often in its title and headings. */
  titleTfs: number[]
}

/** Frequencies are kept in 16 bits. */
const HIGHEST_FREQUENCY = 32_767

/** Turns postings chunk by chunk, in ascending order, into postings term by term. */
export class PostingsGatherer {
  readonly #rows = new Map<string, TermRow>()

  add(chunkIndex: number, postings: readonly Posting[]): void {
    for (const { term, tf, titleTf } of postings) {
      let row = this.#rows.get(term)
      if (!row) {
        row = { term, chunkIndexes: [], tfs: [], titleTfs: [] }
        this.#rows.set(term, row)
      }
      row.chunkIndexes.push(chunkIndex)
      row.tfs.push(Math.min(tf, HIGHEST_FREQUENCY))
      row.titleTfs.push(Math.min(titleTf, HIGHEST_FREQUENCY))
    }
  }

  /** Ordered by term, as the index is: neighbours are written to the same page. */
  rows(): TermRow[] {
    return [...this.#rows.values()].sort((a, b) => (a.term < b.term ? -1 : 1))
  }
}
