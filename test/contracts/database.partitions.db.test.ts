import { sql } from "kysely"
import { beforeAll, expect, it } from "vitest"
import { ensurePartitions, partitionReport } from "../../server/platform/database/index.ts"
import { newId } from "../../server/shared/ids.ts"
import { describeEachDatabase } from "../database.ts"

const now = new Date("2031-05-17T12:00:00Z")
const me = newId()

describeEachDatabase("partitions", (open) => {
  beforeAll(async () => {
    const { db } = open()
    await db.execute(
      "create table marks (user_id uuid, id uuid, note text, primary key (user_id, id)) partition by range (id)",
    )
    await db.execute("create index on marks (user_id, note)")
    await db.execute(
      "create table days (user_id uuid, day date, topic int, primary key (user_id, day, topic)) partition by range (day)",
    )
    await db.execute("select app.protect_personal('marks')")
    await db.execute("select app.protect_personal('days')")
  })

  const writeAt = (at: string) => {
    const id = newId(new Date(at).getTime())
    return open().db.asLearner(me, (tx) => sql`insert into marks (user_id, id) values (${me}, ${id})`.execute(tx))
  }

  it("are missing until they are made, and readiness says so", async () => {
    const { db } = open()
    const report = await partitionReport(db, now)
    expect(report.ready).toBe(false)
    expect(report.tables).toContainEqual({ table: "marks" })
    await expect(writeAt("2031-05-17T12:00:00Z")).rejects.toMatchObject({ code: "23514" })
  })

  it("reach from the age of the oldest id a client may send to three months ahead", async () => {
    const { db } = open()
    const made = await ensurePartitions(db, now)
    const months = ["02", "03", "04", "05", "06", "07", "08"].map((month) => `2031_${month}`)
    expect(made.filter((name) => name.startsWith("marks_"))).toEqual(months.map((month) => `marks_${month}`))
    expect(made.filter((name) => name.startsWith("days_"))).toEqual(months.map((month) => `days_${month}`))
    expect(await ensurePartitions(db, now)).toEqual([])
    const report = await partitionReport(db, now)
    expect(report.ready).toBe(true)
    expect(report.tables).toContainEqual({ table: "marks", coveredUntil: new Date("2031-09-01T00:00:00Z") })
  })

  it("take the rows of their month, to the millisecond", async () => {
    const { db } = open()
    for (const at of ["2031-05-31T23:59:59.999Z", "2031-06-01T00:00:00.000Z", "2031-02-17T00:00:00Z"]) await writeAt(at)
    const { rows } = await db.asSystem("look-where", (tx) =>
      sql`select tableoid::regclass::text as partition from marks where user_id = ${me} order by id`.execute(tx),
    )
    expect(rows).toEqual([
      { partition: "marks_2031_02" },
      { partition: "marks_2031_05" },
      { partition: "marks_2031_06" },
    ])
  })

  it("are pruned by a range of time over the id", async () => {
    const { db } = open()
    const { rows } = await db.readAsLearner(me, (tx) =>
      sql<Record<string, string>>`explain select * from marks where user_id = ${me}
        and id >= '${sql.raw(newId(new Date("2031-06-02").getTime()))}' and id < '${sql.raw(newId(new Date("2031-06-09").getTime()))}'`.execute(
        tx,
      ),
    )
    const plan = rows.map((row) => Object.values(row)[0]).join("\n")
    expect(plan).toContain("marks_2031_06")
    expect(plan).not.toContain("marks_2031_05")
  })

  it("are pruned by a range of days, with the days as values too", async () => {
    const { db } = open()
    const planOf = (range: ReturnType<typeof sql>) =>
      db.readAsLearner(me, async (tx) => {
        const { rows } = await sql<
          Record<string, string>
        >`explain select * from days where user_id = ${me} and ${range}`.execute(tx)
        return rows.map((row) => Object.values(row)[0]).join("\n")
      })
    for (const range of [
      sql`day between '2031-06-02' and '2031-06-09'`,
      sql`day >= ${"2031-06-02"}::date and day < ${"2031-06-10"}::date`,
    ]) {
      const plan = await planOf(range)
      expect(plan).toContain("days_2031_06")
      expect(plan).not.toMatch(/days_2031_0[23457]/)
    }
  })

  it("belong to the owner alone, and have the index of their table", async () => {
    const { db } = open()
    const direct = db.asLearner(me, (tx) => sql`select * from marks_2031_05`.execute(tx))
    await expect(direct).rejects.toMatchObject({ code: "42501" })
    const { rows } = await db.execute("select count(*) as n from pg_indexes where tablename = 'marks_2031_05'")
    expect(rows).toEqual([{ n: 2 }])
  })

  it("are made once when several starts make them together", async () => {
    const { db } = open()
    const later = new Date("2032-01-10T00:00:00Z")
    const made = await Promise.all(Array.from({ length: 4 }, () => ensurePartitions(db, later, { from: later })))
    const names = made.flat().filter((name) => name.startsWith("marks_"))
    expect(names.sort()).toEqual(["marks_2032_01", "marks_2032_02", "marks_2032_03", "marks_2032_04"])
  })

  it("are not ready with less than a month ahead", async () => {
    const { db } = open()
    // April 2032 is the last month: enough in March, too little in April. The gap before 2032 does not matter then.
    const ready = async (at: string) => {
      const { tables } = await partitionReport(db, new Date(at))
      return tables
        .find(({ table }) => table === "marks")
        ?.coveredUntil?.toISOString()
        .slice(0, 7)
    }
    expect(await ready("2032-03-31T23:00:00Z")).toBe("2032-05")
    expect((await partitionReport(db, new Date("2032-03-31T23:00:00Z"))).ready).toBe(true)
    expect((await partitionReport(db, new Date("2032-04-01T00:00:00Z"))).ready).toBe(false)
    expect(await ready("2031-10-01T00:00:00Z")).toBeUndefined()
  })

  it("of the migrated schema are all there at the time of the test", async () => {
    const { db, clock } = open()
    await db.execute("drop table marks, days")
    expect(await partitionReport(db, clock.now())).toMatchObject({ ready: true })
  })
})
