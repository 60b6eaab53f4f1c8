import type { ChunkFacts, TermPostings } from "./select-candidates.ts"

/** Chunks of a long material that are scored together as one document: about 4,000 words, a chapter of most books. */
const CHUNKS_PER_DOCUMENT = 16

/** One version of one material; its chunks are known by their places in reading order, from 0 without gaps. */
export interface SearchedText {
  ownerId: string
  materialId: string
  textVersion: number
}

/** What ranking has to know of the chunks of a text, by place; parallel columns. */
export interface ChunkColumns {
  /** Words of the body, and of title and headings. */
  lengths: readonly number[]
  titleLengths: readonly number[]
  /** `[start, end)` in the text. */
  starts: readonly number[]
  ends: readonly number[]
  ids: readonly string[]
}

/** Everything that is searched for one learner, in one row of numbers: chunk after chunk, text after text. */
export class SearchedChunks {
  readonly facts: ChunkFacts
  /** Of all bodies, in words. */
  readonly averageLength: number
  readonly #texts: readonly (SearchedText & { first: number; chunks: ChunkColumns })[]
  readonly #textOf: number[] = []
  #numbers: Map<string, number> | undefined
  readonly #byKey = new Map<string, SearchedText & { first: number; chunks: ChunkColumns }>()

  constructor(texts: readonly { text: SearchedText; chunks: ChunkColumns }[]) {
    const lengths: number[] = []
    const titleLengths: number[] = []
    const documents: number[] = []
    let document = -1
    this.#texts = texts.map(({ text, chunks }, number) => {
      const first = lengths.length
      for (let place = 0; place < chunks.lengths.length; place++) {
        if (place % CHUNKS_PER_DOCUMENT === 0) document += 1
        lengths.push(chunks.lengths[place] as number)
        titleLengths.push(chunks.titleLengths[place] as number)
        documents.push(document)
        this.#textOf.push(number)
      }
      const placed = { ...text, first, chunks }
      this.#byKey.set(keyOfText(text), placed)
      return placed
    })
    const count = lengths.length
    this.facts = { count, lengths, titleLengths, documents, documentCount: document + 1 }
    this.averageLength = count === 0 ? 0 : lengths.reduce((sum, length) => sum + length, 0) / count
  }

  /** undefined when its text is not searched (another version, a deleted material). */
  numberOf(chunkId: string): number | undefined {
    // Made when first asked for: only a search by vectors needs it.
    this.#numbers ??= new Map(
      this.#texts.flatMap(({ first, chunks }) => chunks.ids.map((id, place) => [id, first + place])),
    )
    return this.#numbers.get(chunkId)
  }

  /** The ids of the chunks that pass. */
  idsOf(isWanted: (chunk: number) => boolean): string[] {
    return this.#texts.flatMap(({ first, chunks }) => chunks.ids.filter((_, place) => isWanted(first + place)))
  }

  keyOf(chunk: number): { ownerId: string; chunkId: string } {
    const { ownerId, first, chunks } = this.#text(chunk)
    return { ownerId, chunkId: chunks.ids[chunk - first] as string }
  }

  /** One term's postings by number, from those of single texts. */
  postingsOf(
    stored: readonly (SearchedText & {
      chunkIndexes: readonly number[]
      tfs: readonly number[]
      titleTfs: readonly number[]
    })[],
  ): TermPostings {
    const chunks: number[] = []
    const tf: number[] = []
    const titleTf: number[] = []
    for (const posting of stored) {
      const placed = this.#byKey.get(keyOfText(posting))
      if (!placed) continue
      for (let i = 0; i < posting.chunkIndexes.length; i++) {
        chunks.push(placed.first + (posting.chunkIndexes[i] as number))
        tf.push(posting.tfs[i] as number)
        titleTf.push(posting.titleTfs[i] as number)
      }
    }
    return { chunks, tf, titleTf }
  }

  /** Whether a chunk belongs to one of these materials, and holds a character of the range where one is given. */
  isWithin(chunk: number, materialIds: ReadonlySet<string>, range?: { start: number; end: number }): boolean {
    const { materialId, first, chunks } = this.#text(chunk)
    if (!materialIds.has(materialId)) return false
    const place = chunk - first
    return !range || ((chunks.starts[place] as number) < range.end && (chunks.ends[place] as number) > range.start)
  }

  #text(chunk: number): SearchedText & { first: number; chunks: ChunkColumns } {
    return this.#texts[this.#textOf[chunk] as number] as SearchedText & { first: number; chunks: ChunkColumns }
  }
}

export function keyOfText({ ownerId, materialId, textVersion }: SearchedText): string {
  return `${ownerId} ${materialId} ${textVersion}`
}
