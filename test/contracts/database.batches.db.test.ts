import { sql } from "kysely"
import { beforeAll, expect, it } from "vitest"
import { commitWith, type Tx } from "../../server/platform/database/index.ts"
import { newId } from "../../server/shared/ids.ts"
import { describeEachDatabase } from "../database.ts"

/** Statements of one turn travel together, with one Sync behind them: what becomes of the others when one of them fails. */
describeEachDatabase("statements that travel together", (open) => {
  const ann = newId()
  const add = (tx: Tx, id: number, note: unknown = "x") =>
    sql`insert into scratch (user_id, id, note) values (${ann}, ${id}, ${note})`.execute(tx)
  const plus = async (tx: Tx, n: number) => (await sql<{ n: number }>`select ${n}::int + 1 as n`.execute(tx)).rows[0]?.n
  const divide = (tx: Tx, by: number) => sql`select 1 / ${by}::int as n`.execute(tx)
  const rowsWith = async (id: number) =>
    (await open().db.asLearner(ann, (tx) => sql`select 1 from scratch where id = ${id}`.execute(tx))).rows.length
  const unsendable = {
    toPostgres() {
      throw new Error("cannot be sent")
    },
  }
  const codes = (results: PromiseSettledResult<unknown>[]) =>
    results.map((result) => (result.status === "fulfilled" ? "done" : result.reason.code))

  beforeAll(async () => {
    await open().db.asOwner(async (tx) => {
      await sql`create table scratch (user_id uuid, id bigint, note text, primary key (user_id, id))`.execute(tx)
      await sql`select app.protect_personal('scratch')`.execute(tx)
    })
  })

  it("are answered each with its own rows, also when they are many and prepared", async () => {
    for (let turn = 0; turn < 5; turn++) {
      const answers = await open().db.asLearner(ann, (tx) =>
        Promise.all(Array.from({ length: 50 }, (_, n) => plus(tx, n))),
      )
      expect(answers).toEqual(Array.from({ length: 50 }, (_, n) => n + 1))
    }
  })

  it("are done, failed and skipped, each told what became of it", async () => {
    let told: string[] = []
    const work = open().db.asLearner(ann, async (tx) => {
      told = codes(await Promise.allSettled([add(tx, 1), divide(tx, 0), add(tx, 2), plus(tx, 1)]))
    })
    await expect(work).rejects.toMatchObject({ code: "22012" })
    expect(told).toEqual(["done", "22012", "25P02", "25P02"])
    expect([await rowsWith(1), await rowsWith(2)]).toEqual([0, 0])
  })

  it("lead to who asked when they fail", async () => {
    const askInVain = async (tx: Tx) => await divide(tx, 0)
    const failed = await open()
      .db.asLearner(ann, askInVain)
      .catch((error: Error) => error)
    expect((failed as Error).stack).toContain("askInVain")
  })

  it("take a skipped COMMIT back, and leave their session to the next one", async () => {
    const { db } = open()
    for (let n = 0; n < 30; n++) {
      const work = db.asLearner(ann, (tx) =>
        Promise.all([add(tx, 3), divide(tx, 0), commitWith(tx, (last) => add(last, 4))]),
      )
      await expect(work).rejects.toMatchObject({ code: "22012" })
    }
    expect([await rowsWith(3), await rowsWith(4)]).toEqual([0, 0])
    await expect.poll(() => db.stats().active).toBe(0)
    const { rows } = await db.execute("select 1 from pg_stat_activity where state = 'idle in transaction (aborted)'")
    expect(rows).toEqual([])
  })

  it("are prepared later when they were skipped the first time", async () => {
    const { db } = open()
    const late = (tx: Tx) => sql<{ late: string }>`select ${"late"}::text as late`.execute(tx)
    for (let n = 0; n < 6; n++) {
      await expect(db.asLearner(ann, (tx) => Promise.all([divide(tx, 0), late(tx)]))).rejects.toMatchObject({
        code: "22012",
      })
    }
    for (let n = 0; n < 6; n++) expect((await db.asLearner(ann, late)).rows).toEqual([{ late: "late" }])
  })

  it("are not kept when one could not even be sent", async () => {
    let told: string[] = []
    const work = open().db.asLearner(ann, async (tx) => {
      const sent = [add(tx, 5), add(tx, 6, unsendable), commitWith(tx, (last) => add(last, 7))]
      told = codes(await Promise.allSettled(sent))
    })
    await expect(work).rejects.toThrow("cannot be sent")
    // The last one with its COMMIT never left.
    expect([told[0], told.length]).toEqual(["done", 3])
    expect([await rowsWith(5), await rowsWith(6), await rowsWith(7)]).toEqual([0, 0, 0])
  })

  it("are not kept either when that was swallowed and COMMIT came later", async () => {
    const work = open().db.asLearner(ann, async (tx) => {
      await add(tx, 9, unsendable).catch(() => {})
      return commitWith(tx, (last) => add(last, 10))
    })
    await expect(work).rejects.toThrow("cannot be sent")
    expect([await rowsWith(9), await rowsWith(10)]).toEqual([0, 0])
  })

  it("keep their order with texts that hold several statements", async () => {
    const seen = await open().db.asLearner(ann, async (tx) => {
      const [, , rows] = await Promise.all([
        add(tx, 8),
        sql
          .raw(
            "update scratch set note = 'first' where id = 8; update scratch set note = note || ', then' where id = 8",
          )
          .execute(tx),
        sql<{ note: string }>`select note from scratch where id = ${8}`.execute(tx),
      ])
      return rows.rows
    })
    expect(seen).toEqual([{ note: "first, then" }])
  })
})
