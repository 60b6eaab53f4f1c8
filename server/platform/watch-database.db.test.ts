import { sql } from "kysely"
import { afterEach, expect, it } from "vitest"
import { describeEachDatabase } from "../../test/database.ts"
import { newId } from "../shared/ids.ts"
import type { OpenDatabase } from "./database/index.ts"
import { createLog } from "./log.ts"
import { createMetrics } from "./metrics.ts"
import { watchDatabase } from "./watch-database.ts"

interface Line {
  msg: string
  table: string
  operation: string
  statement: string
  statements?: string[]
  durationMs: number
  plan?: string
  unlogged?: number
}

/** A watch over an open database, whose log can be read. */
function watchOver(db: Pick<OpenDatabase, "explain"> | undefined, nowMs: () => number = () => performance.now()) {
  const metrics = createMetrics({ process: false })
  const lines: Line[] = []
  const log = createLog("warn", { write: (line: string) => void lines.push(JSON.parse(line)) })
  const watch = watchDatabase({ metrics, log, slowMs: 100, nowMs })
  if (db !== undefined) watch.explainWith(db)
  return { watch, metrics, lines }
}

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5))
}

const told: { text: string; durationMs: number; begin: string | undefined }[] = []
const toldTogether: { texts: readonly string[]; durationMs: number }[] = []
let isTimedEach = false
let waits = 0
const observer = {
  statement: (text: string, durationMs: number, begin: string | undefined) =>
    void told.push({ text, durationMs, begin }),
  together: (texts: readonly string[], durationMs: number) => void toldTogether.push({ texts, durationMs }),
  timesEach: () => isTimedEach,
  waited() {
    waits += 1
  },
}

describeEachDatabase(
  "the watch over statements",
  (open) => {
    const secret = "ada.lovelace@example.test"
    let last: Line[] = []
    afterEach(() => {
      expect(JSON.stringify(last)).not.toContain(secret)
    })

    it("logs a slow statement with the plan it has under the learner's role, without any value", async () => {
      const { watch, lines, metrics } = watchOver(open().db)
      const userId = newId()
      const begin = `begin read only; set local app.user_id = '${userId}'; set local role studyin_app`
      watch.statement(`select * from notes where user_id = $1 and body = '${secret}' and id = $2`, 1234.5, begin)
      await until(() => lines.length > 0)
      last = lines
      const [line] = lines
      expect(line).toMatchObject({ msg: "slow statement", table: "notes", operation: "select", durationMs: 1235 })
      expect(line?.statement).toBe("select * from notes where user_id = $1 and body = ? and id = $2")
      expect(line?.plan).toMatch(/Scan.* on notes/)
      // The policy of the learner's role is part of the plan, with the setting that names the learner.
      expect(line?.plan).toContain("current_setting(?::text, true)")
      expect(JSON.stringify(lines)).not.toContain(userId)
      expect(await metrics.registry.metrics()).toContain('db_slow_queries_total{table="notes",operation="select"} 1')
    })

    it("explains what writes without doing it", async () => {
      const { watch, lines } = watchOver(open().db)
      const { userId } = await open().createLearner()
      const begin = `begin; set local app.user_id = '${userId}'; set local role studyin_app`
      watch.statement("delete from learner_settings where user_id = $1", 500, begin)
      watch.statement("delete from learner_settings", 500, begin)
      await until(() => lines.length === 2)
      last = lines
      // The second one came too soon after the first for a plan of its own.
      const plans = lines.flatMap(({ plan }) => plan ?? [])
      expect(plans).toHaveLength(1)
      expect(plans[0]).toContain("Delete on learner_settings")
      const { rows } = await sql<{ count: number }>`
      select count(*)::int as count from learner_settings where user_id = ${userId}`.execute(open().admin)
      expect(rows[0]?.count).toBe(1)
    })

    it("is told about each statement with how its transaction was begun, and how long callers waited", async () => {
      const { db } = open()
      const { userId } = await open().createLearner()
      told.length = 0
      let bothTookMs = 0
      await db.asLearner(userId, async (tx) => {
        await tx.selectFrom("notes").select("id").where("user_id", "=", userId).execute()
        const sentAtMs = performance.now()
        await Promise.all([sql`select pg_sleep(0.05)`.execute(tx), sql`select 1 as a`.execute(tx)])
        bothTookMs = performance.now() - sentAtMs
      })
      await expect(db.asSystem("count-nothing", (tx) => sql`select 1 / 0`.execute(tx))).rejects.toThrow()
      const texts = told.map(({ text }) => text.replace(userId, "me"))
      const [select, ...others] = texts.filter((text) => !text.startsWith("begin; set local app.user_id"))
      expect(select).toBe('select "id" from "notes" where "user_id" = $1')
      // BEGIN and the first statement are answered in one packet: which of them is told first does not matter.
      expect(texts.slice(0, 2)).toContain("begin; set local app.user_id = 'me'; set local role studyin_app")
      expect(others).toEqual([
        "select pg_sleep(0.05)",
        "select 1 as a",
        "commit",
        "begin; set local app.system_use_case = 'count-nothing'; set local app.user_id = ''; set local role studyin_system",
        "select 1 / 0",
        "rollback",
      ])
      const toldOf = (start: string) => told.find(({ text }) => text.startsWith(start))
      expect(toldOf('select "id"')?.begin).toBe(
        `begin; set local app.user_id = '${userId}'; set local role studyin_app`,
      )
      const togetherMs = (toldOf("select pg_sleep")?.durationMs ?? 0) + (toldOf("select 1 as a")?.durationMs ?? 0)
      expect(togetherMs).toBeGreaterThan(45)
      // Sent together: the second counts from when the first was answered, so both together took no longer than both together.
      expect(togetherMs).toBeLessThanOrEqual(bothTookMs)
      expect(waits).toBeGreaterThan(1)
    })

    it("is told of statements that are answered together as one, or of each when it wants to", async () => {
      const { db } = open()
      const { userId } = await open().createLearner()
      const both = () =>
        db.asLearner(userId, (tx) =>
          Promise.all([
            sql`select pg_sleep(${0.06}::float8)`.execute(tx),
            tx.selectFrom("notes").select("id").where("user_id", "=", userId).execute(),
          ]),
        )
      for (const each of [false, true]) {
        isTimedEach = each
        told.length = 0
        toldTogether.length = 0
        await both()
        const alone = told.filter(({ text }) => text.startsWith("select"))
        if (each) {
          expect(toldTogether).toEqual([])
          expect(alone.map(({ text }) => text)).toEqual([
            "select pg_sleep($1::float8)",
            'select "id" from "notes" where "user_id" = $1',
          ])
          expect(alone[0]?.durationMs).toBeGreaterThan(50)
          expect(alone[1]?.durationMs).toBeLessThan(alone[0]?.durationMs ?? 0)
        } else {
          expect(alone).toEqual([])
          expect(toldTogether.map(({ texts }) => texts.length)).toEqual([2])
          expect(toldTogether[0]?.durationMs).toBeGreaterThan(50)
        }
      }
      isTimedEach = false
    })

    it("measures by table and operation", async () => {
      const { watch, metrics } = watchOver(open().db)
      for (const text of ["select * from cards where user_id = $1", "insert into notes (id) values ($1)", "commit"])
        watch.statement(text, 3, undefined)
      watch.waited(12)
      const text = await metrics.registry.metrics()
      expect(text).toContain('db_query_duration_seconds_count{table="cards",operation="select"} 1')
      expect(text).toContain('db_query_duration_seconds_count{table="notes",operation="insert"} 1')
      expect(text).toContain("db_connection_wait_seconds_count 1")
    })

    it("asks for no plan while nobody has a session to spare", async () => {
      const { db } = open()
      let plan: string | undefined = "none yet"
      const busy = Array.from({ length: db.stats().limit }, () =>
        db.asSystem("count-nothing", async (tx) => {
          await sql`select 1`.execute(tx)
          await until(() => plan !== "none yet")
        }),
      )
      await until(() => db.stats().active >= db.stats().limit)
      plan = await db.explain("select 1 from users", undefined)
      await Promise.all(busy)
      expect(plan).toBeUndefined()
      expect(await db.explain("select 1 from users", undefined)).toContain("Scan")
      expect(await db.explain("not a statement", "begin")).toBeUndefined()
      expect(await db.explain("select 1 from users", undefined)).toContain("Scan")
    })
  },
  { observer },
)

it("a slow server is not made slower: a plan in ten seconds, the same one in ten minutes, thirty lines a minute", async () => {
  let now = 0
  let explained = 0
  const explain = async () => {
    explained += 1
    return "Seq Scan on x"
  }
  const { watch, lines } = watchOver({ explain }, () => now)
  for (let i = 0; i < 100; i++) watch.statement("select * from x", 5000, undefined)
  await until(() => lines.length === 30)
  expect(explained).toBe(1)
  now = 60_000
  watch.statement("select * from x", 5000, undefined)
  watch.statement("select * from y", 5000, undefined)
  watch.statement("select * from z", 5000, undefined)
  await until(() => lines.length === 33)
  expect(explained).toBe(2)
  expect(lines.reduce((sum, { unlogged = 0 }) => sum + unlogged, 0)).toBe(70)
  now = 700_000
  watch.statement("select * from x", 5000, undefined)
  await until(() => lines.length === 34)
  expect(explained).toBe(3)
  watch.statement("select * from x", 99, undefined)
  watch.statement("explain (generic_plan) select * from x", 5000, undefined)
  await new Promise((resolve) => setTimeout(resolve, 20))
  expect(lines).toHaveLength(34)
})

it("statements that were slow together are timed one by one for a while, and the slow one of them for longer", async () => {
  const { watch, lines, metrics } = watchOver(undefined)
  const texts = ["select * from cards where front = 'secret'", "insert into notes (id) values ($1)"]
  expect(watch.timesEach(texts)).toBe(false)
  watch.together(texts, 99)
  expect(watch.timesEach(texts)).toBe(false)
  watch.together([...texts, "commit"], 300)
  expect(watch.timesEach(["commit"])).toBe(false)
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatchObject({
    msg: "slow statements, answered together: each is timed by itself now",
    durationMs: 300,
    statements: ["select * from cards where front = ?", "insert into notes (id) values ($1)", "commit"],
  })
  const text = await metrics.registry.metrics()
  expect(text).toContain('db_slow_queries_total{table="several",operation="together"} 1')
  // Their time is shared out, so that all of it is counted once.
  expect(text).toContain('db_query_duration_seconds_sum{table="cards",operation="select"} 0.1495')
  const [slow = "", quick = ""] = texts
  for (let times = 0; times < 19; times++) expect(watch.timesEach([quick, "commit"])).toBe(true)
  watch.statement(slow, 400, undefined)
  expect(watch.timesEach([quick])).toBe(true)
  expect(watch.timesEach([quick])).toBe(false)
  expect(watch.timesEach([slow])).toBe(true)
})
