import { normalisedFrequency, saturate } from "./bm25.ts"

/** Two terms are near each other when they stand less than this many words apart, in either order. */
export const PAIR_WINDOW = 7
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
  readonly #pairs: { first: number; second: number; weight: number }[] = []

  /** `terms` are the query's in order, as numbers; `idf` is found by these numbers. */
  constructor(terms: readonly number[], idf: readonly number[]) {
    const seen = new Set<string>()
    for (let i = 0; i + 1 < terms.length; i++) {
      const [first, second] = [terms[i] as number, terms[i + 1] as number]
      if (first === second || seen.has(`${first} ${second}`)) continue
      seen.add(`${first} ${second}`)
      this.#pairs.push({ first, second, weight: ((idf[first] as number) + (idf[second] as number)) / 2 })
    }
  }

  /** `positions` of each term in a text, by the term's number, ascending; `length` is the text's in words. */
  score(positions: readonly (readonly number[])[], length: number, averageLength: number): PairScores {
    const scores = { ordered: 0, near: 0 }
    for (const { first, second, weight } of this.#pairs) {
      const found = countPairs(positions[first] as readonly number[], positions[second] as readonly number[])
      if (found.near === 0) continue
      scores.near += weight * saturate(normalisedFrequency(found.near, length, averageLength, B), K1)
      scores.ordered += weight * saturate(normalisedFrequency(found.ordered, length, averageLength, B), K1)
    }
    return scores
  }
}

function countPairs(first: readonly number[], second: readonly number[]): PairScores {
  const found = { ordered: 0, near: 0 }
  let from = 0
  for (const position of first) {
    while (from < second.length && (second[from] as number) <= position - PAIR_WINDOW) from += 1
    for (let i = from; i < second.length; i++) {
      const distance = (second[i] as number) - position
      if (distance >= PAIR_WINDOW) break
      found.near += 1
      if (distance === 1) found.ordered += 1
    }
  }
  return found
}
