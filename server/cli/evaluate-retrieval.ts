import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { openHouse } from "../main.ts"
import { readConfig, withSecretFiles } from "../platform/config.ts"
import { defineCommand, tableOf } from "./command.ts"
import { measureRetrieval, type RetrievalMeasures } from "./measure-retrieval.ts"
import { createOwnDatabase } from "./own-database.ts"
import type { RankingMetrics } from "./ranking-metrics.ts"
import { readTestCollection } from "./test-collection.ts"

const METRICS = ["ndcg@10", "recall@10", "mrr@10", "map"] as const

export const evaluateRetrieval = defineCommand({
  name: "evaluate retrieval",
  summary: "Measure the search on a test collection with known answers",
  details: `The folder has the layout of the BEIR benchmark: corpus.jsonl, queries.jsonl, and qrels.tsv or qrels/test.tsv. The documents are
added to the library of one learner in an empty database of their own (embedded; with DATABASE_URL beside the one it names),
through the product's own index, and all queries are asked through the product's own search. Beside it stands plain BM25
over the same documents. Without an embedding model there is no dense ranking, and hybrid is lexical.`,
  options: {
    corpus: { type: "string", value: "DIR", description: "the test collection", required: true },
  },
  async run({ options }) {
    const measures = await evaluate(options.corpus, (words) => {
      if (process.stderr.isTTY) process.stderr.write(`\r\x1b[K${words}`)
    })
    if (process.stderr.isTTY) process.stderr.write("\r\x1b[K")
    return { json: { corpus: options.corpus, ...measures }, text: describe(measures) }
  },
})

/** @throws CommandError when the collection cannot be read */
async function evaluate(folder: string, onProgress: (words: string) => void): Promise<RetrievalMeasures> {
  const collection = await readTestCollection(folder)
  const dataDir = await mkdtemp(join(tmpdir(), "studyin-evaluate-"))
  const env = withSecretFiles(process.env)
  const url = env.DATABASE_URL
  const own = url ? await createOwnDatabase(url, "evaluate") : undefined
  try {
    const database = own ? { DATABASE_URL: own.url } : {}
    const house = await openHouse(readConfig({ ...env, ...database, DATA_DIR: dataDir, LOG_LEVEL: "silent" }))
    try {
      return await measureRetrieval(house.deps, collection, onProgress)
    } finally {
      await house.close()
    }
  } finally {
    await own?.drop()
    await rm(dataDir, { recursive: true, force: true })
  }
}

function describe(measures: RetrievalMeasures): string {
  const { documents, queries, embeddingModel, seconds, latencyMs } = measures
  const row = (name: string, metrics: RankingMetrics | null): string[] => [
    name,
    ...METRICS.map((metric) => (metrics === null ? "-" : metrics[metric].toFixed(4))),
  ]
  const latencies = Object.entries(latencyMs).map(
    ([mode, { median, p95 }]) => `${mode} ${median.toFixed(0)} ms (95 %: ${p95.toFixed(0)} ms)`,
  )
  return `${documents} documents indexed in ${seconds.index.toFixed(1)} s, ${queries} queries

${tableOf([
  ["", ...METRICS],
  row("plain BM25", measures.bm25),
  row("lexical", measures.lexical),
  row("dense", measures.dense),
  row("hybrid", measures.hybrid),
])}

  a query: ${latencies.join(", ")}
  ${embeddingModel === null ? "no embedding model is set up: no dense ranking, and hybrid is lexical" : `embedding model: ${embeddingModel}`}`
}
