import { writeFile } from "node:fs/promises"
import { join } from "node:path"
import { sql } from "kysely"
import { startServerProcess } from "../server/cli/server-process.ts"
import { openApp, openHouse } from "../server/main.ts"
import { readConfig } from "../server/platform/config.ts"
import { type OpenDatabase, openDatabase } from "../server/platform/database/index.ts"
import { Session } from "../server/platform/database/session.ts"
import { seedLearners } from "../server/seed/seed-learners.ts"
import { hearStatements } from "../test/statement-recorder.ts"
import type { Bench } from "./bench.ts"
import { withOwnPlace } from "./own-server.ts"
import { type ExplainOutput, factsOf, type PlanFacts, planTable } from "./plan-page.ts"
import { insertHistory } from "./record-world.ts"
import { spendADay } from "./study-day-walk.ts"

const page = join(import.meta.dirname, "../docs/query-plans.md")
const STATEMENTS = 20
const QUICK = { learners: 20, historyDays: 60 }
const FULL = { learners: 4_700, historyDays: 180 }
const LEARNERS = 5
/** Times each is carried out; the quickest counts. */
const TURNS = 4

/**
 * The twenty statements that are sent most often, carried out under EXPLAIN (ANALYZE, BUFFERS) in a large database, for ordinary
 * learners and for one with a million entries: docs/query-plans.md. BENCH_SEEDED_DATABASE_URL names a database that was seeded
 * before; without it one is made, which takes an hour for ten million.
 */
export const benchPlans: Bench = async (context) => {
  if (context.databaseUrl === null) return context.say("plans: need PostgreSQL")
  const seeded = process.env.BENCH_SEEDED_DATABASE_URL
  const work = (place: Place) => measure(place, context)
  await withOwnPlace("postgres", context, async (place) => {
    if (seeded !== undefined && seeded !== "") return work({ ...place, databaseUrl: seeded })
    await (await startServerProcess(place)).stop()
    const db = await place.open()
    try {
      const size = context.isQuick ? QUICK : FULL
      await seedLearners(db, { ...size, learners: context.crowd.learners ?? size.learners, now: new Date() })
    } finally {
      await db.close()
    }
    return work(place)
  })
}

interface Place {
  dataDir: string
  databaseUrl: string | null
}

interface Sent {
  times: number
  /** Of its second time; undefined when it was sent but once. */
  plan: Promise<PlanFacts> | undefined
}

async function measure(place: Place, context: Parameters<Bench>[0]): Promise<void> {
  const config = readConfig({
    DATABASE_URL: place.databaseUrl ?? "",
    DATA_DIR: place.dataDir,
    LOG_LEVEL: "error",
    RATE_LIMIT: "0",
    CACHE: "off",
  })
  const house = await openHouse(config)
  const { db } = house
  try {
    const facts = await sizeOf(db)
    context.say(
      `plans: ${facts.interactions.toLocaleString("en")} interactions of ${facts.learners} learners, ${facts.size}`,
    )
    const learners = await findLearners(db)
    const sent = await recordWhile(async () => {
      const app = await openApp({
        ...house,
        deps: { ...house.deps, sessions: { isActive: async () => true } as never },
      })
      await house.deps.queue.start([])
      for (const userId of learners) await spendADay(app, house.deps, userId)
      await app.close()
    })
    const rows = sent.sort((a, b) => b.times - a.times).slice(0, STATEMENTS)
    const all = sent.reduce((sum, { times }) => sum + times, 0)
    const veteran = await makeVeteran(place, context)
    const long = await recordWhile(async () => {
      const app = await openApp({
        ...house,
        deps: { ...house.deps, sessions: { isActive: async () => true } as never },
      })
      await spendADay(app, house.deps, veteran)
      await app.close()
    })
    const ofVeteran = rows.flatMap(({ text }) => long.find((one) => one.text === text) ?? [])
    const text = planTable({ facts, all, rows, ofVeteran })
    if (!context.isQuick) await writeFile(page, text)
    else context.say(text)
    const slowest = Math.max(...rows.map(({ ms }) => ms))
    context.report({ name: "plans slowest of the 20 (postgres)", value: slowest, unit: "ms" })
    context.report({
      name: "plans slowest, a million entries (postgres)",
      value: Math.max(...ofVeteran.map(({ ms }) => ms)),
      unit: "ms",
      baseline: slowest,
      baselineName: "ordinary learners",
    })
    const scans = [...rows, ...ofVeteran].flatMap(({ scanned }) => scanned)
    context.report({ name: "plans tables scanned (postgres)", value: new Set(scans).size, unit: "tables" })
    if (scans.length > 0) context.say(`plans: read from end to end: ${[...new Set(scans)].join(", ")}`)
  } finally {
    await house.close()
  }
}

type Recorded = PlanFacts & { times: number }

/**
 * Every statement with values that is sent meanwhile within a transaction: how often, and what EXPLAIN (ANALYZE, BUFFERS) says of its second
 * time, carried out just before it in its own transaction and taken back.
 */
async function recordWhile(work: () => Promise<void>): Promise<Recorded[]> {
  const sent = new Map<string, Sent>()
  const begun = new WeakMap<Session, string>()
  const { send } = Session.prototype
  const hear = (session: Session, text: string, values: readonly unknown[] | undefined) => {
    if (/^\s*begin/i.test(text)) begun.set(session, text)
    const begin = begun.get(session)
    if (begin === undefined || values === undefined || !/^\s*(select|insert|update|delete|with)\b/i.test(text)) return
    const known = sent.get(text) ?? { times: 0, plan: undefined }
    sent.set(text, known)
    known.times += 1
    if (known.times === 2) known.plan = explained(session, text, values, begin)
  }
  // All of it is on its way before the statement itself, which finds the transaction as if nothing had been.
  const explained = async (session: Session, text: string, values: readonly unknown[], begin: string) => {
    const steps: Promise<unknown>[] = []
    const answers: Promise<{ rows: Record<string, unknown>[] }>[] = []
    // What is measured is the work: not this machine's disk, nor who else computes at that moment.
    for (let turn = 0; turn < TURNS; turn += 1) {
      steps.push(send.call(session, "savepoint before_explain"))
      answers.push(send.call(session, `explain (analyze, buffers, format json) ${text}`, values))
      steps.push(send.call(session, "rollback to savepoint before_explain"))
    }
    await Promise.all(steps)
    const plans = (await Promise.all(answers)).flatMap(({ rows }) => (rows[0]?.["QUERY PLAN"] ?? []) as ExplainOutput[])
    plans.sort((a, b) => a["Execution Time"] - b["Execution Time"])
    return factsOf(text, begin, plans[0] as ExplainOutput)
  }
  await hearStatements(hear, work)
  const found: Recorded[] = []
  for (const { times, plan } of sent.values()) if (plan !== undefined) found.push({ ...(await plan), times })
  return found
}

async function sizeOf(db: OpenDatabase) {
  const { rows } = await db.execute(
    `select pg_size_pretty(pg_database_size(current_database())) as size, current_setting('shared_buffers') as buffers,
       split_part(version(), ' ', 2) as version`,
    undefined,
    { statementTimeoutMs: 0 },
  )
  const counts = await db.asSystem("count-seeded", async (tx) => {
    await sql`set local statement_timeout = 0`.execute(tx)
    return sql<{ interactions: number; learners: number }>`
      select sum(interactions)::bigint as interactions, count(*)::int as learners from learner_stats`.execute(tx)
  })
  const [count] = counts.rows
  return {
    size: String(rows[0]?.size),
    buffers: String(rows[0]?.buffers),
    version: String(rows[0]?.version),
    interactions: Number(count?.interactions),
    learners: Number(count?.learners),
  }
}

/** Learners of the middle, neither the busiest nor the idlest; or the busiest of all first. */
async function findLearners(db: OpenDatabase, isBusiest = false): Promise<string[]> {
  const { rows } = await db.asSystem("find-learners", (tx) =>
    sql<{ id: string }>`
      select s.user_id as id from learner_stats s join users u on u.id = s.user_id
      where u.email like 'learner-%' and (s.interactions between 1000 and 4000 or ${isBusiest})
      order by ${isBusiest ? sql`-s.interactions` : sql`md5(s.user_id::text)`} limit ${LEARNERS}`.execute(tx),
  )
  return rows.map(({ id }) => id)
}

/** A learner whose log has a million entries more. */
async function makeVeteran({ dataDir, databaseUrl }: Place, context: Parameters<Bench>[0]): Promise<string> {
  const db = await openDatabase({ dataDir, url: databaseUrl ?? undefined, poolMax: 1, statementTimeoutMs: 0 })
  try {
    const [userId = ""] = await findLearners(db, true)
    const entries = context.isQuick ? 10_000 : 1_000_000
    const { rows } = await db.asSystem("find-stats", (tx) =>
      sql<{ n: number }>`select interactions as n from learner_stats where user_id = ${userId}`.execute(tx),
    )
    const before = Number(rows[0]?.n)
    if (before < entries) {
      context.say(`plans: giving one of them ${entries.toLocaleString("en")} entries more`)
      await insertHistory(db, userId, entries, before)
      await db.execute("analyze interactions")
    }
    return userId
  } finally {
    await db.close()
  }
}
