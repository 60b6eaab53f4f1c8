import { sql } from "kysely"
import { beforeAll, describe, expect, it } from "vitest"
import { newId } from "../server/shared/ids.ts"
import { type CatalogueTable, liftConstraints, readCatalogue } from "./catalogue-rows.ts"
import { describeEachDatabase } from "./database.ts"
import { attackTable, insertOf, type Parties } from "./isolation-attacks.ts"

// Every table is found in the catalogue and gets its rows from it: one that is added tomorrow is attacked without a line here.
describeEachDatabase("a learner's rows", (open) => {
  let parties: Parties
  let catalogue: CatalogueTable[]

  beforeAll(async () => {
    const database = open()
    const [victim, attacker] = [await database.createLearner(), await database.createLearner()]
    const { rows } = await database.db.execute("select app.library_user_id() as id")
    parties = {
      victimId: victim.userId,
      attackerId: attacker.userId,
      libraryId: String(rows[0]?.id),
      marker: "victimsecret",
    }
    await liftConstraints(database)
    catalogue = await readCatalogue(database)
    for (const table of catalogue) if (table.kind === "table") await fill(table)
  }, 120_000)

  /** One row each of the victim, the attacker, the library and, where that is possible, nobody. */
  async function fill(table: CatalogueTable): Promise<void> {
    const { owner } = table
    if (owner === undefined) return
    const { admin } = open()
    const { victimId, attackerId, libraryId, marker } = parties
    for (const [id, text] of [
      [victimId, marker],
      [attackerId, "attacker"],
      [libraryId, "library"],
    ] as const) {
      await sql.raw(`${insertOf(table, { [owner]: id }, text)} on conflict do nothing`).execute(admin)
    }
  }

  async function attackAll(tables: readonly CatalogueTable[]): Promise<string[]> {
    const leaks = []
    for (const table of tables) leaks.push(...(await attackTable(open(), table, parties)))
    return leaks
  }

  const owned = () => catalogue.filter(({ kind, owner }) => kind === "table" && owner !== undefined)

  it("are there in every table, so that the attacks have something to find", async () => {
    expect(owned().length).toBeGreaterThan(30)
    for (const table of owned()) {
      const { rows } = await sql
        .raw<{ found: boolean }>(
          `select exists (select from ${table.name} where ${table.owner} = '${parties.victimId}') as found`,
        )
        .execute(open().admin)
      expect(rows[0]?.found, table.name).toBe(true)
    }
  })

  it("cannot be reached with another learner's rights, whatever the statement", async () => {
    const before = await fingerprint()
    expect(await attackAll(owned())).toEqual([])
    expect(await fingerprint()).toEqual(before)
  }, 300_000)

  it("cannot be reached through views", async () => {
    const views = catalogue.filter(({ kind }) => kind === "view")
    expect(views.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["user_question_attempts", "question_options", "activity"]),
    )
    expect(await attackAll(views)).toEqual([])
  })

  it("cannot be reached through single partitions", async () => {
    const partitions = catalogue.filter(({ kind }) => kind === "partition")
    expect(partitions.length).toBeGreaterThan(10)
    expect(await attackAll(partitions)).toEqual([])
  }, 120_000)

  it("leave no trace in errors: a key that is taken is refused like one that is free", async () => {
    const table = owned().find(({ name }) => name === "notes")
    if (table === undefined) throw new Error("no table of notes")
    const taken = await sql<{ id: string }>`select id from notes where user_id = ${parties.victimId}`.execute(
      open().admin,
    )
    const refusals = []
    for (const id of [taken.rows[0]?.id, newId()]) {
      const error = await open()
        .db.asLearner(parties.attackerId, (tx) =>
          sql.raw(insertOf(table, { user_id: parties.victimId, id }, "x")).execute(tx),
        )
        .catch((one: Error & { code?: string; detail?: string }) => ({
          code: one.code,
          message: one.message,
          detail: one.detail,
        }))
      refusals.push(error)
    }
    expect(refusals[0]).toEqual(refusals[1])
    expect(refusals[0]).toMatchObject({ code: "42501" })
  })

  describe("are missed by nobody who forgets to protect them", () => {
    const plants: Record<string, { make: string; drop: string; leak: RegExp }> = {
      "a table without policies": {
        make: "create table planted (user_id uuid, id uuid, body text, primary key (user_id, id)); grant select, insert, update, delete on planted to studyin_app",
        drop: "drop table planted",
        leak: /planted: reads without a predicate: shows/,
      },
      "a policy that lets everybody read": {
        make: "create table planted (user_id uuid, id uuid, body text, primary key (user_id, id)); select app.protect_personal('planted'); create policy generous on planted for select to studyin_app using (true)",
        drop: "drop table planted",
        leak: /planted: joins from users: shows/,
      },
      "a policy that checks reading only": {
        make: "create table planted (user_id uuid, id uuid, primary key (user_id, id)); alter table planted enable row level security; create policy half on planted to studyin_app using (user_id = app.current_user_id()) with check (true); grant select, insert, update, delete on planted to studyin_app",
        drop: "drop table planted",
        leak: /planted: inserts as the victim: was let through/,
      },
      "a policy that takes no learner for everybody": {
        make: "create table planted (user_id uuid, id uuid, primary key (user_id, id)); alter table planted enable row level security; create policy open on planted to studyin_app using (app.current_user_id() is null or user_id = app.current_user_id()); grant select on planted to studyin_app",
        drop: "drop table planted",
        leak: /planted: reads with no learner set: /,
      },
      "a shared table whose private rows all may change": {
        make: "create table planted (id uuid primary key, owner_id uuid); alter table planted enable row level security; create policy readable on planted for select to studyin_app using (owner_id is null or owner_id = app.current_user_id()); create policy careless on planted for update to studyin_app using (true); grant select, update on planted to studyin_app",
        drop: "drop table planted",
        leak: /planted: takes rows blindly: touched/,
      },
      "a view with its owner's rights": {
        make: "create view planted as select * from notes; grant select on planted to studyin_app; alter table notes no force row level security",
        drop: "alter table notes force row level security; drop view planted",
        leak: /planted: reads without a predicate: shows/,
      },
      "rights on a single partition": {
        make: "do $$ begin execute (select format('grant select on %s to studyin_app', inhrelid::regclass) from pg_inherits where inhparent = 'interactions'::regclass order by 1 desc limit 1); end $$",
        drop: "do $$ begin execute (select format('revoke select on %s from studyin_app', inhrelid::regclass) from pg_inherits where inhparent = 'interactions'::regclass order by 1 desc limit 1); end $$",
        leak: /interactions_\w+: (reads|counts) the partition: was let through/,
      },
    }

    it.each(Object.entries(plants))(
      "%s",
      async (_name, { make, drop, leak }) => {
        const database = open()
        await database.db.execute(make)
        try {
          const planted = (await readCatalogue(database)).filter(
            ({ name, kind }) => name === "planted" || kind === "partition",
          )
          for (const table of planted) if (table.kind === "table") await fill(table)
          expect((await attackAll(planted)).join("\n")).toMatch(leak)
        } finally {
          await database.db.execute(drop)
        }
      },
      120_000,
    )
  })

  /** What the victim and the library have, as the database administrator sees it. */
  async function fingerprint(): Promise<unknown> {
    const found: Record<string, unknown> = {}
    for (const { name, owner } of owned()) {
      const { rows } = await sql
        .raw(
          `select md5(string_agg(to_jsonb(t)::text, ',' order by to_jsonb(t)::text)) as sum, count(*) as count from ${name} t where ${owner} <> '${parties.attackerId}'`,
        )
        .execute(open().admin)
      found[name] = rows[0]
    }
    return found
  }
})
