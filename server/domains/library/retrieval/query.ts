import { germanForms } from "./german-forms.ts"
import { isGerman, queryWords, termOf } from "./index-terms.ts"

/** Longer queries are cut: by then the subject has been named, and each further term costs a look-up. */
const MOST_TERMS = 64
/** Further words are looked up as they stand: each form costs a look-up. */
const MOST_INFLECTED = 24
/** Read no further than this many UTF-16 units of a query. */
const MOST_CHARACTERS = 20_000

export interface QueryWord {
  /** As typed, lower case. */
  word: string
  /** What it is looked up by; that of a neighbour when the word itself stands nowhere. */
  term: string
  /** Further terms that are looked up as the same one: of a German query, those of the word's other forms. */
  forms?: readonly string[]
}

/** A query's meaningful words in order, repeats included, with at most 64 different terms. Empty for a query without a word. */
export function readQuery(text: string): QueryWord[] {
  const query = text.slice(0, MOST_CHARACTERS)
  const german = isGerman(query)
  const known = new Map<string, QueryWord>()
  const terms = new Set<string>()
  const kept: QueryWord[] = []
  for (const word of queryWords(query, german)) {
    const term = termOf(word)
    const same = known.get(term)
    if (!same && terms.size === MOST_TERMS) continue
    const read = same
      ? { ...same, word }
      : german && terms.size < MOST_INFLECTED
        ? inAllForms(word, term)
        : { word, term }
    terms.add(read.term)
    // A form of two words counts for the one that stands first.
    for (const form of [term, ...(read.forms ?? [])]) if (!known.has(form)) known.set(form, read)
    kept.push(read)
  }
  return kept
}

function inAllForms(word: string, term: string): QueryWord {
  const forms = [...new Set(germanForms(word).map(termOf))].filter((form) => form !== term)
  return forms.length === 0 ? { word, term } : { word, term, forms }
}

/** How often each term is asked for. */
export function termWeights(query: readonly QueryWord[]): Map<string, number> {
  const weights = new Map<string, number>()
  for (const { term } of query) weights.set(term, (weights.get(term) ?? 0) + 1)
  return weights
}
