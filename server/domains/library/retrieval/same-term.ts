import { stemGerman } from "./german-forms.ts"
import type { QueryWord } from "./query.ts"

/** What a term of a text stands for in a query: one of the query's terms, or undefined. */
export type SameTerm = (term: string) => string | undefined

/** In letters, without endings: shorter parts are found in words that have nothing to do with them. */
const SHORTEST_FIRST_PART = 4
const SHORTEST_LAST_PART = 5
const SHORTEST_REST = 3

/**
 * Finds the words of a German query in a text where they are inflected or part of a compound, which English would write as two words:
 * of "Klappe" also "Klappen" and "Herzklappe". null for a query that is not German: its terms stand for themselves.
 */
export function sameTermAs(query: readonly QueryWord[]): SameTerm | null {
  const forms = new Map<string, string>()
  const stems: { stem: string; term: string }[] = []
  for (const { word, term, forms: others } of query) {
    if (others === undefined) continue
    for (const form of others) if (!forms.has(form)) forms.set(form, term)
    stems.push({ stem: stemGerman(word), term })
  }
  if (stems.length === 0) return null
  for (const { term } of query) forms.set(term, term)
  return (term) => forms.get(term) ?? stems.find(({ stem }) => isPartOf(stem, term))?.term
}

function isPartOf(stem: string, term: string): boolean {
  if (term.length < stem.length + SHORTEST_REST) return false
  if (stem.length >= SHORTEST_FIRST_PART && term.startsWith(stem)) return true
  return stem.length >= SHORTEST_LAST_PART && stemGerman(term).endsWith(stem)
}
