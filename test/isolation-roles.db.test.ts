import { globSync, readFileSync } from "node:fs"
import { join } from "node:path"
import { sql } from "kysely"
import { beforeAll, describe, expect, it } from "vitest"
import { sqlStateOf, type Tx } from "../server/platform/database/index.ts"
import { liftConstraints, readCatalogue } from "./catalogue-rows.ts"
import { describeEachDatabase } from "./database.ts"
import { insertOf } from "./isolation-attacks.ts"

const root = join(import.meta.dirname, "..")

describeEachDatabase("roles", (open) => {
  let userId: string
  const marker = "somebodys-words"

  beforeAll(async () => {
    const database = open()
    userId = (await database.createLearner({ email: `${marker}@example.test`, displayName: marker })).userId
    await liftConstraints(database)
    for (const table of await readCatalogue(database)) {
      if (table.kind !== "table" || table.owner === undefined) continue
      await sql
        .raw(`${insertOf(table, { [table.owner]: userId }, marker)} on conflict do nothing`)
        .execute(database.admin)
    }
  }, 120_000)

  /** Runs one statement with a role's rights. Resolves to its rows, or to the SQLSTATE of its refusal. */
  async function as(role: string, statement: string): Promise<string[] | string> {
    try {
      return await open().db.asOwner(async (tx: Tx) => {
        await sql.raw(`set local role ${role}`).execute(tx)
        const { rows } = await sql.raw<object>(statement).execute(tx)
        return rows.map((row) => JSON.stringify(row))
      })
    } catch (error) {
      return sqlStateOf(error) ?? String(error)
    }
  }

  describe("own nothing and cannot pass by row-level security", () => {
    it.each(["studyin_app", "studyin_system", "studyin_reporting", "studyin_backup"])("%s", async (role) => {
      const { rows } = await open().db.execute(
        `select rolsuper, rolbypassrls, rolcanlogin, rolcreaterole, rolcreatedb,
          (select count(*)::int from pg_class where relowner = r.oid) as owned from pg_roles r where rolname = $1`,
        [role],
      )
      expect(rows).toEqual([
        {
          rolsuper: false,
          rolbypassrls: false,
          rolcanlogin: false,
          rolcreaterole: false,
          rolcreatedb: false,
          owned: 0,
        },
      ])
      expect(await as(role, "create table public.mine (id int)")).toBe("42501")
    })
  })

  it("the app sees no e-mail address and no hash, and the system's own tables not at all", async () => {
    for (const column of ["email", "password_hash", "email_verified_at"])
      expect(await as("studyin_app", `select ${column} from users`), column).toBe("42501")
    for (const table of [
      "audit_logs",
      "settings",
      "job_outbox",
      "job_progress",
      "erasure_ledger",
      "anonymous_metrics",
      "schema_migrations",
    ])
      expect(await as("studyin_app", `select * from ${table}`), table).toBe("42501")
  })

  it("a learner adds entries to the audit log about their own acts only", async () => {
    const { createLearner, db } = open()
    const other = await createLearner()
    const insert = (actorId: string) =>
      db.asLearner(userId, (tx) =>
        sql`insert into audit_logs (id, actor_id, event, recorded_at) values (app.uuid_floor(now()), ${actorId}, 'signout', now())`.execute(
          tx,
        ),
      )
    await expect(insert(other.userId)).rejects.toMatchObject({ code: "42501" })
    await expect(insert(userId)).resolves.toBeDefined()
  })

  it("reporting reads figures and no identity: no ids of people, no texts of theirs, through no view and no table", async () => {
    const { rows } = await open().db.execute(
      `select n.nspname || '.' || c.relname as relation, array_agg(a.attname::text order by a.attnum) as columns
       from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
       where n.nspname in ('public', 'reporting') and c.relkind in ('r', 'p', 'v') and has_column_privilege('studyin_reporting', c.oid, a.attnum, 'select')
         and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
       group by 1 order by 1`,
    )
    const readable = rows as { relation: string; columns: string[] }[]
    expect(readable.map(({ relation }) => relation)).toEqual(
      expect.arrayContaining([
        "reporting.accounts",
        "reporting.activity",
        "reporting.topics",
        "reporting.questions",
        "reporting.materials",
        "reporting.events",
      ]),
    )
    for (const { relation, columns } of readable) {
      expect(
        columns.filter((name) =>
          /^(user_id|owner_id|author_id|actor_id|editor_id|email|password_hash|display_name|username)$/.test(name),
        ),
        relation,
      ).toEqual([])
      const answer = await as(
        "studyin_reporting",
        `select ${columns.map((name) => `"${name}"`).join(", ")} from ${relation}`,
      )
      expect(Array.isArray(answer), `${relation}: ${String(answer)}`).toBe(true)
      expect(String(answer), relation).not.toContain(userId)
    }
    expect(await as("studyin_reporting", "select learners from reporting.activity")).not.toEqual([])
    for (const relation of ["users", "daily_activity", "materials", "messages", "audit_logs"])
      expect(await as("studyin_reporting", `select * from ${relation}`), relation).toBe("42501")
  })

  it("reporting and backup change nothing", async () => {
    const { rows } = await open().db.execute(
      `select r.rolname || ' ' || c.relname as right from pg_class c, pg_roles r
       where r.rolname in ('studyin_reporting', 'studyin_backup') and c.relkind in ('r', 'p', 'v') and c.relnamespace in ('public'::regnamespace, 'reporting'::regnamespace)
         and (has_any_column_privilege(r.rolname, c.oid, 'insert') or has_any_column_privilege(r.rolname, c.oid, 'update')
           or has_table_privilege(r.rolname, c.oid, 'delete') or has_table_privilege(r.rolname, c.oid, 'truncate'))`,
    )
    expect(rows).toEqual([])
  })

  it("backup reads every row of every table", async () => {
    for (const { name, kind } of await readCatalogue(open())) {
      if (kind !== "table" || name === "schema_migrations") continue
      const { rows } = await sql
        .raw<{ count: number }>(`select count(*)::int as count from ${name}`)
        .execute(open().admin)
      expect(await as("studyin_backup", `select count(*)::int as count from ${name}`), name).toEqual([
        JSON.stringify(rows[0]),
      ])
    }
  })
})

describe("system use-cases", () => {
  const sources = globSync("server/**/*.ts", { cwd: root }).filter((file) => !file.endsWith(".test.ts"))

  // The last two stand where one function serves several use-cases; the database refuses what is no name.
  it("are named where they are called, by verb and noun", () => {
    let calls = 0
    const faults = []
    for (const file of sources) {
      const text = readFileSync(join(root, file), "utf8")
      for (const { index } of text.matchAll(/(?<=\b(as|readAs)System)\(/g)) {
        // The contract and its implementation name the parameter.
        if (file.startsWith("server/platform/database/")) continue
        calls += 1
        if (!/^\(\s*("[a-z]+(-[a-z]+)+",|useCase[,:]|outcome\.asSystem,)/.test(text.slice(index, index + 200)))
          faults.push(`${file}: ${text.slice(index, index + 60)}`)
      }
    }
    expect(calls).toBeGreaterThan(20)
    expect(faults).toEqual([])
  })

  it("are the only way to their role", () => {
    const others = sources.filter((file) =>
      /act_as_system|set (local |session )?role (studyin_system|\$\{(?!BACKUP_ROLE))/.test(
        readFileSync(join(root, file), "utf8"),
      ),
    )
    expect(others).toEqual(["server/platform/database/open-database.ts"])
  })
})

describeEachDatabase("a system use-case", (open) => {
  it("has a name, which is counted", async () => {
    const { db } = open()
    expect(() => db.asSystem("", async () => 1)).toThrow(TypeError)
    expect(() => db.asSystem("x'; drop table users; --", async () => 1)).toThrow(TypeError)
    await db.asSystem("count-nothing", async () => 1)
    await db.asSystem("count-nothing", async () => 1)
    expect(db.stats().systemUseCases["count-nothing"]).toBe(2)
  })
})
