import { inverseDocumentFrequency } from "./bm25.ts"

/** How many of the most similar texts speak for a text. */
const NEIGHBOURS = 10
/** What they count against its own score. */
const NEIGHBOURS_SHARE = 0.5

/**
 * Texts that resemble each other tend to be relevant together (F. Diaz, "Regularizing ad hoc retrieval scores", 2005): each
 * score becomes half itself and half the mean of its ten nearest texts, weighted by their cosine of tf-idf. Frequencies are
 * counted over these texts alone. `texts` are terms without stop words; scores come back in the same order.
 */
export function smoothScores(texts: readonly (readonly string[])[], scores: readonly number[]): number[] {
  const similarities = cosines(texts)
  return scores.map((own, text) => {
    const row = similarities[text] as Float64Array
    const nearest = [...row.keys()].filter((other) => other !== text && (row[other] as number) > 0)
    nearest.sort((a, b) => (row[b] as number) - (row[a] as number) || a - b)
    let weighted = 0
    let weights = 0
    for (const other of nearest.slice(0, NEIGHBOURS)) {
      weighted += (row[other] as number) * (scores[other] as number)
      weights += row[other] as number
    }
    return weights === 0 ? (1 - NEIGHBOURS_SHARE) * own : (1 - NEIGHBOURS_SHARE) * own + (NEIGHBOURS_SHARE * weighted) / weights
  })
}

/** Every text against every other; the diagonal is left 0. */
function cosines(texts: readonly (readonly string[])[]): Float64Array[] {
  const frequencies = texts.map(countTerms)
  const containing = new Map<string, number>()
  for (const counts of frequencies) for (const term of counts.keys()) containing.set(term, (containing.get(term) ?? 0) + 1)

  const columns = new Map<string, { texts: number[]; weights: number[] }>()
  frequencies.forEach((counts, text) => {
    const weights: [column: { texts: number[]; weights: number[] }, weight: number][] = []
    let squares = 0
    for (const [term, tf] of counts) {
      const among = containing.get(term) as number
      if (among === 1) {
        squares += ((1 + Math.log(tf)) * inverseDocumentFrequency(texts.length, 1)) ** 2
        continue
      }
      const weight = (1 + Math.log(tf)) * inverseDocumentFrequency(texts.length, among)
      squares += weight * weight
      let column = columns.get(term)
      if (!column) columns.set(term, (column = { texts: [], weights: [] }))
      weights.push([column, weight])
    }
    const norm = Math.sqrt(squares)
    for (const [column, weight] of weights) {
      column.texts.push(text)
      column.weights.push(weight / norm)
    }
  })

  const rows = texts.map(() => new Float64Array(texts.length))
  for (const { texts: members, weights } of columns.values()) {
    for (let i = 0; i < members.length; i++) {
      const row = rows[members[i] as number] as Float64Array
      for (let j = 0; j < i; j++) {
        const other = members[j] as number
        row[other] = (row[other] as number) + (weights[i] as number) * (weights[j] as number)
      }
    }
  }
  // Members are in ascending order, so only the lower triangle was filled.
  for (let a = 0; a < rows.length; a++) {
    for (let b = 0; b < a; b++) (rows[b] as Float64Array)[a] = (rows[a] as Float64Array)[b] as number
  }
  return rows
}

function countTerms(terms: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}
