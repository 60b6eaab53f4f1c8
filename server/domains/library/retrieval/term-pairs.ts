import { normalisedFrequency, saturate } from "./bm25.ts"

/** Two terms are near each other when they stand less than this many words apart, in either order. */
const WINDOW = 7
/** Words of space between two fields, so that no pair spans them. */
const FIELD_GAP = WINDOW + 1
const K1 = 1.2
const B = 0.75

export interface PairScores {
  /** One directly after the other, in the query's order. */
  ordered: number
  /** Within the window, in either order. */
  near: number
}

/**
 * BM25 over pairs of terms that follow each other in the query (sequential dependence; D. Metzler, W. B. Croft, "A Markov
 * random field model for term dependencies", 2005), each weighted by the mean idf of its two terms.
 */
export class TermPairs {
  readonly #pairs: { first: string; second: string; weight: number }[] = []
  readonly #terms = new Set<string>()

  constructor(terms: readonly string[], idf: ReadonlyMap<string, number>) {
    const seen = new Set<string>()
    for (let i = 0; i + 1 < terms.length; i++) {
      const [first, second] = [terms[i] as string, terms[i + 1] as string]
      if (first === second || seen.has(`${first} ${second}`)) continue
      seen.add(`${first} ${second}`)
      this.#pairs.push({ first, second, weight: ((idf.get(first) ?? 0) + (idf.get(second) ?? 0)) / 2 })
      this.#terms.add(first).add(second)
    }
  }

  score(fields: readonly (readonly string[])[], length: number, averageLength: number): PairScores {
    const scores = { ordered: 0, near: 0 }
    if (this.#pairs.length === 0) return scores
    const positions = this.#positions(fields)
    for (const { first, second, weight } of this.#pairs) {
      const found = countPairs(positions.get(first), positions.get(second))
      if (found.near === 0) continue
      scores.near += weight * saturate(normalisedFrequency(found.near, length, averageLength, B), K1)
      scores.ordered += weight * saturate(normalisedFrequency(found.ordered, length, averageLength, B), K1)
    }
    return scores
  }

  #positions(fields: readonly (readonly string[])[]): Map<string, number[]> {
    const positions = new Map<string, number[]>()
    let position = 0
    for (const field of fields) {
      for (const term of field) {
        if (this.#terms.has(term)) {
          const known = positions.get(term)
          if (known) known.push(position)
          else positions.set(term, [position])
        }
        position += 1
      }
      position += FIELD_GAP
    }
    return positions
  }
}

function countPairs(first: readonly number[] | undefined, second: readonly number[] | undefined): PairScores {
  const found = { ordered: 0, near: 0 }
  if (!first || !second) return found
  let from = 0
  for (const position of first) {
    while (from < second.length && (second[from] as number) <= position - WINDOW) from += 1
    for (let i = from; i < second.length; i++) {
      const distance = (second[i] as number) - position
      if (distance >= WINDOW) break
      found.near += 1
      if (distance === 1) found.ordered += 1
    }
  }
  return found
}
