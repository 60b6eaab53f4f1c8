import { inverseDocumentFrequency } from "./bm25.ts"

/** How many of the most similar texts speak for a text. */
const NEIGHBOURS = 10
/** What they count against its own score. */
const NEIGHBOURS_SHARE = 0.5

interface Column {
  texts: number[]
  weights: number[]
}

/**
 * Texts that resemble each other tend to be relevant together (F. Diaz, "Regularizing ad hoc retrieval scores", 2005): each
 * score becomes half itself and half the mean of its ten nearest texts, weighted by their cosine of tf-idf. `texts` are the
 * numbers of their terms, repeats included; frequencies are counted over these texts alone. Scores come back in the same order.
 */
export function smoothScores(texts: readonly (readonly number[])[], scores: readonly number[]): number[] {
  const similarities = cosines(texts)
  return scores.map((own, text) => {
    const row = similarities[text] as Float64Array
    let weighted = 0
    let weights = 0
    for (const other of nearest(row)) {
      weighted += (row[other] as number) * (scores[other] as number)
      weights += row[other] as number
    }
    const ofNeighbours = weights > 0 ? weighted / weights : 0
    return (1 - NEIGHBOURS_SHARE) * own + NEIGHBOURS_SHARE * ofNeighbours
  })
}

/** The places of the highest similarities above 0. */
function nearest(row: Float64Array): number[] {
  const places: number[] = []
  for (let place = 0; place < row.length; place++) {
    const value = row[place] as number
    if (value <= 0) continue
    if (places.length === NEIGHBOURS && value <= (row[places[NEIGHBOURS - 1] as number] as number)) continue
    if (places.length === NEIGHBOURS) places.pop()
    let at = places.length
    while (at > 0 && (row[places[at - 1] as number] as number) < value) at -= 1
    places.splice(at, 0, place)
  }
  return places
}

/** Every text against every other; the diagonal is left 0. */
function cosines(texts: readonly (readonly number[])[]): Float64Array[] {
  const frequencies = texts.map(countTerms)
  const containing = new Map<number, number>()
  for (const counts of frequencies)
    for (const term of counts.keys()) containing.set(term, (containing.get(term) ?? 0) + 1)

  const columns = new Map<number, Column>()
  frequencies.forEach((counts, text) => {
    const entries: [column: Column, weight: number][] = []
    let squares = 0
    for (const [term, tf] of counts) {
      const among = containing.get(term) as number
      const weight = (1 + Math.log(tf)) * inverseDocumentFrequency(texts.length, among)
      squares += weight * weight
      if (among === 1) continue
      let column = columns.get(term)
      if (!column) {
        column = { texts: [], weights: [] }
        columns.set(term, column)
      }
      entries.push([column, weight])
    }
    const norm = Math.sqrt(squares)
    for (const [column, weight] of entries) {
      column.texts.push(text)
      column.weights.push(weight / norm)
    }
  })

  const rows = texts.map(() => new Float64Array(texts.length))
  for (const { texts: members, weights } of columns.values()) {
    for (let i = 0; i < members.length; i++) {
      const row = rows[members[i] as number] as Float64Array
      const weight = weights[i] as number
      // Members ascend, so this fills the lower triangle.
      for (let j = 0; j < i; j++) {
        const other = members[j] as number
        row[other] = (row[other] as number) + weight * (weights[j] as number)
      }
    }
  }
  for (let a = 0; a < rows.length; a++) {
    for (let b = 0; b < a; b++) (rows[b] as Float64Array)[a] = (rows[a] as Float64Array)[b] as number
  }
  return rows
}

function countTerms(terms: readonly number[]): Map<number, number> {
  const counts = new Map<number, number>()
  for (const term of terms) counts.set(term, (counts.get(term) ?? 0) + 1)
  return counts
}
