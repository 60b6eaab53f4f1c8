import { sql } from "kysely"
import type { Tx } from "./database.ts"

/** A table with rows of learners, as the catalogue knows it. */
export interface LearnerTable {
  name: string
  /** Columns in the order of the table. */
  columns: { name: string; type: string }[]
  /** Columns of the primary key, in its order. */
  key: string[]
}

interface CatalogueRow extends LearnerTable {
  /** Tables of the list that this one refers to. */
  parents: string[]
}

/** Rows deleted by one statement: on the embedded database a statement that runs long is stopped. */
const DELETED_AT_ONCE = 20_000

/**
 * The tables of the schema `public` that have a column of this name, those first that others refer to last: rows can be deleted in
 * this order without a cascade. Partitions are part of their table.
 */
export async function findLearnerTables(tx: Tx, column: string): Promise<LearnerTable[]> {
  const { rows } = await sql<CatalogueRow>`
    with t as (
      select c.oid, c.relname from pg_class c
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = ${column} and not a.attisdropped)
    )
    select t.relname as name,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
         from pg_attribute a where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped) as columns,
      coalesce((select json_agg(a.attname order by k.position)
         from pg_index i, unnest(i.indkey::int2[]) with ordinality as k(attnum, position), pg_attribute a
         where i.indrelid = t.oid and i.indisprimary and a.attrelid = t.oid and a.attnum = k.attnum), '[]') as key,
      coalesce((select json_agg(distinct p.relname) from pg_constraint k join t p on p.oid = k.confrelid
         where k.contype = 'f' and k.conrelid = t.oid and k.confrelid <> t.oid), '[]') as parents
    from t order by t.relname`.execute(tx)
  return childrenFirst(rows).map(({ name, columns, key }) => ({ name, columns, key }))
}

function childrenFirst(tables: readonly CatalogueRow[]): CatalogueRow[] {
  const left = new Map(tables.map((table) => [table.name, table]))
  const ordered: CatalogueRow[] = []
  while (left.size > 0) {
    const referredTo = new Set([...left.values()].flatMap(({ parents }) => parents))
    const free = [...left.values()].filter(({ name }) => !referredTo.has(name))
    // Tables that refer to each other in a circle: their foreign keys are checked at commit, so any order does.
    for (const table of free.length > 0 ? free : [...left.values()]) {
      ordered.push(table)
      left.delete(table.name)
    }
  }
  return ordered
}

/** Deletes what names the learner in this column, in several statements when it is much. Returns how many rows went. */
export async function deleteLearnerRows(
  tx: Tx,
  { name, key }: LearnerTable,
  column: string,
  userId: string,
): Promise<number> {
  const table = sql.id("public", name)
  const keys = sql.join(key.map((part) => sql.id(part)))
  let deleted = 0
  for (;;) {
    const { numAffectedRows } = await sql`
      delete from ${table} where (${keys}) in (
        select ${keys} from ${table} where ${sql.id(column)} = ${userId}::uuid limit ${sql.lit(DELETED_AT_ONCE)})`.execute(
      tx,
    )
    const count = Number(numAffectedRows ?? 0)
    deleted += count
    if (count < DELETED_AT_ONCE) return deleted
  }
}

/** Empties this column, and those that only mean something with it, where it names the learner. Returns in how many rows. */
export async function clearLearnerColumns(
  tx: Tx,
  table: string,
  column: string,
  alongWith: readonly string[],
  userId: string,
): Promise<number> {
  const emptied = sql.join([column, ...alongWith].map((name) => sql`${sql.id(name)} = null`))
  const { numAffectedRows } = await sql`
    update ${sql.id("public", table)} set ${emptied} where ${sql.id(column)} = ${userId}::uuid`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

/** A page of rows as JSON text, one an entry, and where the next page begins. */
export interface LearnerRowsPage {
  rows: string[]
  /** Undefined on the last page. */
  after?: unknown[]
}

/**
 * The learner's rows in the order of the key, without the columns named in `without`. Reads on with `after` of the page before.
 * Numbers are written as the database has them, times in ISO 8601, bytes as hexadecimal digits after `\x`.
 */
export async function readLearnerRows(
  tx: Tx,
  table: LearnerTable,
  where: {
    column: string
    userId: string
    /** Leaves out rows in which this column names the learner, too. */
    except?: string | undefined
    without: readonly string[]
    after: readonly unknown[] | undefined
    limit: number
  },
): Promise<LearnerRowsPage> {
  const { column, userId, except, without, after, limit } = where
  const shown = table.columns.filter(({ name }) => !without.includes(name))
  // The learner is the same in every row: led by the rest of the key, the condition can use the key's index from where it stands.
  const rest = table.key.filter((name) => name !== column)
  const typeOf = new Map(table.columns.map(({ name, type }) => [name, type]))
  const keys = sql.join(rest.map((name) => sql.id(name)))
  const bound =
    after === undefined || rest.length === 0
      ? sql``
      : sql`and (${keys}) > (${sql.join(rest.map((name, i) => sql`${after[i]}::text::${sql.raw(typeOf.get(name) ?? "text")}`))})`
  const others = except === undefined ? sql`` : sql`and ${sql.id(except)} is distinct from ${userId}::uuid`
  const order = rest.length === 0 ? sql`` : sql`order by ${keys}`
  const { rows } = await sql<{ row: string; key: string[] }>`
    select row_to_json(page)::text as row, found._key as key from (
      select ${sql.join(shown.map(({ name }) => sql.id(name)))},
        array[${sql.join(rest.map((name) => sql`${sql.id(name)}::text`))}]::text[] as _key
      from ${sql.id("public", table.name)} where ${sql.id(column)} = ${userId}::uuid ${others} ${bound} ${order} limit ${sql.lit(limit)}
    ) as found
    cross join lateral (select ${sql.join(shown.map(({ name }) => sql.ref(`found.${name}`)))}) as page`.execute(tx)
  const last = rows.at(-1)
  return {
    rows: rows.map(({ row }) => row),
    ...(rows.length === limit && rest.length > 0 && last !== undefined ? { after: last.key } : {}),
  }
}
