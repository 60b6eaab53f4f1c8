import { startServerProcess } from "../server/cli/server-process.ts"
import { quantile } from "../server/cli/smoke/probe-latency.ts"
import type { OpenDatabase } from "../server/platform/database/index.ts"
import type { Bench, BenchContext } from "./bench.ts"
import { answerFor } from "./load.ts"
import { installBareRecording, recordBarely, recordByPgbench } from "./one-round-trip.ts"
import { type OwnPlace, withOwnPlace } from "./own-server.ts"
import { insertHistory, makeLearners, prepareAnswers, type WorldLearner } from "./record-world.ts"

const CLIENTS = 16
const SHORT_HISTORY = 1_000
const LONG_HISTORY = 100_000

/**
 * Answers recorded a second through HTTP, beside the same rows written in one round trip, and what a long history costs.
 * Every answer goes through a practice session: graded, recorded, every fifth made into a card, its feedback read and sent.
 */
export const benchSpine: Bench = async (context) => {
  for (const engine of context.engines) {
    await withOwnPlace(engine, context, (place) => measureEngine(engine, place, context))
  }
}

async function measureEngine(engine: "pglite" | "postgres", place: OwnPlace, context: BenchContext): Promise<void> {
  const durationMs = context.isQuick ? 1_000 : 6_000
  context.say(`spine (${engine}): making learners`)
  const learners = await makeLearners(place, CLIENTS + 2)
  const answering = learners.slice(0, CLIENTS)
  const [beginner, veteran] = learners.slice(CLIENTS) as [WorldLearner, WorldLearner]
  await withDatabase(place, async (db) => {
    await insertHistory(db, beginner.userId, SHORT_HISTORY)
    await insertHistory(db, veteran.userId, context.isQuick ? LONG_HISTORY / 10 : LONG_HISTORY)
    await db.execute("analyze")
  })

  const server = await startServerProcess(place)
  let rates: number[]
  try {
    const most = context.isQuick ? 400 : 6_000
    const alone = await prepareAnswers(server.url, answering[0] as WorldLearner, most)
    const all = await Promise.all(answering.map((learner) => prepareAnswers(server.url, learner, most / 4)))
    const histories = []
    for (const learner of [beginner, veteran]) histories.push(await prepareAnswers(server.url, learner, 700))
    context.say(`spine (${engine}): answering`)
    // Both ends have compiled what they run when it counts.
    for (const one of all) await answerFor(server.url, [{ ...one, waiting: one.waiting.splice(0, 25) }], durationMs)
    const one = await answerFor(server.url, [alone], durationMs)
    const cpuBefore = server.cpuMs()
    const many = await answerFor(server.url, all, durationMs)
    const cpuAfter = server.cpuMs()
    if (cpuBefore !== null && cpuAfter !== null)
      context.report({
        name: `spine processor time an answer (${engine})`,
        value: (cpuAfter - cpuBefore) / many.tookMs.length,
        unit: "ms",
        note: "of the server's process; does not depend on what else the machine does",
      })
    rates = [one.perSecond, many.perSecond]
    reportLatency(context, engine, 1, one.tookMs)
    reportLatency(context, engine, CLIENTS, many.tookMs)
    await measureHistories(context, engine, server.url, histories)
  } finally {
    await server.stop()
  }

  context.say(`spine (${engine}): the same rows in one round trip`)
  const limits = await withDatabase(place, async (db) => {
    await installBareRecording(
      db,
      answering.map(({ userId }) => userId),
    )
    if (place.databaseUrl === null) return [await recordBarely(db, durationMs)]
    return [
      await recordByPgbench(place.databaseUrl, 1, durationMs),
      await recordByPgbench(place.databaseUrl, CLIENTS, durationMs),
    ]
  })
  for (const [n, clients] of [1, CLIENTS].entries()) {
    // The embedded database has one session: its limit is the same for any number of clients.
    const limit = limits[Math.min(n, limits.length - 1)] ?? null
    const baselineName =
      place.databaseUrl === null ? "same rows, one call, in process" : "pgbench, same rows, one round trip"
    context.report({
      name: `spine answers, ${clients} client${clients === 1 ? "" : "s"} (${engine})`,
      value: rates[n] ?? 0,
      unit: "answers/s",
      ...(limit === null ? { note: "no pgbench found" } : { baseline: limit, baselineName }),
    })
  }
}

async function measureHistories(
  context: BenchContext,
  engine: string,
  url: string,
  answerers: Awaited<ReturnType<typeof prepareAnswers>>[],
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
    note: `${(context.isQuick ? LONG_HISTORY / 10 : LONG_HISTORY).toLocaleString("en")} answers before`,
  })
}

function reportLatency(context: BenchContext, engine: string, clients: number, tookMs: readonly number[]): void {
  const p50 = quantile(tookMs, 0.5)
  context.report({
    name: `spine latency p99, ${clients} client${clients === 1 ? "" : "s"} (${engine})`,
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
