import type { ChunkFacts, TermPostings } from "./select-candidates.ts"

/** Chunks of a long material that are scored together as one document: about 4,000 words, a chapter of most books. */
const CHUNKS_PER_DOCUMENT = 16

/** The chunks of one version of a material, in reading order; parallel columns. A chunk is named by a key of the caller's. */
export interface ChunkColumns {
  keys: readonly string[]
  lengths: readonly number[]
  titleLengths: readonly number[]
  starts: readonly number[]
  ends: readonly number[]
}

/** Everything that is searched for one learner, numbered: what links keys from the database to columns of numbers. */
export class SearchedChunks {
  readonly facts: ChunkFacts
  readonly averageLength: number
  readonly #keys: string[] = []
  readonly #numbers = new Map<string, number>()
  readonly #materialOf: number[] = []
  readonly #firstOf: number[] = []
  readonly #materials: readonly { materialId: string; chunks: ChunkColumns }[]

  constructor(materials: readonly { materialId: string; chunks: ChunkColumns }[]) {
    this.#materials = materials
    const lengths: number[] = []
    const titleLengths: number[] = []
    const documents: number[] = []
    let document = -1
    materials.forEach(({ chunks }, material) => {
      this.#firstOf.push(this.#keys.length)
      for (let i = 0; i < chunks.keys.length; i++) {
        if (i % CHUNKS_PER_DOCUMENT === 0) document += 1
        const key = chunks.keys[i] as string
        this.#numbers.set(key, this.#keys.length)
        this.#keys.push(key)
        this.#materialOf.push(material)
        lengths.push(chunks.lengths[i] as number)
        titleLengths.push(chunks.titleLengths[i] as number)
        documents.push(document)
      }
    })
    const count = this.#keys.length
    this.facts = { count, lengths, titleLengths, documents, documentCount: document + 1 }
    this.averageLength = count === 0 ? 0 : lengths.reduce((sum, length) => sum + length, 0) / count
  }

  keyOf(chunk: number): string {
    return this.#keys[chunk] as string
  }

  numberOf(key: string): number | undefined {
    return this.#numbers.get(key)
  }

  /** Postings by number; those of chunks that are not searched (another version, a deleted material) are left out. */
  postingsOf(stored: {
    chunkKeys: readonly string[]
    tf: readonly number[]
    titleTf: readonly number[]
  }): TermPostings {
    const chunks: number[] = []
    const tf: number[] = []
    const titleTf: number[] = []
    for (let i = 0; i < stored.chunkKeys.length; i++) {
      const chunk = this.#numbers.get(stored.chunkKeys[i] as string)
      if (chunk === undefined) continue
      chunks.push(chunk)
      tf.push(stored.tf[i] as number)
      titleTf.push(stored.titleTf[i] as number)
    }
    return { chunks, tf, titleTf }
  }

  /** Whether a chunk belongs to one of these materials, and holds a character of the range where one is given. */
  isWithin(chunk: number, materialIds: ReadonlySet<string>, range?: { start: number; end: number }): boolean {
    const material = this.#materialOf[chunk] as number
    const { materialId, chunks } = this.#materials[material] as { materialId: string; chunks: ChunkColumns }
    if (!materialIds.has(materialId)) return false
    if (!range) return true
    const i = chunk - (this.#firstOf[material] as number)
    return (chunks.starts[i] as number) < range.end && (chunks.ends[i] as number) > range.start
  }
}
