import { sql } from "kysely"
import type { OpenDatabase, Tx } from "./database.ts"
import { parseRange } from "./partition-months.ts"
import { boundsOf, LOCK_TIMEOUT, patiently } from "./partitions.ts"

/** One month of a partitioned table. */
export interface StoredPartition {
  table: string
  name: string
  from: Date
  /** Start of the next month; not part of this one. */
  to: Date
  /** With indexes. */
  sizeBytes: number
  /** The planner's guess, which costs nothing; -1 when nothing is known yet. */
  estimatedRows: number
}

/** Where a partition is: part of its table, on the way out (an interrupted detach), a table by itself, or nowhere. */
export type PartitionPlace = "attached" | "leaving" | "alone" | "missing"

/** How long a statement may wait for those who use the table. */
const DETACH_TIMEOUT_MS = 20_000

/** The months of every partitioned table, oldest first. */
export async function listPartitions(db: OpenDatabase): Promise<StoredPartition[]> {
  const { rows } = await db.execute(
    `select parent.relname as "table", child.relname as name, pg_get_expr(child.relpartbound, child.oid) as bound,
       pg_total_relation_size(child.oid) as "sizeBytes", child.reltuples::bigint as "estimatedRows"
     from pg_inherits i join pg_class child on child.oid = i.inhrelid join pg_class parent on parent.oid = i.inhparent
     where parent.relnamespace = 'public'::regnamespace and parent.relkind = 'p' and child.relkind = 'r'
     order by parent.relname, child.relname`,
  )
  return rows.flatMap((row) => {
    const { bound, ...partition } = row as unknown as Omit<StoredPartition, "from" | "to"> & { bound: string }
    const range = parseRange(bound)
    return range === undefined ? [] : [{ ...partition, ...range }]
  })
}

export async function placeOf(db: OpenDatabase, partition: string): Promise<PartitionPlace> {
  const { rows } = await db.execute(
    `select i.inhrelid is not null as is_attached, coalesce(i.inhdetachpending, false) as is_leaving
     from pg_class c left join pg_inherits i on i.inhrelid = c.oid
     where c.oid = to_regclass($1)`,
    [`public.${quoted(partition)}`],
  )
  const row = rows[0]
  if (row === undefined) return "missing"
  if (row.is_leaving === true) return "leaving"
  return row.is_attached === true ? "attached" : "alone"
}

/**
 * Takes a partition out of its table; it stays as a table by itself, which only the owner may see. On a server nobody is
 * kept waiting, and a detach that was interrupted is brought to its end. Without effect when it is out already.
 */
export async function detachPartition(db: OpenDatabase, table: string, partition: string): Promise<void> {
  await patiently(async () => {
    const place = await placeOf(db, partition)
    if (place === "alone" || place === "missing") return
    const detach = `alter table public.${quoted(table)} detach partition public.${quoted(partition)}`
    if (db.engine === "pglite") {
      await db.asOwner(async (tx) => {
        await sql.raw(`set local lock_timeout = '${LOCK_TIMEOUT}'`).execute(tx)
        await sql.raw(detach).execute(tx)
      })
      return
    }
    // Not in a transaction: it is two of its own, and waits in between for those who still see the old table.
    await db.execute(`${detach} ${place === "leaving" ? "finalize" : "concurrently"}`, undefined, {
      statementTimeoutMs: DETACH_TIMEOUT_MS,
    })
  })
}

/** Puts a detached partition back. Without effect when it is in its table. */
export async function attachPartition(
  db: OpenDatabase,
  partition: Omit<StoredPartition, "sizeBytes" | "estimatedRows">,
) {
  await patiently(async () => {
    if ((await placeOf(db, partition.name)) !== "alone") return
    await db.asOwner(async (tx) => {
      await sql.raw(`set local lock_timeout = '${LOCK_TIMEOUT}'`).execute(tx)
      const { from, to } = await boundsOf(tx, partition)
      await sql`alter table ${sql.id("public", partition.table)} attach partition ${sql.id("public", partition.name)}
        for values from (${from}) to (${to})`.execute(tx)
    })
  })
}

/** Removes a detached partition with its rows. Without effect when it is gone. @throws Error for one that is still attached */
export async function dropDetached(db: OpenDatabase, partition: string): Promise<void> {
  const place = await placeOf(db, partition)
  if (place === "missing") return
  if (place !== "alone") throw new Error(`${partition} is still part of its table and is not dropped`)
  await patiently(() =>
    db.asOwner(async (tx) => {
      await sql.raw(`set local lock_timeout = '${LOCK_TIMEOUT}'`).execute(tx)
      await sql`drop table if exists ${sql.id("public", partition)}`.execute(tx)
    }),
  )
}

export async function countRows(db: OpenDatabase, partition: string): Promise<number> {
  const { rows } = await db.execute(`select count(*) as n from public.${quoted(partition)}`, undefined, {
    statementTimeoutMs: 0,
  })
  return Number(rows[0]?.n)
}

/** Names of a table's columns in their order, and of those of its primary key in theirs, with their types. */
export async function readShape(
  db: OpenDatabase,
  table: string,
): Promise<{ columns: string[]; key: { name: string; type: string }[] }> {
  const { rows } = await db.execute(
    `select a.attname as name, a.atttypid::regtype::text as type, array_position(i.indkey::int2[], a.attnum) as place
     from pg_attribute a left join pg_index i on i.indrelid = a.attrelid and i.indisprimary
     where a.attrelid = to_regclass($1) and a.attnum > 0 and not a.attisdropped
     order by a.attnum`,
    [`public.${quoted(table)}`],
  )
  const key = rows.filter(({ place }) => place !== null).sort((a, b) => Number(a.place) - Number(b.place))
  return {
    columns: rows.map(({ name }) => String(name)),
    key: key.map(({ name, type }) => ({ name: String(name), type: String(type) })),
  }
}

/**
 * The rows of a partition as JSON texts in the order of its primary key, a page at a time in transactions of their own: nobody
 * waits long, and the same partition always gives the same texts.
 */
export async function* readRows(db: OpenDatabase, partition: string, pageSize: number): AsyncGenerator<string[]> {
  const { key } = await readShape(db, partition)
  if (key.length === 0) throw new Error(`${partition} is not there, or has no primary key to read it by`)
  const names = key.map(({ name }) => quoted(name)).join(", ")
  const after = key.map(({ type }, index) => `$${index + 1}::${type}`).join(", ")
  let last: unknown[] | undefined
  for (;;) {
    const { rows } = await db.execute(
      `select row_to_json(t)::text as line, array[${key.map(({ name }) => `${quoted(name)}::text`).join(", ")}] as key
       from public.${quoted(partition)} t ${last === undefined ? "" : `where (${names}) > (${after})`}
       order by ${names} limit ${pageSize}`,
      last ?? [],
    )
    if (rows.length === 0) return
    yield rows.map(({ line }) => String(line))
    if (rows.length < pageSize) return
    last = rows.at(-1)?.key as unknown[]
  }
}

/**
 * Puts rows, as `readRows` gave them, back into their table. Rows that are there already stay as they are; those of a user who
 * is not there any more are left out. Columns that came since keep their defaults. Runs as the system use-case of `tx`.
 * Returns how many were put back.
 */
export async function insertRows(
  tx: Tx,
  table: string,
  columns: readonly string[],
  lines: readonly string[],
): Promise<number> {
  if (lines.length === 0) return 0
  const names = sql.join(columns.map((name) => sql.id(name)))
  const ofUser = columns.includes("user_id") ? sql`where exists (select from users u where u.id = r.user_id)` : sql``
  const { numAffectedRows } = await sql`
    insert into ${sql.id("public", table)} (${names})
    select ${names} from json_populate_recordset(null::${sql.id("public", table)}, ${`[${lines.join(",")}]`}::json) r
    ${ofUser} on conflict do nothing`.execute(tx)
  return Number(numAffectedRows ?? 0)
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
