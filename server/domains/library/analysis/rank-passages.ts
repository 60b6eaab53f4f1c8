import { shorten } from "../../../shared/text.ts"
import type { PassageWords } from "./read-passage.ts"

const SHORTEST_SENTENCE = 5
const LONGEST_SUMMARY = 400

/**
 * Centroid-based ranking (D. Radev et al., "Centroid-based summarization of multiple documents", 2004): words weigh what
 * they contribute to the average of all passages, whose vectors are tf·idf at unit length.
 */
export class PassageRanker {
  readonly #vectors: Map<string, number>[] = []
  readonly #centroid = new Map<string, number>()
  readonly #idf: Map<string, number>

  /** @param counts of all passages, in their order */
  constructor(counts: readonly ReadonlyMap<string, number>[]) {
    const containing = new Map<string, number>()
    for (const passage of counts)
      for (const stem of passage.keys()) containing.set(stem, (containing.get(stem) ?? 0) + 1)
    this.#idf = new Map([...containing].map(([stem, n]) => [stem, Math.log(1 + counts.length / n)]))
  }

  /** Call for every passage once, in order, before asking for anything. */
  add(counts: ReadonlyMap<string, number>): void {
    const vector = new Map<string, number>()
    let square = 0
    for (const [stem, count] of counts) {
      const weight = (1 + Math.log(count)) * (this.#idf.get(stem) ?? 0)
      vector.set(stem, weight)
      square += weight * weight
    }
    const length = Math.sqrt(square) || 1
    for (const [stem, weight] of vector) {
      vector.set(stem, weight / length)
      this.#centroid.set(stem, (this.#centroid.get(stem) ?? 0) + weight / length)
    }
    this.#vectors.push(vector)
  }

  /** Closeness of each passage to the centroid, the highest 1. */
  relevances(): number[] {
    const products = this.#vectors.map((vector) => {
      let product = 0
      for (const [stem, weight] of vector) product += weight * (this.#centroid.get(stem) ?? 0)
      return product
    })
    const highest = products.reduce((most, product) => Math.max(most, product), 0)
    return products.map((product) => (highest > 0 ? Math.min(1, product / highest) : 0))
  }

  /** The most telling sentence, and the average weight of its words, comparable within one document. */
  summarise(text: string, { sentences }: PassageWords): { summary: string | null; score: number } {
    let best: { start: number; end: number } | undefined
    let bestScore = 0
    sentences.forEach((sentence, i) => {
      const words = sentence.stems.length
      if (words < SHORTEST_SENTENCE || sentence.end - sentence.start > LONGEST_SUMMARY) return
      if (!/[.!?。！？]["'”’)\]]*$/u.test(text.slice(sentence.start, sentence.end))) return
      const sum = sentence.stems.reduce((total, stem) => total + (this.#centroid.get(stem) ?? 0), 0)
      // Openings announce; a sentence of average weight wins over a short one by its words.
      const score = (sum / (words + 6)) * (i === 0 ? 1.15 : 1)
      if (score > bestScore) [best, bestScore] = [sentence, score]
    })
    if (best === undefined) return { summary: null, score: 0 }
    const summary = shorten(text.slice(best.start, best.end).replace(/\s+/g, " "), LONGEST_SUMMARY)
    return { summary, score: bestScore }
  }
}
