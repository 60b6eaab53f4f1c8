import { readFileSync } from "node:fs"
import { sql } from "kysely"
import { demoTexts, demoTextUrl } from "../../../server/demo/content/index.ts"
import { newId } from "../../../server/shared/ids.ts"
import { addProcessedText } from "../../add-text.ts"
import { type CatalogueTable, literal, readCatalogue, rowOf } from "../../catalogue-rows.ts"
import type { Person, Target } from "./target.ts"

/** Stands in whatever the victim has. An answer to somebody else that holds it has leaked. */
export const canary = "zqcanary"
/** Stands beside it, to be searched for: an answer may repeat what was asked. */
export const bait = "zqbait"

export interface OwnedId {
  /** `table.column` */
  kind: string
  id: string
}

export interface Victim extends Person {
  /** One of every id of theirs, by the catalogue: no list to keep up to date. */
  ids: OwnedId[]
  /** Tables in which they have nothing, since no row could be made up. */
  emptyTables: string[]
  /** Of all rows of theirs, by table: equal before and after, or something was changed. */
  fingerprint(): Promise<Record<string, string>>
}

/** Somebody with one of everything: made as people make things where that is possible, from the catalogue where not. */
export async function makeVictim(target: Target): Promise<Victim> {
  const person = await target.person()
  const { userId } = person
  const { admin } = target.database
  await sql`update users set display_name = ${`${canary} Person`}, username = ${`${canary}.name`}, email = ${`${canary}@example.test`} where id = ${userId}`.execute(
    admin,
  )
  await studyAs(target, person)
  const tables = (await readCatalogue(target.database)).filter(
    ({ kind, owner, schema }) => kind === "table" && owner !== undefined && schema === "public",
  )
  const emptyTables: string[] = []
  for (const table of tables) {
    const hasRows = await has(target, table, userId)
    if (!hasRows && !(await makeUp(target, table, userId))) emptyTables.push(table.name)
    await markTexts(target, table, userId)
  }
  const ids: OwnedId[] = [{ kind: "users.id", id: userId }]
  for (const table of tables) ids.push(...(await idsIn(target, table, userId)))
  const distinct = [...new Map(ids.map((one) => [one.id, one])).values()]
  return { ...person, ids: distinct, emptyTables, fingerprint: () => fingerprintOf(target, tables, userId) }
}

/** A text with its sections, questions and cards; notes, practice, reviews, a conversation, a key. */
async function studyAs({ app, deps, database }: Target, { userId, headers }: Person): Promise<void> {
  const ask = async <T = Record<string, unknown>>(method: "GET" | "POST" | "PUT", path: string, payload?: object) => {
    const reply = await app.inject({ method, url: `/api/v1${path}`, headers, ...(payload ? { payload } : {}) })
    if (reply.statusCode >= 300) throw new Error(`The victim could not ${method} ${path}: ${reply.body}`)
    return (reply.body.startsWith("{") ? reply.json() : {}) as T
  }
  const [course] = demoTexts
  if (course === undefined) throw new Error("There is no demo text")
  const text = `${readFileSync(demoTextUrl(course), "utf8").slice(0, 4000)}\n\n## The ${canary} node\n\nThe ${canary} node of the ${bait} sets the rhythm of the heart.\n`
  const materialId = await addProcessedText(database, deps, userId, { title: `${canary} ${bait}`, text })
  await ask("POST", `/materials/${userId}/${materialId}/notes`, {
    id: newId(),
    kind: "note",
    start: 4,
    end: 12,
    body: `${canary} note`,
  })
  const session = await ask<{ id: string }>("POST", "/practice/sessions", { id: newId(), mode: "tutor", count: 1 })
  await ask("POST", `/practice/sessions/${session.id}/answers`, {
    interactionId: newId(),
    position: 1,
    selectedOptionIds: [],
    typedAnswer: canary,
    responseTimeMs: 900,
  })
  const deck = await ask<{ id: string }>("POST", "/decks", { id: newId(), name: `${canary} deck` })
  await ask("POST", "/cards", { id: newId(), deckId: deck.id, front: `${canary}?`, back: canary })
  const conversation = await ask<{ id: string }>("POST", "/conversations", { id: newId() })
  await ask("POST", `/conversations/${conversation.id}/questions`, {
    questionId: newId(),
    answerId: newId(),
    interactionId: newId(),
    text: `Where is the ${canary} node?`,
  })
}

async function has({ database }: Target, table: CatalogueTable, userId: string): Promise<boolean> {
  const { rows } = await sql<{
    found: boolean
  }>`select exists (select from ${sql.table(table.name)} where ${sql.ref(String(table.owner))} = ${userId}) as found`.execute(
    database.admin,
  )
  return rows[0]?.found === true
}

/**
 * A row with the canary in every text, what the checks allow aside; where they refuse it, past the checks, which then hold for
 * all that comes after. Foreign keys are not looked at. False when there is no making one up.
 */
async function makeUp({ database: { admin } }: Target, table: CatalogueTable, userId: string): Promise<boolean> {
  const choices = await choicesOf(admin, table.name)
  const { columns, values } = rowOf(table, canary, { ...choices, [String(table.owner)]: userId })
  const insert = `insert into "${table.name}" (${columns.join(", ")}) values (${values.join(", ")})`
  const { rows: checks } = await sql<{ name: string; rule: string }>`
    select conname as name, pg_get_constraintdef(oid) as rule from pg_constraint where conrelid = ${table.name}::regclass and contype = 'c'`.execute(
    admin,
  )
  const lift = checks.map(({ name }) => `alter table "${table.name}" drop constraint "${name}"`)
  const restore = checks.map(
    ({ name, rule }) =>
      `alter table "${table.name}" add constraint "${name}" ${rule.replace(/ NOT VALID$/, "")} not valid`,
  )
  const run = (statements: readonly string[]) =>
    admin.transaction().execute(async (tx) => {
      await sql`set local session_replication_role = replica`.execute(tx)
      for (const statement of statements) await sql.raw(statement).execute(tx)
      return true
    })
  return run([insert])
    .catch(() => run([...lift, insert, ...restore]))
    .catch(() => false)
}

/** The first of the values that a check allows for a column. */
async function choicesOf(admin: Target["database"]["admin"], table: string): Promise<Record<string, string>> {
  const { rows } = await sql<{ rule: string }>`
    select pg_get_constraintdef(oid) as rule from pg_constraint where conrelid = ${table}::regclass and contype = 'c'`.execute(
    admin,
  )
  return Object.fromEntries(
    rows.flatMap(({ rule }) => {
      const match = /^CHECK \(\(+(\w+) = ANY \(ARRAY\['([^']*)'/.exec(rule)
      return match ? [[match[1] ?? "", match[2] ?? ""]] : []
    }),
  )
}

/** Adds the canary to every text that may be any text. What is checked, a key or a reference refuses and stays as it is. */
async function markTexts({ database }: Target, table: CatalogueTable, userId: string): Promise<void> {
  for (const { name, base, isGenerated } of table.columns) {
    if (base !== "text" || isGenerated || table.key.includes(name)) continue
    await sql
      .raw(
        `update "${table.name}" set "${name}" = "${name}" || ' ${canary}' where "${table.owner}" = ${literal(userId)} and "${name}" not like '%${canary}%'`,
      )
      .execute(database.admin)
      .catch(() => undefined)
  }
}

async function idsIn({ database }: Target, table: CatalogueTable, userId: string): Promise<OwnedId[]> {
  const found: OwnedId[] = []
  for (const { name, base } of table.columns) {
    if (base !== "uuid" || name === table.owner) continue
    const { rows } = await sql<{ id: string }>`
      select ${sql.ref(name)} as id from ${sql.table(table.name)} where ${sql.ref(String(table.owner))} = ${userId} and ${sql.ref(name)} is not null
      order by 1 limit 1`.execute(database.admin)
    if (rows[0]) found.push({ kind: `${table.name}.${name}`, id: rows[0].id })
  }
  return found
}

async function fingerprintOf(
  { database }: Target,
  tables: readonly CatalogueTable[],
  userId: string,
): Promise<Record<string, string>> {
  const found: Record<string, string> = {}
  for (const { name, owner } of [...tables, { name: "users", owner: "id" }]) {
    const { rows } = await sql<{ sum: string }>`
      select count(*) || ' rows, ' || coalesce(md5(string_agg(to_jsonb(t)::text, ',' order by to_jsonb(t)::text)), '') as sum
      from ${sql.table(name)} t where ${sql.ref(`t.${owner}`)} = ${userId}`.execute(database.admin)
    found[name] = rows[0]?.sum ?? ""
  }
  return found
}
