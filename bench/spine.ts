import { startServerProcess } from "../server/cli/server-process.ts"
import { quantile } from "../server/cli/smoke/probe-latency.ts"
import type { OpenDatabase } from "../server/platform/database/index.ts"
import type { Bench, BenchContext } from "./bench.ts"
import { answerFor } from "./load.ts"
import { byStatements, inOneCall, installBareRecording, recordBarely, recordByPgbench } from "./one-round-trip.ts"
import { type OwnPlace, withOwnPlace } from "./own-server.ts"
import { type Answerer, insertHistory, makeLearners, prepareAnswers, type WorldLearner } from "./record-world.ts"

const CLIENTS = [1, 16, 64] as const
const MOST_CLIENTS = 64
const SHORT_HISTORY = 1_000
const LONG_HISTORY = { pglite: 100_000, postgres: 1_000_000 }

/**
 * Answers recorded a second through HTTP, beside the same rows written in one round trip, and what a long history costs.
 * Every answer goes through a practice session: graded, recorded, every fifth wrong and made into a card, its feedback read and sent.
 */
export const benchSpine: Bench = async (context) => {
  for (const engine of context.engines) {
    await withOwnPlace(engine, context, (place) => measureEngine(engine, place, context))
  }
}

async function measureEngine(engine: "pglite" | "postgres", place: OwnPlace, context: BenchContext): Promise<void> {
  const durationMs = context.isQuick ? 1_000 : 6_000
  const long = context.isQuick ? LONG_HISTORY[engine] / 10 : LONG_HISTORY[engine]
  context.say(`spine (${engine}): making learners`)
  const learners = await makeLearners(place, MOST_CLIENTS + 2)
  const answering = learners.slice(0, MOST_CLIENTS)
  const [beginner, veteran] = learners.slice(MOST_CLIENTS) as [WorldLearner, WorldLearner]
  await withDatabase(place, async (db) => {
    await insertHistory(db, beginner.userId, SHORT_HISTORY)
    await insertHistory(db, veteran.userId, long)
    await db.execute("vacuum analyze", undefined, { statementTimeoutMs: 0 })
  })

  const server = await startServerProcess(place)
  const rates: number[] = []
  try {
    // Each has answers for every round and some for warming up; the one who answers alone is quickest.
    const counts = answering.map((_, n) => (context.isQuick ? 100 : n === 0 ? 6_000 : 1_000))
    const all: Answerer[] = []
    for (const [n, learner] of answering.entries()) all.push(await prepareAnswers(server.url, learner, counts[n] ?? 0))
    const histories = []
    for (const learner of [beginner, veteran]) histories.push(await prepareAnswers(server.url, learner, 700))
    context.say(`spine (${engine}): answering`)
    // Both ends have compiled what they run when it counts.
    for (const one of all) await answerFor(server.url, [{ ...one, waiting: one.waiting.splice(0, 20) }], durationMs)
    for (const clients of CLIENTS) {
      const cpuBefore = server.cpuMs()
      const { perSecond, tookMs } = await answerFor(server.url, all.slice(0, clients), durationMs)
      const cpuAfter = server.cpuMs()
      rates.push(perSecond)
      reportLatency(context, engine, clients, tookMs)
      if (cpuBefore === null || cpuAfter === null) continue
      context.report({
        name: `spine processor time an answer, ${said(clients)} (${engine})`,
        value: (cpuAfter - cpuBefore) / tookMs.length,
        unit: "ms",
        note: "of the server's process",
      })
    }
    await measureHistories(context, engine, server.url, histories, long)
  } finally {
    await server.stop()
  }

  context.say(`spine (${engine}): the same rows without StudyIn`)
  for (const { baselineName, perSecond } of await measureLimits(place, answering, durationMs)) {
    for (const [n, clients] of CLIENTS.entries()) {
      const limit = perSecond[n]
      context.report({
        name: `spine answers, ${said(clients)} (${engine})`,
        value: rates[n] ?? 0,
        unit: "answers/s",
        ...(limit == null ? { note: "no pgbench found" } : { baseline: limit, baselineName }),
      })
    }
  }
}

interface Limit {
  baselineName: string
  /** For each of CLIENTS; null where there is nothing to measure it with. */
  perSecond: (number | null)[]
}

/** How often a second the rows of an answer are written with nothing decided and no HTTP. */
function measureLimits(place: OwnPlace, answering: readonly WorldLearner[], durationMs: number): Promise<Limit[]> {
  return withDatabase(place, async (db) => {
    const ids = answering.map(({ userId }) => userId)
    await installBareRecording(db, ids)
    const { databaseUrl } = place
    if (databaseUrl === null) {
      // The embedded database has one session: its limit is the same for any number of clients.
      const perSecond = await recordBarely(db, durationMs)
      return [{ baselineName: "same rows, one call, in process", perSecond: CLIENTS.map(() => perSecond) }]
    }
    const byPgbench = async (script: string): Promise<(number | null)[]> => {
      const perSecond: (number | null)[] = []
      for (const clients of CLIENTS) perSecond.push(await recordByPgbench(databaseUrl, script, clients, durationMs))
      return perSecond
    }
    return [
      { baselineName: "pgbench, same rows by a transaction", perSecond: await byPgbench(byStatements) },
      { baselineName: "pgbench, same rows by one call", perSecond: await byPgbench(inOneCall) },
    ]
  })
}

function said(clients: number): string {
  return `${clients} client${clients === 1 ? "" : "s"}`
}

async function measureHistories(
  context: BenchContext,
  engine: string,
  url: string,
  answerers: Answerer[],
  longHistory: number,
): Promise<void> {
  const took: number[][] = [[], []]
  // In turns, so that whatever else the machine does hits both alike.
  for (let turn = 0; turn < 6; turn++) {
    for (const [which, answerer] of answerers.entries()) {
      const some = { ...answerer, waiting: answerer.waiting.splice(0, 100) }
      took[which]?.push(...(await answerFor(url, [some], 60_000)).tookMs)
    }
  }
  const [short = 0, long = 0] = took.map((all) =>
    quantile(
      all.toSorted((a, b) => a - b),
      0.5,
    ),
  )
  context.report({
    name: `spine answer p50, long history (${engine})`,
    value: long,
    unit: "ms",
    baseline: short,
    baselineName: `with ${SHORT_HISTORY.toLocaleString("en")} answers before`,
    note: `${longHistory.toLocaleString("en")} answers before`,
  })
}

function reportLatency(context: BenchContext, engine: string, clients: number, tookMs: readonly number[]): void {
  const p50 = quantile(tookMs, 0.5)
  context.report({
    name: `spine latency p99, ${said(clients)} (${engine})`,
    value: quantile(tookMs, 0.99),
    unit: "ms",
    baseline: p50,
    baselineName: "p50",
  })
}

async function withDatabase<T>(place: OwnPlace, work: (db: OpenDatabase) => Promise<T>): Promise<T> {
  const db = await place.open()
  try {
    return await work(db)
  } finally {
    await db.close()
  }
}
