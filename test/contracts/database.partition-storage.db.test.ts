import { sql } from "kysely"
import { beforeAll, expect, it } from "vitest"
import { createUpkeep, openDatabase, type Upkeep } from "../../server/platform/database/index.ts"
import { newId } from "../../server/shared/ids.ts"
import { describeEachDatabase, postgresUrlOf } from "../database.ts"

const from = new Date("2031-05-01T00:00:00Z")
const to = new Date("2031-06-01T00:00:00Z")
const month = { table: "marks", name: "marks_2031_05", from, to }

describeEachDatabase("months of a partitioned table", (open, engine) => {
  let upkeep: Upkeep
  let me: string

  beforeAll(async () => {
    const { db } = open()
    upkeep = createUpkeep(db)
    me = (await open().createLearner()).userId
    await db.execute(
      "create table marks (user_id uuid not null references users on delete cascade, id uuid, note text, score real, tags text[], facts jsonb, marked_at timestamptz default now(), primary key (user_id, id)) partition by range (id)",
    )
    await db.execute("select app.protect_personal('marks')")
    await upkeep.ensureMonth(month)
  })

  const write = (count: number, at = "2031-05-17T12:00:00Z") =>
    open().db.asLearner(me, async (tx) => {
      for (let n = 0; n < count; n += 1)
        await sql`insert into marks (user_id, id, note, score, tags, facts)
          values (${me}, ${newId(new Date(at).getTime())}, ${`line ${n}\nwith "marks" \\ and ☃`}, 0.1, '{a,"b,c"}', '{"deep": [1, null]}')`.execute(
          tx,
        )
    })
  const readAll = async () => {
    const { rows } = await sql`select * from marks order by user_id, id`.execute(open().admin)
    return rows
  }
  const linesOf = async (partition: string, pageSize: number) => {
    const lines: string[] = []
    for await (const page of upkeep.readRows(partition, pageSize)) lines.push(...page)
    return lines
  }

  it("are made one by one, and listed with their bounds", async () => {
    expect((await upkeep.listPartitions()).filter(({ table }) => table === "marks")).toMatchObject([month])
    expect(await upkeep.placeOf(month.name)).toBe("attached")
    expect(await upkeep.placeOf("marks_2031_06")).toBe("missing")
  })

  it("leave their table and come back, and are dropped only outside", async () => {
    await write(3)
    await expect(upkeep.drop(month.name)).rejects.toThrow("still part of its table")
    await upkeep.detach("marks", month.name)
    await upkeep.detach("marks", month.name)
    expect(await upkeep.placeOf(month.name)).toBe("alone")
    expect(await readAll()).toEqual([])
    expect(await upkeep.countRows(month.name)).toBe(3)
    const direct = open().db.asLearner(me, (tx) => sql`select * from marks_2031_05`.execute(tx))
    await expect(direct).rejects.toMatchObject({ code: "42501" })
    await upkeep.attach(month)
    await upkeep.attach(month)
    expect(await upkeep.placeOf(month.name)).toBe("attached")
    expect(await readAll()).toHaveLength(3)
  })

  it("give the same lines however they are paged, and take them back as they were", async () => {
    await write(8)
    const before = await readAll()
    const lines = await linesOf(month.name, 1000)
    expect(lines).toHaveLength(11)
    for (const pageSize of [1, 3, 11]) expect(await linesOf(month.name, pageSize)).toEqual(lines)
    const columns = await upkeep.columnsOf("marks")
    await upkeep.detach("marks", month.name)
    await upkeep.drop(month.name)
    await upkeep.drop(month.name)
    await upkeep.ensureMonth(month)
    const insert = (some: string[]) =>
      open().db.asSystem("put-back", (tx) => upkeep.insertRows(tx, "marks", columns, some))
    expect(await insert(lines.slice(0, 4))).toBe(4)
    expect(await insert(lines)).toBe(7)
    expect(await insert([])).toBe(0)
    expect(await readAll()).toEqual(before)
    // Nobody's rows are put back for nobody.
    const strange = lines.map((line) => JSON.stringify({ ...JSON.parse(line), user_id: newId() }))
    expect(await insert(strange)).toBe(0)
  })

  it("finish a detach that was cut off", async (test) => {
    if (engine !== "postgres") return test.skip("the embedded database detaches in one transaction")
    const { db } = open()
    const other = await openDatabase({ url: await postgresUrlOf(db), dataDir: "", poolMax: 1 })
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    // Somebody reads the table and takes their time: the detach waits for them, and is stopped.
    let isReading = () => {}
    const reading = new Promise<void>((resolve) => {
      isReading = resolve
    })
    const slow = other.asLearner(me, async (tx) => {
      await sql`select count(*) from marks`.execute(tx)
      isReading()
      await held
    })
    await reading
    const detach = db.execute("alter table marks detach partition marks_2031_05 concurrently", undefined, {
      statementTimeoutMs: 700,
    })
    await expect(detach).rejects.toMatchObject({ type: "query-stopped" })
    expect(await upkeep.placeOf(month.name)).toBe("leaving")
    expect((await upkeep.listPartitions()).map(({ name }) => name)).toContain(month.name)
    release()
    await slow
    await other.close()
    await upkeep.detach("marks", month.name)
    expect(await upkeep.placeOf(month.name)).toBe("alone")
    await upkeep.attach(month)
    expect(await readAll()).toHaveLength(11)
  })

  it("do not keep readers and writers waiting while they leave", async (test) => {
    if (engine !== "postgres") return test.skip("the embedded database has one session")
    await upkeep.ensureMonth({ table: "marks", from: to })
    let isOver = false
    const working = (async () => {
      let written = 0
      for (; !isOver; written += 1) await write(1, "2031-06-09T00:00:00Z")
      return written
    })()
    await upkeep.detach("marks", month.name)
    isOver = true
    const written = await working
    expect(written).toBeGreaterThan(0)
    expect(await readAll()).toHaveLength(written)
  })
})
