import { queryWords, termOf } from "./index-terms.ts"

/** Longer queries are cut: by then the subject has been named, and each further term costs a look-up. */
const MOST_TERMS = 64
/** Read no further than this many UTF-16 units of a query. */
const MOST_CHARACTERS = 20_000

export interface QueryWord {
  /** As typed, lower case. */
  word: string
  /** What it is looked up by; that of a neighbour when the word itself stands nowhere. */
  term: string
}

/** A query's meaningful words in order, repeats included, with at most 64 different terms. Empty for a query without a word. */
export function readQuery(text: string): QueryWord[] {
  const terms = new Set<string>()
  const kept: QueryWord[] = []
  for (const word of queryWords(text.slice(0, MOST_CHARACTERS))) {
    const term = termOf(word)
    if (!terms.has(term) && terms.size === MOST_TERMS) continue
    terms.add(term)
    kept.push({ word, term })
  }
  return kept
}

/** How often each term is asked for. */
export function termWeights(query: readonly QueryWord[]): Map<string, number> {
  const weights = new Map<string, number>()
  for (const { term } of query) weights.set(term, (weights.get(term) ?? 0) + 1)
  return weights
}
