/** G. V. Cormack, C. L. A. Clarke, S. Büttcher, "Reciprocal rank fusion outperforms Condorcet" (2009). */
const K = 60

/**
 * One ranking from several by reciprocal rank: an item gains 1 / (60 + place) from each ranking it is in, places from 1. Needs no
 * scores that can be compared. Best first; ties keep the order in which items were first met. Scores are shares of the highest
 * an item could have.
 */
export function fuseRankings<T>(rankings: readonly (readonly T[])[]): { item: T; score: number }[] {
  const scores = new Map<T, number>()
  for (const ranking of rankings) {
    ranking.forEach((item, index) => {
      scores.set(item, (scores.get(item) ?? 0) + 1 / (K + index + 1))
    })
  }
  const best = rankings.length / (K + 1)
  return [...scores].map(([item, score]) => ({ item, score: score / best })).sort((a, b) => b.score - a.score)
}
