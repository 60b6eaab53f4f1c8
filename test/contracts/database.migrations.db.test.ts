import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { sql } from "kysely"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import {
  dumpSchema,
  migrate,
  migrationStatus,
  type OpenDatabase,
  openDatabase,
} from "../../server/platform/database/index.ts"
import { seedLearners } from "../../server/seed/seed-learners.ts"
import { describeEachDatabase, postgresUrlOf, type TestDatabase } from "../database.ts"

describeEachDatabase("migrations", (open, engine) => {
  describe("of a folder of their own", () => {
    let dir = ""
    let db: OpenDatabase

    beforeEach(async () => {
      dir = await mkdtemp(join(tmpdir(), "studyin-migrations-"))
      db = open().db
      await db.execute("drop table if exists public.schema_migrations, first, second cascade")
      await write(
        "0001_first",
        "create table first (id int primary key); insert into first values (1);",
        "drop table first;",
      )
      await write("0002_second", "create table second (id int references first);", "drop table second;")
    })
    afterEach(() => rm(dir, { recursive: true, force: true }))

    const write = async (name: string, up: string, down: string) => {
      await writeFile(join(dir, `${name}.up.sql`), up)
      await writeFile(join(dir, `${name}.down.sql`), down)
    }

    it("go up, report and go down", async () => {
      expect(await migrate(db, "up", { dir, to: 1 })).toEqual(["0001_first"])
      expect(
        (await migrationStatus(db, { dir })).map(({ name, appliedAt }) => [name, appliedAt instanceof Date]),
      ).toEqual([
        ["0001_first", true],
        ["0002_second", false],
      ])
      expect(await migrate(db, "up", { dir })).toEqual(["0002_second"])
      expect(await migrate(db, "up", { dir })).toEqual([])
      expect(await migrate(db, "down", { dir })).toEqual(["0002_second"])
      expect(await migrate(db, "down", { dir, to: 0 })).toEqual(["0001_first"])
      expect((await db.execute("select to_regclass('first') as it")).rows).toEqual([{ it: null }])
    })

    it("are applied once by 20 starts at the same time", async () => {
      const url = engine === "postgres" ? await postgresUrlOf(db) : undefined
      // Each start has a connection of its own, as 20 processes would; the embedded database admits one process.
      const starts =
        url === undefined
          ? Array.from({ length: 20 }, () => db)
          : await Promise.all(Array.from({ length: 20 }, () => openDatabase({ url, dataDir: dir, poolMax: 1 })))
      const done = await Promise.all(starts.map((start) => migrate(start, "up", { dir })))
      if (url !== undefined) await Promise.all(starts.map((start) => start.close()))
      expect(done.flat().sort()).toEqual(["0001_first", "0002_second"])
      expect((await db.execute("select count(*) as n from first")).rows).toEqual([{ n: 1 }])
    })

    it("that fail leave nothing of themselves and keep what was before", async () => {
      await write("0003_third", "create table third (id int); select 1 / 0;", "drop table third;")
      await expect(migrate(db, "up", { dir })).rejects.toThrow("(in migration 0003_third)")
      expect((await db.execute("select to_regclass('third') as it")).rows).toEqual([{ it: null }])
      expect((await migrationStatus(db, { dir })).map(({ appliedAt }) => appliedAt !== undefined)).toEqual([
        true,
        true,
        false,
      ])
    })

    it("of a newer version are refused, without touching anything", async () => {
      await write("0003_third", "create table third (id int);", "drop table third;")
      await migrate(db, "up", { dir })
      await rm(join(dir, "0003_third.up.sql"))
      await rm(join(dir, "0003_third.down.sql"))
      await expect(migrate(db, "up", { dir })).rejects.toThrow("made by a newer StudyIn (it has migration 0003_third")
      await expect(migrate(db, "down", { dir })).rejects.toThrow("made by a newer StudyIn")
      await expect(migrationStatus(db, { dir })).rejects.toThrow("made by a newer StudyIn")
      await db.execute("drop table third")
    })

    it("that were changed after they had been applied are refused", async () => {
      await migrate(db, "up", { dir })
      await writeFile(join(dir, "0001_first.up.sql"), "create table first (id bigint primary key);")
      await expect(migrate(db, "up", { dir })).rejects.toThrow("Migration 0001_first was changed after")
    })

    it("must be complete pairs with numbers of their own", async () => {
      await writeFile(join(dir, "0003_third.up.sql"), "select 1")
      await expect(migrate(db, "up", { dir })).rejects.toThrow("lacks its down file")
      await writeFile(join(dir, "0003_third.down.sql"), "select 1")
      await write("0003_other", "select 1", "select 1")
      await expect(migrate(db, "up", { dir })).rejects.toThrow("Two migrations have the number 0003")
    })
  })
})

describeEachDatabase("the schema", (open) => {
  it("goes all the way down and up again to the same", async () => {
    const { db } = open()
    const before = await dumpSchema(db)
    const { rows } = await db.execute("select max(version) as version from public.schema_migrations")
    expect(before).toContain("create table public.users")
    await migrate(db, "down", { to: 0 })
    expect(await dumpSchema(db)).not.toMatch(/create table (?!public\.schema_migrations )/)
    await migrate(db, "up")
    expect(await dumpSchema(db)).toBe(before)
    expect((await db.execute("select max(version) as version from public.schema_migrations")).rows).toEqual(rows)
  })
})

describeEachDatabase("every migration", (open) => {
  it("goes down, up and down with data in place, and leaves the tables of those before it alone", async () => {
    const { db } = open()
    await seedLearners(db, { learners: 2, historyDays: 6, now: new Date() })
    const all = await migrationStatus(db)
    for (const { name, version } of all.toReversed()) {
      const before = await rowCounts(open())
      await migrate(db, "down", { to: version - 1 })
      const below = await rowCounts(open())
      for (const step of ["up", "down"] as const) {
        await migrate(db, step, { to: step === "up" ? version : version - 1 })
        const after = await rowCounts(open())
        for (const [table, count] of below) {
          const rows = [before.get(table), count, after.get(table)]
          expect(new Set(rows).size, `${table} around ${step} of ${name}: ${rows.join(", ")} rows`).toBe(1)
        }
      }
    }
    await migrate(db, "up")
    expect((await migrationStatus(db)).every(({ appliedAt }) => appliedAt !== undefined)).toBe(true)
  })
})

/** Rows of every table but the migrations' own; partitions count with their table. */
async function rowCounts({ admin }: TestDatabase): Promise<Map<string, number>> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
      and not relispartition and relname <> 'schema_migrations'`.execute(admin)
  const counts = new Map<string, number>()
  for (const { name } of rows) {
    const counted = await sql<{ count: number }>`select count(*)::int as count from ${sql.id("public", name)}`.execute(
      admin,
    )
    counts.set(name, counted.rows[0]?.count ?? 0)
  }
  return counts
}
