import { ensureDemoAccount } from "../domains/accounts/index.ts"
import { addIndexedTexts, embedQuery, embedTexts, retrievePassages } from "../domains/library/index.ts"
import type { Deps } from "../platform/deps.ts"
import { plainBm25 } from "./plain-bm25.ts"
import { type RankingMetrics, rankingMetrics } from "./ranking-metrics.ts"
import type { TestCollection } from "./test-collection.ts"

/** Passages asked for: enough to find many different documents among them. */
const DEPTH = 300

export type RetrievalMode = "lexical" | "dense" | "hybrid"

export interface RetrievalMeasures {
  documents: number
  queries: number
  /** Name of the embedding model; null: none, so there is no dense ranking and hybrid is lexical. */
  embeddingModel: string | null
  /** Plain BM25 over the same documents, for comparison. */
  bm25: RankingMetrics
  lexical: RankingMetrics
  dense: RankingMetrics | null
  hybrid: RankingMetrics
  seconds: { index: number }
  /** One query at a time, by mode. */
  latencyMs: Partial<Record<RetrievalMode, { median: number; p95: number }>>
}

/**
 * Adds a collection to the library of a learner, through the product's own index, and asks all its queries through the product's own
 * retrieval; a document stands where its best passage does. The database should be empty: everything the learner has is searched.
 */
export async function measureRetrieval(
  deps: Pick<Deps, "db" | "clock" | "models">,
  collection: TestCollection,
  onProgress: (words: string) => void,
): Promise<RetrievalMeasures> {
  const { userId } = await deps.db.asSystem("measure-retrieval", (tx) => ensureDemoAccount(tx, deps.clock.now(), "UTC"))
  const startedAt = performance.now()
  // A document without a word cannot be found; the product refuses it as empty.
  const documents = collection.documents.filter(({ title, text }) => /[\p{L}\p{N}]/u.test(title + text))
  const { queries } = collection
  const ids = await addIndexedTexts(deps, userId, documents, (done) =>
    onProgress(`indexed ${done} of ${documents.length}`),
  )
  if (deps.models.embeddingModel !== null)
    await embedTexts(deps, userId, ids, (done) => onProgress(`vectors for ${done} of ${ids.length}`))
  const indexSeconds = (performance.now() - startedAt) / 1000
  const documentOf = new Map(ids.map((id, i) => [id, (documents[i] as { id: string }).id]))

  const latencyMs: RetrievalMeasures["latencyMs"] = {}
  const measure = async (mode: RetrievalMode): Promise<RankingMetrics> => {
    const times: number[] = []
    const ranked: { ranking: string[]; relevant: Map<string, number> }[] = []
    for (const { text, relevant } of queries) {
      const from = performance.now()
      const vector = mode === "lexical" ? undefined : await embedQuery(deps, userId, text)
      const query = { userId, text, limit: DEPTH, mode, ...(vector === undefined ? {} : { vector }) }
      const hits = await deps.db.readAsLearner(userId, (tx) => retrievePassages(deps, tx, query))
      times.push(performance.now() - from)
      const ranking = [...new Set(hits.map(({ materialId }) => documentOf.get(materialId) as string))]
      ranked.push({ ranking, relevant })
      if (times.length % 50 === 0) onProgress(`${mode}: ${times.length} of ${queries.length} queries`)
    }
    times.sort((a, b) => a - b)
    const at = (share: number) => times[Math.min(times.length - 1, Math.floor(times.length * share))] ?? 0
    latencyMs[mode] = { median: at(0.5), p95: at(0.95) }
    return rankingMetrics(ranked)
  }

  const lexical = await measure("lexical")
  const hasModel = deps.models.embeddingModel !== null
  const bm25 = plainBm25(documents, DEPTH)
  return {
    documents: documents.length,
    queries: queries.length,
    embeddingModel: deps.models.embeddingModel?.name ?? null,
    bm25: rankingMetrics(queries.map(({ text, relevant }) => ({ ranking: bm25(text), relevant }))),
    lexical,
    dense: hasModel ? await measure("dense") : null,
    hybrid: hasModel ? await measure("hybrid") : lexical,
    seconds: { index: indexSeconds },
    latencyMs,
  }
}
