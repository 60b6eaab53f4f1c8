/** Relevance of documents for one query, by id; what is not named is not relevant. Grades are above 0. */
export type Relevance = ReadonlyMap<string, number>

export interface RankingMetrics {
  "ndcg@10": number
  "recall@10": number
  "mrr@10": number
  map: number
}

/**
 * Normalised discounted cumulative gain with linear gains, as trec_eval's ndcg_cut: the sum of grade / log2(place + 1), divided by
 * that of the best possible order.
 */
export function ndcg(ranking: readonly string[], relevant: Relevance, depth: number): number {
  const ideal = [...relevant.values()].sort((a, b) => b - a).slice(0, depth)
  const best = discounted(ideal)
  return best === 0 ? 0 : discounted(ranking.slice(0, depth).map((id) => relevant.get(id) ?? 0)) / best
}

function discounted(gains: readonly number[]): number {
  return gains.reduce((sum, gain, i) => sum + gain / Math.log2(i + 2), 0)
}

/** The share of the relevant documents that is among the first `depth`. */
export function recall(ranking: readonly string[], relevant: Relevance, depth: number): number {
  if (relevant.size === 0) return 0
  return ranking.slice(0, depth).filter((id) => relevant.has(id)).length / relevant.size
}

/** 1 / the place of the first relevant document, 0 when it is not among the first `depth`. */
export function reciprocalRank(ranking: readonly string[], relevant: Relevance, depth: number): number {
  const place = ranking.slice(0, depth).findIndex((id) => relevant.has(id))
  return place < 0 ? 0 : 1 / (place + 1)
}

/** The mean of the precision at each relevant document; those that are not in the ranking count 0. */
export function averagePrecision(ranking: readonly string[], relevant: Relevance): number {
  if (relevant.size === 0) return 0
  let found = 0
  let sum = 0
  ranking.forEach((id, i) => {
    if (!relevant.has(id)) return
    found += 1
    sum += found / (i + 1)
  })
  return sum / relevant.size
}

/** Means over queries. A ranking names no document twice. */
export function rankingMetrics(
  queries: readonly { ranking: readonly string[]; relevant: Relevance }[],
): RankingMetrics {
  const mean = (measure: (ranking: readonly string[], relevant: Relevance) => number) =>
    queries.reduce((sum, { ranking, relevant }) => sum + measure(ranking, relevant), 0) / Math.max(1, queries.length)
  return {
    "ndcg@10": mean((ranking, relevant) => ndcg(ranking, relevant, 10)),
    "recall@10": mean((ranking, relevant) => recall(ranking, relevant, 10)),
    "mrr@10": mean((ranking, relevant) => reciprocalRank(ranking, relevant, 10)),
    map: mean(averagePrecision),
  }
}
