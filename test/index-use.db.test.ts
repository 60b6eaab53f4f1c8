import { readFile, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { sql } from "kysely"
import { afterAll, beforeAll, expect, it } from "vitest"
import { ensureDemo } from "../server/demo/enter-demo.ts"
import { eraseLearner } from "../server/domains/accounts/index.ts"
import type { JobHandlers } from "../server/platform/jobs.ts"
import { rooms } from "../server/rooms.ts"
import { newId } from "../server/shared/ids.ts"
import { describeEachDatabase, type TestDatabase } from "./database.ts"
import { drainJobs } from "./drain-jobs.ts"
import { type ApiDocument, type ApiRoute, addressOf, readApiDocument } from "./http/api-document.ts"
import { openApp, type TestApp } from "./http/open-app.ts"
import { sampleOf } from "./http/sample-values.ts"
import { type PlanUse, planOf } from "./query-plans.ts"
import { type RecordedStatement, recordStatements } from "./statement-recorder.ts"

const page = join(import.meta.dirname, "../docs/indexes.md")

/** Read from one end to the other without harm: they hold what people wrote by hand, or are emptied all the time. */
const small = new Set([
  ...[
    "achievements",
    "subjects",
    "retention_policies",
    "settings",
    "schema_migrations",
    "partition_archives",
    "plans",
    "backup_runs",
    "erasure_ledger",
    "backup_runs",
  ],
  ...["job_outbox", "job_progress"],
])

/** Statements that may scan, with the reason. */
const allowed: { pattern: RegExp; because: string }[] = [
  {
    pattern: /for update skip locked/,
    because: "a batch of retention: its rows are found by an index, the join by key is planned for an unknown limit",
  },
  { pattern: /^\s*select id from public\.users order by id/, because: "a backup goes through all learners" },
  { pattern: /limit 20000\)/, because: "a batch of an erasure: as above" },
  {
    pattern: /^\s*select (count|coalesce\(sum)\([\s\S]* as n\s+from/,
    because: "the dry run of retention, which an administrator asks for",
  },
  { pattern: /select exists \(select from users/, because: "stops at the first person" },
  {
    pattern: /as "withoutFactor"/,
    because:
      "counts everybody by role, for an administrator who looks at or changes of whom a second factor is demanded",
  },
]

interface IndexFacts {
  name: string
  /** Its names on partitions. */
  parts: string[]
  definition: string
  /** Why it has to be there whatever is asked: it upholds a key, or lets a row that is referred to be deleted without a scan. */
  need: "key" | "reference" | "range" | null
}

describeEachDatabase("indexes", (open, engine) => {
  let server: TestApp
  const planned: Planned[] = []

  beforeAll(async () => {
    server = await openApp(open())
    const statements = await recordStatements(() => useEverything(open(), server))
    for (const statement of statements) planned.push({ ...statement, ...(await planOf(open().db, statement)) })
  }, 300_000)
  afterAll(() => server.close())

  it("serve every statement on a table that grows", () => {
    expect(planned.length).toBeGreaterThan(150)
    const scans = planned
      .map(({ text, scanned }) => ({
        text,
        scanned: scanned.filter((table) => !small.has(table) && !table.startsWith("pg_")),
      }))
      .filter(({ text, scanned }) => scanned.length > 0 && !allowed.some(({ pattern }) => pattern.test(text)))
    expect(
      scans.map(({ text, scanned }) => `${scanned.join(", ")}: ${text.replace(/\s+/g, " ").slice(0, 400)}`),
    ).toEqual([])
  })

  it("are each there for a statement, a key or a reference", async () => {
    const facts = await readIndexes(open())
    const idle = facts.filter((index) => index.need === null && findUse(index, planned) === undefined)
    expect(idle.map(({ name }) => name)).toEqual([])

    // Written by `UPDATE_DOCS=1 npx vitest run test/index-use.db.test.ts`; plans are said for PostgreSQL.
    if (process.env.UPDATE_DOCS && engine === "postgres") await writeFile(page, indexPage(facts, planned))
    const described = await readFile(page, "utf8")
    expect(facts.map(({ name }) => name).filter((name) => !described.includes(`\`${name}\``))).toEqual([])
  })
})

/** The indexes of our own tables. */
async function readIndexes({ db }: TestDatabase): Promise<IndexFacts[]> {
  const { rows } = await db.execute(`
    select i.relname as name, regexp_replace(pg_get_indexdef(i.oid), '^.* ON (ONLY )?(public\\.)?', '') as definition,
      case when x.indisunique then 'key' when i.relam = (select oid from pg_am where amname = 'brin') then 'range' when exists (
        select from pg_constraint k where k.conrelid = x.indrelid and k.contype = 'f' and x.indkey[0] = any (k.conkey)
          and (x.indkey::int2[])[0:cardinality(k.conkey) - 1] @> k.conkey) then 'reference' end as need,
      array(select c.relname::text from pg_inherits h join pg_class c on c.oid = h.inhrelid where h.inhparent = i.oid) as parts
    from pg_index x join pg_class i on i.oid = x.indexrelid join pg_class t on t.oid = x.indrelid
    where t.relnamespace = 'public'::regnamespace and not t.relispartition
    order by 1`)
  return rows as unknown as IndexFacts[]
}

type Planned = RecordedStatement & PlanUse

function findUse({ name, parts }: IndexFacts, planned: readonly Planned[]) {
  const names = new Set([name, ...parts])
  for (const { text, indexes } of planned) {
    const use = indexes.find((index) => names.has(index.name))
    if (use) return { text, how: use.how }
  }
  return undefined
}

function indexPage(facts: readonly IndexFacts[], planned: readonly Planned[]): string {
  const cell = (text: string, most: number) => {
    const line = text.replace(/\s+/g, " ").replaceAll("|", "\\|").trim()
    return line.length <= most ? line : `${line.slice(0, most - 1)}…`
  }
  const rows = facts.map((index) => {
    const use = findUse(index, planned)
    const asked = use === undefined ? "" : `\`${cell(use.text, 160)}\``
    const why = [index.need === null ? "" : `a ${index.need}`, asked].filter((part) => part !== "").join("; ")
    return `| \`${index.name}\` | \`${cell(index.definition, 120)}\` | ${why} | ${use === undefined ? "" : `\`${cell(use.how, 140)}\``} |`
  })
  return `# Indexes

Each index with a statement that goes through it and how PostgreSQL plans that (for unknown values, under row-level security). A **key** upholds a primary
or unique key; a **range** finds what is old in a large table (in the test's small one nothing is large enough); a **reference** lets a row be
deleted without scanning the tables that refer to it. A test collects the statements of the whole product and fails when one of them would read a growing
table from end to end, and when an index serves nothing; it also writes this page.

| index | on | there for | plan |
|---|---|---|---|
${rows.join("\n")}
`
}

/** Has every part of the product send its statements: the demo learner's fortnight, every address with ids that are there, every job. */
async function useEverything(database: TestDatabase, server: TestApp): Promise<void> {
  const { deps } = server
  const handlers: JobHandlers = Object.assign({}, ...rooms.map(({ jobs }) => jobs ?? {}))
  let isWorking = true
  const working = (async () => {
    while (isWorking) {
      await drainJobs(database, deps, handlers)
      await new Promise((resolve) => setTimeout(resolve, 30))
    }
  })()
  const userId = await ensureDemo(deps, "Europe/Berlin")
  isWorking = false
  await working
  await callEverything(server, userId, await idsOf(database, userId))
  for (const [name, { cron }] of Object.entries(handlers)) {
    if (cron === undefined) continue
    await database.db.execute("insert into job_outbox (id, name, payload) values ($1, $2, '{}')", [newId(), name])
    await drainJobs(database, deps, handlers)
  }
  const longAgo = new Date("2020-01-01")
  for (const rule of deps.retention.rules.values()) {
    await rule.count(longAgo)
    await rule.removeSome(longAgo, 100)
  }
  await eraseLearner(deps, userId)
}

/** One id of each kind of thing the learner has. */
async function idsOf({ db }: TestDatabase, userId: string): Promise<string[]> {
  const { rows } = await db.execute(`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid join pg_attribute b on b.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and a.attname = 'user_id' and b.attname = 'id'`)
  return db.asSystem("find-ids", async (tx) => {
    const ids: string[] = []
    for (const { name } of rows) {
      const table = sql.id(String(name))
      const found = await sql<{ id: string }>`select id from ${table} where user_id = ${userId} limit 1`.execute(tx)
      if (found.rows[0]) ids.push(found.rows[0].id)
    }
    return ids
  })
}

const order = ["GET", "PUT", "PATCH", "POST", "DELETE"]

/** Every address with every id, as the learner and as an administrator: reading first, removing last. */
async function callEverything({ app, deps, signInAs }: TestApp, userId: string, ids: readonly string[]): Promise<void> {
  const document = await readApiDocument(app)
  const admin = await signInAs({ role: "admin" })
  const { token } = await deps.tokens.signAccessToken({ userId, role: "student", sessionId: newId() })
  const learner = { authorization: `Bearer ${token}` }
  const routes = document.routes.filter(({ path }) => !path.endsWith("/events") && !path.includes("/auth/demo"))
  for (const route of routes.sort((a, b) => order.indexOf(a.method) - order.indexOf(b.method))) {
    const body = sampleOf(route.body, document)
    for (const id of route.path.includes("{") ? ids : [""]) {
      const path = addressOf(route, (name, schema) => {
        if (name === "ownerId" || name === "userId") return userId
        return schema.format === "uuid" ? id : String(sampleOf(schema, document) ?? "x")
      })
      for (const query of queriesOf(route, document, userId))
        await app.inject({
          method: route.method,
          url: `${path}${query}`,
          headers: {
            ...(route.role === "admin" ? admin.headers : learner),
            ...(body === undefined ? {} : { "content-type": "application/json" }),
          },
          ...(body === undefined ? {} : { payload: JSON.stringify(body) }),
        })
    }
  }
}

/** No filter, and each of a route's filters by itself. */
function queriesOf(route: ApiRoute, document: ApiDocument, userId: string): string[] {
  const filters = route.parameters.filter((parameter) => parameter.in === "query" && parameter.name !== "cursor")
  return [
    "",
    ...filters.map(({ name, schema }) => {
      const value = schema.format === "uuid" || name === "user" ? userId : String(sampleOf(schema, document) ?? "x")
      return `?${name}=${encodeURIComponent(value)}`
    }),
  ]
}
