import { sql } from "kysely"
import { ensureDemoAccount } from "../server/domains/accounts/index.ts"
import {
  addIndexedTexts,
  type PassageQuery,
  type PlainText,
  retrievePassages,
} from "../server/domains/library/index.ts"
import { migrate, type OpenDatabase, type Tx, vectorText } from "../server/platform/database/index.ts"
import type { Models } from "../server/platform/models/index.ts"
import { systemClock } from "../server/shared/clock.ts"
import { newId } from "../server/shared/ids.ts"
import type { Bench, BenchContext } from "./bench.ts"
import { withOwnPlace } from "./own-server.ts"
import { addCrowd, addNaiveIndex, askNaively, dropNaiveIndex } from "./retrieval-crowd.ts"

const CHUNKS = 20_000
const CHUNKS_PER_TEXT = 400
/** People beside the one with many passages. A vector of each of their passages takes 1.6 kB. */
const CROWD = { pglite: { learners: 20, passages: 1000 }, postgres: { learners: 1000, passages: 1000 } } as const
/**
 * So many of them are there when one index over everybody's vectors is built to compare with: over a million vectors that took 35 of 56
 * minutes, and then the planner left it alone. At a share of a hundredth it takes the index or leaves it, as its statistics have it; what it finds tells which.
 */
const COMPARED_LEARNERS = 100
const QUICK_CROWD = { learners: 20, passages: 200 } as const
const WORDS_PER_CHUNK = 240
const DIMENSIONS = 384
const MODEL = "bench-384"

/**
 * Latency of search over one learner's 20,000 passages (some forty books), on each engine: lexical with both stages, hybrid with
 * vectors, beside what neither can undercut: the same database reading the postings, and the exact scan of the vectors. Then the same
 * for one of a crowd of learners with 1,000 passages each, beside one index over everybody's vectors.
 */
export const benchRetrieval: Bench = async (context) => {
  for (const engine of context.engines) {
    await withOwnPlace(engine, context, async (place) => {
      const db = await place.open()
      try {
        await migrate(db, "up")
        const world = await measure(db, context)
        await measureCrowd(db, context, world)
      } finally {
        await db.close()
      }
    })
  }
}

interface World {
  deps: { db: OpenDatabase; clock: typeof systemClock; models: Models }
  vocabulary: Vocabulary
}

async function measure(db: OpenDatabase, { isQuick, report, say }: BenchContext): Promise<World> {
  const chunks = isQuick ? CHUNKS / 10 : CHUNKS
  const { userId } = await db.asSystem("bench-retrieval", (tx) => ensureDemoAccount(tx, systemClock.now(), "UTC"))
  const vocabulary = new Vocabulary(30_000)
  const indexStart = performance.now()
  const deps = { db, clock: systemClock, models: modelsOf(vocabulary) }
  for (let done = 0; done < chunks; done += CHUNKS_PER_TEXT) {
    await addIndexedTexts(deps, userId, [textOf(vocabulary, CHUNKS_PER_TEXT)])
    say(`${db.engine}: ${done + CHUNKS_PER_TEXT} of ${chunks} passages indexed`)
  }
  report({
    name: `retrieval.index ${db.engine}`,
    value: (performance.now() - indexStart) / (chunks / 1000),
    unit: "ms per 1,000 passages",
  })
  await addVectors(db, userId, vocabulary)
  for (const table of ["materials", "material_chunks", "chunk_terms", "chunk_embeddings"])
    await db.execute(`vacuum analyze ${table}`)

  const queries = Array.from({ length: isQuick ? 20 : 60 }, () => vocabulary.question())
  const retrieve = (mode: PassageQuery["mode"]) => (text: string) =>
    db.readAsLearner(userId, (tx) =>
      retrievePassages(deps, tx, { userId, text, limit: 10, mode, vector: vocabulary.vector(text) }),
    )
  const postings = (text: string) =>
    db.readAsLearner(userId, (tx) =>
      sql`select term, chunk_indexes::text, tfs::text, title_tfs::text from chunk_terms
        where user_id = ${userId} and term = any(${text.split(" ")}::text[])`.execute(tx),
    )
  const scan = (text: string) => db.readAsLearner(userId, (tx) => scanExactly(tx, userId, vocabulary.vector(text)))

  await retrieve("lexical")(queries[0] as string)
  const postingsMs = await timed(queries, postings)
  const scanMs = await timed(queries, scan)
  const name = (what: string) => `retrieval.${what} ${db.engine}`
  const [lexicalMs, denseMs, hybridMs] = [
    await timed(queries, retrieve("lexical")),
    await timed(queries, retrieve("dense")),
    await timed(queries, retrieve("hybrid")),
  ]
  const note = `${chunks} passages, median`
  report({
    name: name("lexical"),
    value: lexicalMs,
    unit: "ms",
    baseline: postingsMs,
    baselineName: "reading the postings",
    note,
  })
  report({ name: name("dense"), value: denseMs, unit: "ms", baseline: scanMs, baselineName: "exact scan", note })
  report({
    name: name("hybrid"),
    value: hybridMs,
    unit: "ms",
    baseline: postingsMs + scanMs,
    baselineName: "both",
    note,
  })
  report({
    name: name("recall@10 of exact search"),
    value: await recallOfScan(
      queries,
      async (text) => (await retrieve("dense")(text)).map(({ chunkId }) => chunkId),
      scan,
    ),
    unit: "of 1",
  })
  return { deps, vocabulary }
}

async function measureCrowd(
  db: OpenDatabase,
  { crowd, isQuick, report, say }: BenchContext,
  { deps, vocabulary }: World,
): Promise<void> {
  const size = isQuick ? QUICK_CROWD : CROWD[db.engine]
  const learners = crowd.learners ?? size.learners
  const passages = Math.max(CHUNKS_PER_TEXT / 4, crowd.passages ?? size.passages)
  if (learners === 0) return
  const patternId = newId()
  await db.asSystem("bench-crowd", (tx) =>
    sql`insert into users (id, email, display_name) values (${patternId}, 'pattern@example.test', 'The first of many')`.execute(
      tx,
    ),
  )
  for (let done = 0; done < passages; done += CHUNKS_PER_TEXT / 4)
    await addIndexedTexts(deps, patternId, [textOf(vocabulary, CHUNKS_PER_TEXT / 4)])
  await addVectors(db, patternId, vocabulary)
  const grow = async (from: number, until: number) => {
    const added = await addCrowd(db, { userId: patternId, model: MODEL }, { from, until }, (done) =>
      say(`${db.engine}: ${done} of ${learners} learners`),
    )
    for (const table of ["materials", "material_chunks", "chunk_terms", "chunk_embeddings"])
      await db.execute(`vacuum analyze ${table}`, undefined, { statementTimeoutMs: 0 })
    return added
  }
  const figuresOf = (userIds: readonly string[]) => {
    const asking = askIn(deps, vocabulary, userIds, isQuick ? 20 : 40)
    const note = `${userIds.length} learners with ${passages} passages each, median`
    const reportMs = (what: string, value: number, baseline: number, baselineName: string) =>
      report({ name: `retrieval.crowd ${what} ${db.engine}`, value, unit: "ms", baseline, baselineName, note })
    const reportRecall = (value: number, what: string) =>
      report({ name: `retrieval.crowd recall@10 ${what} ${db.engine}`, value, unit: "of 1", note })
    return { ...asking, reportMs, reportRecall }
  }

  const compared = Math.min(learners, COMPARED_LEARNERS)
  const first = await grow(0, compared)
  {
    const { texts, scan, retrieve, naive, reportMs, reportRecall } = figuresOf(first)
    const denseMs = await timed(texts, retrieve("dense"))
    say(`${db.engine}: one index over everybody's vectors`)
    await addNaiveIndex(db, DIMENSIONS)
    reportMs("dense", denseMs, await timed(texts, naive), "one index for all")
    reportRecall(await recallOfScan(texts, naive, scan), "of one index for all")
    await dropNaiveIndex(db)
  }

  const all = compared === learners ? first : [...first, ...(await grow(compared, learners))]
  const { texts, scan, retrieve, reportMs, reportRecall } = figuresOf(all)
  const scanMs = await timed(texts, scan)
  for (const mode of ["dense", "lexical", "hybrid"] as const)
    reportMs(mode, await timed(texts, retrieve(mode)), scanMs, "exact scan")
  const ids = async (text: string) => (await retrieve("dense")(text)).map(({ chunkId }) => chunkId)
  reportRecall(await recallOfScan(texts, ids, scan), "of exact search")
}

/** Each question by another of these people, as it is on a server: nothing is remembered but what the last one left. */
function askIn(deps: World["deps"], vocabulary: Vocabulary, userIds: readonly string[], count: number) {
  const { db } = deps
  const userOf = new Map(
    Array.from({ length: count }, (_, i) => [vocabulary.question(), userIds[(i * 37) % userIds.length] as string]),
  )
  const as =
    <T>(work: (tx: Tx, userId: string, vector: number[]) => Promise<T>) =>
    (text: string) => {
      const userId = userOf.get(text) as string
      return db.readAsLearner(userId, (tx) => work(tx, userId, vocabulary.vector(text)))
    }
  return {
    texts: [...userOf.keys()],
    retrieve: (mode: PassageQuery["mode"]) => (text: string) =>
      as((tx, userId, vector) => retrievePassages(deps, tx, { userId, text, limit: 10, mode, vector }))(text),
    scan: as((tx, userId, vector) => scanExactly(tx, userId, vector)),
    naive: (text: string) =>
      db.asSystem("bench-naive", (tx) => askNaively(tx, userOf.get(text) as string, vocabulary.vector(text))),
  }
}

/** Median, in milliseconds. */
async function timed(queries: readonly string[], ask: (text: string) => Promise<unknown>): Promise<number> {
  const times: number[] = []
  for (const text of queries) {
    const from = performance.now()
    await ask(text)
    times.push(performance.now() - from)
  }
  return times.sort((a, b) => a - b)[Math.floor(times.length / 2)] as number
}

async function scanExactly(tx: Tx, userId: string, vector: number[]): Promise<string[]> {
  const { rows } = await sql<{ chunk_id: string }>`
    with mine as materialized (select chunk_id, embedding from chunk_embeddings where user_id = ${userId} and model = ${MODEL})
    select chunk_id from mine order by embedding <=> ${vectorText(vector)}::vector, chunk_id limit 10`.execute(tx)
  return rows.map(({ chunk_id }) => chunk_id)
}

async function recallOfScan(
  queries: readonly string[],
  dense: (text: string) => Promise<string[]>,
  scan: (text: string) => Promise<string[]>,
): Promise<number> {
  let found = 0
  for (const text of queries) {
    const exact = new Set(await scan(text))
    found += (await dense(text)).filter((id) => exact.has(id)).length
  }
  return found / (queries.length * 10)
}

async function addVectors(db: OpenDatabase, userId: string, vocabulary: Vocabulary): Promise<void> {
  const { rows } = await db.readAsLearner(userId, (tx) =>
    sql<{ id: string }>`select id from material_chunks where user_id = ${userId}`.execute(tx),
  )
  for (let from = 0; from < rows.length; from += 500) {
    const ids = rows.slice(from, from + 500).map(({ id }) => id)
    await db.asLearner(userId, (tx) =>
      sql`insert into chunk_embeddings (user_id, chunk_id, model, embedding)
        select ${userId}::uuid, id, ${MODEL}, embedding::vector from unnest(${ids}::uuid[], ${ids.map((id) => vectorText(vocabulary.vector(id)))}::text[]) as row(id, embedding)`.execute(
        tx,
      ),
    )
  }
}

function textOf(vocabulary: Vocabulary, chunks: number): PlainText {
  const paragraphs = Array.from({ length: chunks }, () => `${vocabulary.words(WORDS_PER_CHUNK).join(" ")}.`)
  return { title: `Book of ${vocabulary.words(2).join(" ")}`, text: paragraphs.join("\n\n") }
}

function modelsOf(vocabulary: Vocabulary): Models {
  const none = () => Promise.reject(new Error("not measured"))
  return {
    engine: "built-in",
    model: null,
    capabilities: { objects: false, text: false, embeddings: true },
    embeddingModel: { name: MODEL, dimensions: DIMENSIONS },
    generateObject: none,
    streamText: () => {
      throw new Error("not measured")
    },
    embed: async (texts) => ({
      vectors: texts.map((text) => vocabulary.vector(text)),
      usage: { inputTokens: 0, outputTokens: 0 },
    }),
  }
}

/**
 * Words as frequent as those of a language (Zipf and Mandelbrot), the same in every run. 240, 24,000 and 96,000 of them hold some 130, 3,500
 * and 8,500 different ones; of the stems of abstracts (PubMedQA) it is 134, 3,333 and 6,997, of encyclopedia articles (XQuAD) 132 and 4,726.
 */
class Vocabulary {
  readonly #words: string[]
  readonly #cumulative: number[] = []
  #state = 0x2545f491

  constructor(size: number) {
    const syllables = "ba ce di fo gu ha ki lo mu ne pra ri so ta ve xa yo zu".split(" ")
    this.#words = Array.from({ length: size }, (_, i) => {
      let word = ""
      for (let rest = i + syllables.length; rest > 0; rest = Math.floor(rest / syllables.length)) {
        word += syllables[rest % syllables.length]
      }
      return word
    })
    let sum = 0
    for (let rank = 1; rank <= size; rank++) {
      sum += (rank + 2.7) ** -1.28
      this.#cumulative.push(sum)
    }
  }

  words(count: number): string[] {
    return Array.from({ length: count }, () => this.#words[this.#rank()] as string)
  }

  /** Six words, common and rare as they come. */
  question(): string {
    return this.words(6).join(" ")
  }

  /** The same vector for the same text. */
  vector(text: string): number[] {
    let state = 0
    for (const character of text) state = Math.imul(state ^ (character.codePointAt(0) as number), 0x01000193)
    return Array.from({ length: DIMENSIONS }, () => {
      state = (Math.imul(state ^ (state >>> 15), 0x85ebca6b) + 0x9e3779b9) | 0
      return state / 2 ** 31
    })
  }

  #rank(): number {
    this.#state = (Math.imul(this.#state ^ (this.#state >>> 15), 0x2c1b3c6d) + 0x3c6ef372) | 0
    const at = ((this.#state >>> 0) / 2 ** 32) * (this.#cumulative.at(-1) as number)
    let [low, high] = [0, this.#cumulative.length - 1]
    while (low < high) {
      const middle = (low + high) >> 1
      if ((this.#cumulative[middle] as number) < at) low = middle + 1
      else high = middle
    }
    return low
  }
}
