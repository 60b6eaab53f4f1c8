import { setTimeout as sleep } from "node:timers/promises"
import type { Worker } from "node:worker_threads"
import { sql } from "kysely"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import { openDatabase, type Tx } from "../../server/platform/database/index.ts"
import { UnavailableError } from "../../server/shared/errors.ts"
import { newId } from "../../server/shared/ids.ts"
import { describeEachDatabase, openTestDatabase, type TestDatabase, testEngines } from "../database.ts"

// Never ends of itself, on either engine, and sleeps nowhere.
const endless = (tx: Tx) =>
  sql`select count(*) from generate_series(1, 1000000000) a, generate_series(1, 1000000000) b`.execute(tx)
const me = newId()

describeEachDatabase(
  "database limits",
  (open, engine) => {
    it("a runaway query is stopped, told apart, and what was committed stays", async () => {
      const { db } = open()
      await db.execute("create table kept (id int primary key)")
      for (let id = 1; id <= 20; id += 1) await db.execute("insert into kept values ($1)", [id])
      const stopped = db.stats().stopped
      const work = db.asLearner(me, endless)
      await expect(work).rejects.toBeInstanceOf(UnavailableError)
      await expect(work).rejects.toMatchObject({ type: "query-stopped", status: 503 })
      expect(db.stats().stopped).toBe(stopped + 1)
      const { rows } = await db.execute("select count(*) as n from kept")
      expect(rows).toEqual([{ n: 20 }])
    })

    it("those who wait behind a runaway query are served after it", async () => {
      const { db } = open()
      const runaway = expect(db.asLearner(me, endless)).rejects.toMatchObject({ type: "query-stopped" })
      const waiting = Array.from({ length: 5 }, (_, n) =>
        db.readAsLearner(me, async (tx) => (await sql<{ n: number }>`select ${n}::int as n`.execute(tx)).rows[0]?.n),
      )
      await runaway
      expect(await Promise.all(waiting)).toEqual([0, 1, 2, 3, 4])
    })

    it("the limit is for one statement, not for the transaction", async () => {
      const { db } = open()
      const pauses = async (tx: Tx) => {
        for (let n = 0; n < 4; n += 1) await sql`select pg_sleep(0.4)`.execute(tx)
      }
      await expect(db.asOwner(pauses)).resolves.toBeUndefined()
    })

    it("the owner may go on longer, and the next one not", async () => {
      const { db } = open()
      await db.execute("select pg_sleep(1.4)", undefined, { statementTimeoutMs: 0 })
      await db.asOwner((tx) => sql`select pg_sleep(1.4)`.execute(tx), { statementTimeoutMs: 0 })
      // Enough callers to meet every session that has been lent.
      const limited = Array.from({ length: engine === "pglite" ? 1 : 5 }, () => db.asLearner(me, endless))
      for (const result of await Promise.allSettled(limited)) {
        expect(result).toMatchObject({ status: "rejected", reason: { type: "query-stopped" } })
      }
    })

    it("a transaction that does nothing for long gives the session up and commits nothing", async () => {
      const { db } = open()
      await db.execute("create table idle (id int)")
      const work = db.asOwner(async (tx) => {
        await sql`insert into idle values (1)`.execute(tx)
        await sleep(1500)
        await sql`insert into idle values (2)`.execute(tx)
      })
      await expect(work).rejects.toBeInstanceOf(UnavailableError)
      expect((await db.execute("select * from idle")).rows).toEqual([])
    })

    it("everybody gets a turn while somebody makes one transaction after the other", async () => {
      const { db } = open()
      let ingesting = true
      let written = 0
      const ingest = (async () => {
        while (ingesting) {
          await db.asSystem("ingest-much", (tx) => sql`select count(*) from generate_series(1, 20000)`.execute(tx))
          written += 1
        }
      })()
      for (let n = 0; n < 20; n += 1) {
        const before = written
        await db.readAsLearner(me, (tx) => sql`select 1`.execute(tx))
        // On one session turns are taken in order: at most the one under way and the one that asked before.
        if (engine === "pglite") expect(written - before).toBeLessThanOrEqual(2)
      }
      ingesting = false
      await ingest
    })
  },
  { statementTimeoutMs: 1000, idleInTransactionTimeoutMs: 1000 },
)

describe.each(testEngines)("database that goes away (%s)", (engine) => {
  let database: TestDatabase
  let worker: Worker | undefined
  beforeAll(async () => {
    const remember = (started: Worker) => {
      worker = started
    }
    process.on("worker", remember)
    database = await openTestDatabase(engine)
    process.off("worker", remember)
  })
  afterAll(() => database.close())

  const breakOff = async (tx: Tx) => {
    if (engine === "pglite") return worker?.terminate()
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(tx)
    return sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(database.admin)
  }

  it("fails what was under way, keeps what was committed and serves what comes after", async () => {
    const { db } = database
    await db.execute("create table steps (id int)")
    await db.execute("insert into steps values (0)")
    const work = db.asOwner(async (tx) => {
      await sql`insert into steps values (1)`.execute(tx)
      await breakOff(tx)
      await sql`insert into steps values (2)`.execute(tx)
    })
    await expect(work).rejects.toMatchObject({ type: "database-unavailable", retryAfterS: 5 })
    expect((await db.execute("select * from steps")).rows).toEqual([{ id: 0 }])
  })
})

it.runIf(process.env.TEST_DATABASE_URL !== undefined)("a server that does not answer is told as such", async () => {
  const url = "postgres://nobody@127.0.0.1:9/none"
  await expect(openDatabase({ url, dataDir: "unused" })).rejects.toMatchObject({
    type: "database-unavailable",
    status: 503,
  })
})

describeEachDatabase(
  "database without a free session",
  (open, engine) => {
    it("callers are told after a while", async () => {
      const { db } = open()
      const release: (() => void)[] = []
      const hold = () => db.asOwner(() => new Promise<void>((resolve) => release.push(resolve)))
      const holders = Array.from({ length: engine === "pglite" ? 1 : 2 }, hold)
      await sleep(50)
      await expect(db.readAsLearner(me, (tx) => sql`select 1`.execute(tx))).rejects.toMatchObject({
        type: "database-busy",
      })
      for (const free of release) free()
      await Promise.all(holders)
      await expect(db.readAsLearner(me, (tx) => sql`select 1 as one`.execute(tx))).resolves.toMatchObject({
        rows: [{ one: 1 }],
      })
    })
  },
  { poolMax: 2, acquireTimeoutMs: 300 },
)
