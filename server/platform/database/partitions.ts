import { setTimeout as sleep } from "node:timers/promises"
import { sql } from "kysely"
import { CLIENT_ID_MAX_AGE_MS } from "../../shared/ids.ts"
import type { OpenDatabase, Tx } from "./database.ts"
import { sqlStateOf } from "./database-errors.ts"
import { addMonths, type Month, monthOf, monthsBetween, parseRange } from "./partition-months.ts"

/** How far ahead partitions are made. Readiness fails with less than one month. */
const MONTHS_AHEAD = 3

/** A study day can begin as long before a moment of it: zones reach to 12 hours behind, and the day begins up to 23 hours after midnight. */
const STUDY_DAY_LAG_MS = 48 * 3_600_000

interface PartitionedTable {
  name: string
  /** By the time in a UUIDv7, or by a day. */
  key: "id" | "day"
  ranges: { from: Date; to: Date }[]
}

export interface PartitionReport {
  /** True when every partitioned table has room for all of this month and the next. */
  ready: boolean
  tables: {
    table: string /** End of the last month that is there without a gap from now on; undefined when now itself is not. */
    coveredUntil?: Date
  }[]
}

// Any number that nobody else in the database uses.
const LOCK_KEY = 1_934_711_653
/** Whoever asks for the table meanwhile queues behind us: no longer than this. */
export const LOCK_TIMEOUT = "2s"
const MAX_ATTEMPTS = 15

/**
 * Makes the monthly partitions that are missing: from `from` (default: as far back as a client's id may date, so that what
 * was learnt offline finds its place) to `to` (default: three months ahead). Which tables are partitioned, and by
 * what, is read from the catalogue. Call it at start, daily, and before importing older history.
 * Resolves to the names of the partitions it made.
 */
export async function ensurePartitions(
  db: OpenDatabase,
  now: Date,
  span: { from?: Date; to?: Date; table?: string } = {},
): Promise<string[]> {
  const oldestId = new Date(now.getTime() - CLIENT_ID_MAX_AGE_MS)
  const to = span.to ?? addMonths(monthOf(now), MONTHS_AHEAD).start
  const made: string[] = []
  for (const table of await db.asOwner((tx) => readPartitionedTables(tx))) {
    if (span.table !== undefined && span.table !== table.name) continue
    const from = span.from ?? (table.key === "id" ? oldestId : new Date(oldestId.getTime() - STUDY_DAY_LAG_MS))
    for (const month of monthsBetween(from, to)) {
      if (covers(table, month)) continue
      if (await patiently(() => createPartition(db, table, month))) made.push(`${table.name}_${month.label}`)
    }
  }
  return made
}

/** For the readiness check. */
export async function partitionReport(db: OpenDatabase, now: Date): Promise<PartitionReport> {
  const tables = (await db.asOwner((tx) => readPartitionedTables(tx))).map((table) => {
    let month = monthOf(now)
    while (covers(table, month)) month = addMonths(month, 1)
    return month.start > now ? { table: table.name, coveredUntil: month.start } : { table: table.name }
  })
  const needed = addMonths(monthOf(now), 1).end
  return { ready: tables.every(({ coveredUntil }) => coveredUntil !== undefined && coveredUntil >= needed), tables }
}

function covers(table: PartitionedTable, month: Month): boolean {
  return table.ranges.some(({ from, to }) => from <= month.start && to >= month.end)
}

/** @returns false when another process had made it meanwhile. */
function createPartition(db: OpenDatabase, table: PartitionedTable, month: Month): Promise<boolean> {
  return db.asOwner(async (tx) => {
    await sql.raw(`set local lock_timeout = '${LOCK_TIMEOUT}'`).execute(tx)
    await sql`select pg_advisory_xact_lock(${LOCK_KEY})`.execute(tx)
    const parent = sql.id("public", table.name)
    const partition = sql.id("public", `${table.name}_${month.label}`)
    const { rows } = await sql<{ exists: boolean }>`
      select to_regclass(${`public.${table.name}_${month.label}`}) is not null as exists`.execute(tx)
    if (rows[0]?.exists) return false
    // Made apart and then attached: CREATE … PARTITION OF would lock out every reader of the table.
    await sql`create table ${partition} (like ${parent} including all)`.execute(tx)
    await sql`alter table ${parent} attach partition ${partition}
      for values from (${bound(table.key, month.start)}) to (${bound(table.key, month.end)})`.execute(tx)
    return true
  })
}

/** The bounds of a month of this table, as its definition has them. */
export async function boundsOf(tx: Tx, { table, from, to }: { table: string; from: Date; to: Date }) {
  const found = (await readPartitionedTables(tx)).find(({ name }) => name === table)
  if (found === undefined) throw new Error(`${table} is not partitioned by month`)
  return { from: bound(found.key, from), to: bound(found.key, to) }
}

function bound(key: PartitionedTable["key"], at: Date) {
  if (key === "day") return sql.lit(at.toISOString().slice(0, 10))
  // The smallest UUIDv7 of the moment, as app.uuid_floor makes it; a bound must be a constant.
  const time = at.getTime().toString(16).padStart(12, "0")
  return sql.lit(`${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`)
}

async function readPartitionedTables(tx: Tx): Promise<PartitionedTable[]> {
  const { rows } = await sql<{ name: string; type: string; bounds: string[] }>`
    select c.relname as name, a.atttypid::regtype::text as type,
      array(
        select pg_get_expr(child.relpartbound, child.oid)
        from pg_inherits i join pg_class child on child.oid = i.inhrelid
        where i.inhparent = c.oid and child.relpartbound is not null
      ) as bounds
    from pg_partitioned_table p
    join pg_class c on c.oid = p.partrelid
    join pg_attribute a on a.attrelid = c.oid and a.attnum = p.partattrs[0]
    where c.relnamespace = 'public'::regnamespace and p.partstrat = 'r' and p.partnatts = 1
      and a.atttypid in ('uuid'::regtype, 'date'::regtype)
    order by c.relname`.execute(tx)
  return rows.map(({ name, type, bounds }) => ({
    name,
    key: type === "uuid" ? "id" : "day",
    ranges: bounds.map(parseRange).filter((range) => range !== undefined),
  }))
}

/** A table in use is not waited for long, since everybody would queue behind us: try again instead. */
export async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      if (!isBusy(error) || attempt === MAX_ATTEMPTS) throw error
      await sleep(200 * attempt * (0.5 + Math.random()))
    }
  }
}

/** Somebody else uses the table: the lock was not to be had, or the wait for it ran out of time. */
function isBusy(error: unknown): boolean {
  return sqlStateOf(error) === "55P03" || (error as { type?: string }).type === "query-stopped"
}
