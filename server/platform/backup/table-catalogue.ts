import { sql } from "kysely"
import type { Tx } from "../database/index.ts"
import type { TableEntry } from "./archive.ts"
import { BackupError } from "./backup-error.ts"

/** The role that may read everything and write nothing. */
export const BACKUP_ROLE = "studyin_backup"

/**
 * What belongs to this installation rather than to what is in it: the migrations (they are in the manifest), the record of
 * backups, and how far running jobs are.
 */
const LEFT_OUT = ["schema_migrations", "backup_runs", "job_progress"]

/** A table of its own or one partition: what is read page by page. */
export interface Heap {
  name: string
  /** Only its owner may read a single partition, and no policy hides rows from whoever does; a table is read by the backup's role. */
  isPartition: boolean
  pages: number
  /** With what is stored out of line. */
  bytes: number
}

const ours = sql`c.relnamespace = 'public'::regnamespace and not c.relispartition and c.relname <> all (${LEFT_OUT})
  and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')`

/** A month that was taken out of its table and has not become a file yet: interactions_2026_01 beside interactions. */
const partitionAlone = sql`exists (select from pg_class parent where parent.relkind = 'p' and parent.relnamespace = c.relnamespace
  and c.relkind = 'r' and c.relname ~ ('^' || parent.relname || '_[0-9]{4}_[0-9]{2}$'))`

/** The tables that are backed up, with the columns that hold something of their own. */
export async function readTables(tx: Tx): Promise<TableEntry[]> {
  const { rows } = await sql<TableEntry>`
    select c.relname as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns
    from pg_class c
    where ${ours} and c.relkind in ('r', 'p') and not ${partitionAlone}
    -- First of all what is asked for from other backups when one is restored.
    order by c.relname <> 'erasure_ledger', c.relname`.execute(tx)
  return rows
}

/** Holds the tables against changes of their form until the transaction ends. */
export async function lockTables(tx: Tx, tables: readonly TableEntry[]): Promise<void> {
  const names = sql.join(tables.map(({ name }) => sql.id("public", name)))
  await sql`lock table ${names} in access share mode`.execute(tx)
}

/**
 * Row-level security hides rows without a word. A table that would hide some from the backup's role stops the backup.
 * @throws BackupError
 */
export async function assertAllIsReadable(tx: Tx, tables: readonly TableEntry[]): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relname = any (${tables.map(({ name }) => name)})
      and not (has_table_privilege(${BACKUP_ROLE}, c.oid, 'select') and (not c.relrowsecurity or exists (
        select from pg_policy p where p.polrelid = c.oid and p.polpermissive and p.polcmd in ('r', '*')
          and pg_get_expr(p.polqual, p.polrelid) = 'true'
          and (select oid from pg_roles where rolname = ${BACKUP_ROLE}) = any (p.polroles))))
    order by 1`.execute(tx)
  if (rows.length > 0)
    throw new BackupError(
      `The backup would not be complete: ${BACKUP_ROLE} may not read ${rows.map(({ name }) => name).join(", ")}. Somebody changed the schema by hand: compare it with server/schema.sql.`,
    )
}

/** The heaps of a table in order; those that hold nothing are left out. */
export async function readHeaps(tx: Tx, table: string): Promise<Heap[]> {
  const { rows } = await sql<Heap & { hidesRows: boolean }>`
    select c.relname as name, parent.relkind = 'p' as "isPartition", c.relrowsecurity and parent.relkind = 'p' as "hidesRows",
      (pg_relation_size(c.oid) / current_setting('block_size')::int)::int as pages, pg_table_size(c.oid) as bytes
    from pg_class parent join pg_class c on c.relnamespace = parent.relnamespace and c.relkind = 'r' and (
      c.oid = parent.oid
      or exists (select from pg_inherits i where i.inhrelid = c.oid and i.inhparent = parent.oid)
      or parent.relkind = 'p' and not c.relispartition and c.relname ~ ('^' || parent.relname || '_[0-9]{4}_[0-9]{2}$'))
    where parent.oid = to_regclass(${`public.${table}`})
    order by c.relname`.execute(tx)
  const hidden = rows.find(({ hidesRows }) => hidesRows)
  if (hidden !== undefined)
    throw new BackupError(
      `The backup would not be complete: row-level security is enabled on the partition ${hidden.name}.`,
    )
  return rows.filter(({ pages }) => pages > 0)
}

/** The span of all partitions by month, as ISO 8601 moments; with months that are on their way out, whose rows come back into their table. */
export async function readPartitionSpan(tx: Tx): Promise<{ from: string; to: string } | null> {
  const { rows } = await sql<{ bounds: string }>`
    select pg_get_expr(c.relpartbound, c.oid) as bounds from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relispartition and c.relkind = 'r'`.execute(tx)
  const alone = await sql<{ name: string }>`
    select c.relname as name from pg_class c where ${ours} and c.relkind = 'r' and ${partitionAlone}`.execute(tx)
  const moments = [
    ...rows.flatMap(({ bounds }) => [...bounds.matchAll(/'([^']*)'/g)].map((match) => momentOf(match[1] ?? ""))),
    ...alone.rows.map(({ name }) => Date.parse(`${name.slice(-7).replace("_", "-")}-01T00:00:00Z`)),
  ].sort((a, b) => a - b)
  const [first] = moments
  const last = moments.at(-1)
  if (first === undefined || last === undefined) return null
  return { from: new Date(first).toISOString(), to: new Date(last).toISOString() }
}

/** A bound is a day, or an id that begins with the milliseconds. */
function momentOf(bound: string): number {
  return /^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(bound)
    ? Number.parseInt(bound.slice(0, 8) + bound.slice(9, 13), 16)
    : Date.parse(`${bound.slice(0, 10)}T00:00:00Z`)
}
