import { sql } from "kysely"
import { beforeAll, expect, it } from "vitest"
import { analyzePartitioned } from "../../server/platform/database/maintenance.ts"
import { reindexBloated, reportIndexes } from "../../server/platform/database/maintenance-indexes.ts"
import { describeEachDatabase } from "../database.ts"

const options = { leastBytes: 500_000 }

describeEachDatabase("care of indexes", (open) => {
  beforeAll(async () => {
    const { db } = open()
    await db.execute("create table heaps (user_id uuid, id uuid, word text, primary key (user_id, id))")
    await db.execute("select app.protect_personal('heaps')")
    await db.execute("create index heaps_word on heaps (word)")
    // Row-level security is forced on the owner too: rows come and go as a system use-case.
    await db.asSystem("fill-heaps", (tx) =>
      sql`insert into heaps select gen_random_uuid(), gen_random_uuid(), repeat('w', 20) || n from generate_series(1, 40000) n`.execute(
        tx,
      ),
    )
    await db.execute("vacuum analyze heaps")
  })

  const densities = async () =>
    new Map((await reportIndexes(open().db, options)).map((report) => [report.index, report]))

  it("full ones are left alone", async () => {
    const reports = await densities()
    expect([...reports.keys()].sort()).toEqual(["public.heaps_pkey", "public.heaps_word"])
    for (const { density, isBloated } of reports.values()) {
      expect(density).toBeGreaterThan(0.5)
      expect(isBloated).toBe(false)
    }
    expect(await reindexBloated(open().db, options)).toEqual([])
  })

  it("mostly empty ones are found and rebuilt, and get small", async () => {
    const { db } = open()
    await db.asSystem("empty-heaps", (tx) => sql`delete from heaps where get_byte(uuid_send(id), 15) >= 25`.execute(tx))
    await db.execute("vacuum analyze heaps")
    const reports = await densities()
    for (const index of ["public.heaps_pkey", "public.heaps_word"]) {
      expect(reports.get(index)?.isBloated, index).toBe(true)
      expect(reports.get(index)?.density, index).toBeLessThan(0.2)
    }
    const rebuilt = await reindexBloated(db, options)
    expect(rebuilt.map(({ index }) => index).sort()).toEqual(["public.heaps_pkey", "public.heaps_word"])
    for (const { bytesBefore, bytesAfter } of rebuilt) expect(bytesAfter).toBeLessThan(bytesBefore / 3)
    expect((await densities()).size).toBe(0)
  })

  it("partitioned tables get statistics of their own", async () => {
    const { db } = open()
    const names = await analyzePartitioned(db)
    expect(names).toEqual(expect.arrayContaining(["public.interactions", "public.audit_logs"]))
  })
})
