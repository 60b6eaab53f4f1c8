import { mkdtemp, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, it } from "vitest"
import { migrate, type OpenDatabase, openDatabase, type Tx } from "../../server/platform/database/index.ts"
import { describeEachDatabase, postgresUrlOf } from "../database.ts"

/** One version of the product: how it writes a person and how it reads one. */
interface Version {
  write(tx: Tx, id: number, given: string, family: string): Promise<unknown>
  read(tx: Tx, id: number): Promise<string>
}

const full = (given: string, family: string) => `${given} ${family}`

// A column is split while people go on writing, in the steps of docs/migrations.md: every version works with the schema before it and after it.
const writesOne: Version = {
  write: (tx, id, given, family) =>
    sql`insert into persons (id, full_name) values (${id}, ${full(given, family)})
      on conflict (id) do update set full_name = excluded.full_name`.execute(tx),
  read: async (tx, id) => {
    const { rows } = await sql<{ name: string }>`select full_name as name from persons where id = ${id}`.execute(tx)
    return rows[0]?.name ?? ""
  },
}
const writesBoth: Version = {
  write: (tx, id, given, family) =>
    sql`insert into persons (id, full_name, given_name, family_name) values (${id}, ${full(given, family)}, ${given}, ${family})
      on conflict (id) do update set full_name = excluded.full_name, given_name = excluded.given_name, family_name = excluded.family_name`.execute(
      tx,
    ),
  read: writesOne.read,
}
const readsTwo: Version = {
  write: writesBoth.write,
  read: async (tx, id) => {
    const { rows } = await sql<{ given: string; family: string }>`
      select given_name as given, family_name as family from persons where id = ${id}`.execute(tx)
    return full(rows[0]?.given ?? "", rows[0]?.family ?? "")
  },
}
const writesTwo: Version = {
  write: (tx, id, given, family) =>
    sql`insert into persons (id, given_name, family_name) values (${id}, ${given}, ${family})
      on conflict (id) do update set given_name = excluded.given_name, family_name = excluded.family_name`.execute(tx),
  read: readsTwo.read,
}

const migrations: [name: string, up: string, down: string][] = [
  ["0001_persons", "create table persons (id int primary key, full_name text not null);", "drop table persons;"],
  [
    "0002_add-two-columns",
    "alter table persons add column given_name text, add column family_name text;",
    "alter table persons drop column given_name, drop column family_name;",
  ],
  [
    "0003_require-two-columns",
    // Validated without a lock that keeps writers out; NOT NULL is then taken over from the check without a scan.
    `alter table persons add constraint persons_two_names check (given_name is not null and family_name is not null) not valid;
     alter table persons validate constraint persons_two_names;
     alter table persons alter column full_name drop not null;`,
    "alter table persons drop constraint persons_two_names; update persons set full_name = given_name || ' ' || family_name; alter table persons alter column full_name set not null;",
  ],
  [
    "0004_index-family-name",
    "-- outside a transaction\ncreate index concurrently if not exists persons_family on persons (family_name);\n",
    "-- outside a transaction\ndrop index concurrently if exists persons_family;\n",
  ],
  [
    "0005_drop-full-name",
    "alter table persons drop column full_name;",
    "alter table persons add column full_name text;",
  ],
]

describeEachDatabase("a column that is split while writes go on", (open, engine) => {
  let dir = ""
  let db: OpenDatabase

  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "studyin-zero-downtime-"))
    db = open().db
    await db.execute("drop table public.schema_migrations")
    for (const [name, up, down] of migrations) {
      await writeFile(join(dir, `${name}.up.sql`), up)
      await writeFile(join(dir, `${name}.down.sql`), down)
    }
  })
  afterAll(() => rm(dir, { recursive: true, force: true }))

  it("loses nothing and refuses nobody", async () => {
    await migrate(db, "up", { dir, to: 1 })
    const told = new Map<number, string>()
    let versions: readonly Version[] = [writesOne]
    let isOpen = true
    let turn = 0
    const write = async (writer: number) => {
      for (let n = 0; isOpen; n++) {
        // Old and new processes run side by side while a version is rolled out.
        const version = versions[turn++ % versions.length] as Version
        const id = writer * 100_000 + (n % 40)
        const [given, family] = [`Given${writer}`, `Family${n}`]
        await db.asOwner((tx) => version.write(tx, id, given, family))
        told.set(id, full(given, family))
        expect(await db.asOwner((tx) => version.read(tx, id))).toBe(full(given, family))
      }
    }
    const writers = [1, 2, 3, 4].map(write)
    const settle = () => new Promise((resolve) => setTimeout(resolve, 150))
    const rollOut = async (from: Version, to: Version) => {
      versions = [from, to]
      await settle()
      versions = [to]
      await settle()
    }
    const migrateTo = async (to: number) => {
      // Several processes start at the same moment, as in a rolling update.
      const url = engine === "postgres" ? await postgresUrlOf(db) : undefined
      const starts =
        url === undefined
          ? [db]
          : await Promise.all([1, 2, 3].map(() => openDatabase({ url, dataDir: dir, poolMax: 1 })))
      const done = await Promise.all(starts.map((start) => migrate(start, "up", { dir, to })))
      if (url !== undefined) await Promise.all(starts.map((start) => start.close()))
      expect(done.flat()).toHaveLength(1)
    }
    try {
      await settle()
      await migrateTo(2)
      await rollOut(writesOne, writesBoth)
      await backfill(db)
      await rollOut(writesBoth, readsTwo)
      await migrateTo(3)
      await migrateTo(4)
      await rollOut(readsTwo, writesTwo)
      await migrateTo(5)
      await settle()
    } finally {
      isOpen = false
    }
    await Promise.all(writers)

    const { rows } = await db.execute("select id, given_name || ' ' || family_name as name from persons order by id")
    expect(new Map(rows.map(({ id, name }) => [Number(id), String(name)]))).toEqual(
      new Map([...told].sort(([a], [b]) => a - b)),
    )
    expect(told.size).toBeGreaterThan(100)
    const { rows: indexes } = await db.execute(
      "select indisvalid from pg_index where indexrelid = 'persons_family'::regclass",
    )
    expect(indexes).toEqual([{ indisvalid: true }])
  })

  it("makes an index anew that an interrupted try left unfinished", async () => {
    if (engine === "pglite") return
    await migrate(db, "down", { dir, to: 3 })
    await db.execute("insert into persons (id, given_name, family_name) values (1, 'A', 'Same'), (2, 'B', 'Same')")
    // A unique index that cannot be: PostgreSQL leaves it behind, not valid.
    await expect(
      db.execute("create unique index concurrently persons_family on persons (family_name)"),
    ).rejects.toThrow()
    await migrate(db, "up", { dir, to: 4 })
    const { rows } = await db.execute(
      "select indisvalid, indisunique from pg_index where indexrelid = 'persons_family'::regclass",
    )
    expect(rows).toEqual([{ indisvalid: true, indisunique: false }])
  })
})

/** Some rows a transaction, so that nobody waits long; who writes meanwhile has filled both columns and is left alone. */
async function backfill(db: OpenDatabase): Promise<void> {
  for (let count = 1; count > 0; ) {
    count = await db.asOwner(async (tx) => {
      const { numAffectedRows } = await sql`
        update persons set given_name = split_part(full_name, ' ', 1), family_name = split_part(full_name, ' ', 2)
        where id in (select id from persons where given_name is null order by id limit 20 for update skip locked)`.execute(
        tx,
      )
      return Number(numAffectedRows ?? 0)
    })
  }
}
