import type { TextRange } from "./parsing/index.ts"
import { indexTerms } from "./retrieval/index-terms.ts"
import { readQuery } from "./retrieval/query.ts"
import { sameTermAs } from "./retrieval/same-term.ts"

const RUN = /[\p{L}\p{N}\p{M}]+(?:['’][\p{L}\p{M}]+)*/gu

/** The words of a text that a query asks for, in whatever form, as ranges in order; words that carry no meaning are left alone. */
export function markWords(text: string, query: string): TextRange[] {
  const asked = readQuery(query)
  const wanted = new Set(asked.map(({ term }) => term))
  const sameTerm = sameTermAs(asked)
  if (wanted.size === 0) return []
  const marked: TextRange[] = []
  for (const match of text.matchAll(RUN)) {
    if (indexTerms(match[0]).some((term) => wanted.has(sameTerm?.(term) ?? term)))
      marked.push({ start: match.index, end: match.index + match[0].length })
  }
  return marked
}
