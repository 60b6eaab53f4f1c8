import { sql } from "kysely"
import type { OpenDatabase } from "./database.ts"
import { type IndexShape, leafDensityOf } from "./index-density.ts"

export interface IndexReport {
  index: string
  table: string
  sizeBytes: number
  /** Share of the leaves that holds something, 0–1. */
  density: number
  /** Where the figure comes from: read from every page, or reckoned from rows and widths. */
  method: "measured" | "estimated"
  isBloated: boolean
}

export interface ReindexOptions {
  /** Smaller indexes are not worth it. Default 8 MB. */
  leastBytes?: number
  /** Leaves emptier than this are bloated. Default 0.4: split pages are half full by nature, and 0.9 is the best there is. */
  leastDensity?: number
}

const LEAST_BYTES = 8 * 1024 * 1024
const LEAST_DENSITY = 0.4
/** Rows looked at for the width of a column that varies. */
const SAMPLE_ROWS = 2000

interface IndexRow {
  oid: number
  schema: string
  name: string
  table: string
  sample_from: string
  tuples: number
  pages: number
  size_bytes: number
  columns: { name: string; bytes: number }[]
}

/**
 * Every B-tree of StudyIn's own tables that is large enough to matter, the emptiest first. Read with `pgstatindex` where the
 * extension pgstattuple is there; else estimated from the number of entries and the widths of their columns. Indexes on expressions
 * are left out then. Deduplicated indexes hold more than reckoned, so an estimate errs towards leaving an index alone.
 */
export async function reportIndexes(db: OpenDatabase, options: ReindexOptions = {}): Promise<IndexReport[]> {
  const { leastBytes = LEAST_BYTES, leastDensity = LEAST_DENSITY } = options
  const canMeasure = await hasPgstattuple(db)
  const widths = new Map<string, Map<string, number>>()
  const reports: IndexReport[] = []
  for (const row of await readIndexes(db, leastBytes)) {
    const density = canMeasure ? await measure(db, row) : leafDensityOf(await shapeOf(db, row, widths))
    if (density === undefined) continue
    reports.push({
      index: `${row.schema}.${row.name}`,
      table: row.table,
      sizeBytes: row.size_bytes,
      density,
      method: canMeasure ? "measured" : "estimated",
      isBloated: density < leastDensity,
    })
  }
  return reports.sort((a, b) => a.density - b.density)
}

/**
 * Rebuilds the bloated ones; on a server concurrently, so that reading and writing go on. What an interrupted rebuild left behind
 * is removed first. Returns what was rebuilt, with the size before and after.
 */
export async function reindexBloated(
  db: OpenDatabase,
  options: ReindexOptions = {},
): Promise<{ index: string; bytesBefore: number; bytesAfter: number }[]> {
  const isServer = db.engine === "postgres"
  if (isServer) await dropLeftovers(db)
  const rebuilt = []
  for (const { index, sizeBytes } of (await reportIndexes(db, options)).filter(({ isBloated }) => isBloated)) {
    const [schema = "", name = ""] = index.split(".")
    await db.execute(`reindex index ${isServer ? "concurrently " : ""}"${schema}"."${name}"`, undefined, {
      statementTimeoutMs: 0,
    })
    const { rows } = await db.execute("select pg_relation_size(to_regclass($1)) as bytes", [`"${schema}"."${name}"`])
    rebuilt.push({ index, bytesBefore: sizeBytes, bytesAfter: Number(rows[0]?.bytes) })
  }
  return rebuilt
}

/** A concurrent rebuild that was cut off leaves an index that is written but never read. */
async function dropLeftovers(db: OpenDatabase): Promise<void> {
  const { rows } = await db.execute(
    `select format('%I.%I', n.nspname, c.relname) as name
     from pg_index i join pg_class c on c.oid = i.indexrelid join pg_namespace n on n.oid = c.relnamespace
     where n.nspname = 'public' and not i.indisvalid and c.relkind = 'i' and c.relname ~ '_cc(new|old)[0-9]*$'`,
  )
  for (const { name } of rows)
    await db.execute(`drop index concurrently if exists ${String(name)}`, undefined, { statementTimeoutMs: 0 })
}

async function hasPgstattuple(db: OpenDatabase): Promise<boolean> {
  const { rows } = await db.execute(
    `select coalesce(bool_or(has_function_privilege(p.oid, 'execute')), false) as may
     from pg_proc p where p.proname = 'pgstatindex' and pg_function_is_visible(p.oid)`,
  )
  return rows[0]?.may === true
}

async function measure(db: OpenDatabase, { oid }: IndexRow): Promise<number | undefined> {
  const { rows } = await db.execute("select avg_leaf_density as density from pgstatindex($1::oid::regclass)", [oid], {
    statementTimeoutMs: 0,
  })
  const density = Number(rows[0]?.density)
  return Number.isFinite(density) ? density / 100 : undefined
}

async function readIndexes(db: OpenDatabase, leastBytes: number): Promise<IndexRow[]> {
  const { rows } = await db.execute(
    `select c.oid::int8 as oid, n.nspname as schema, c.relname as name, t.relname as "table",
       coalesce((select parent.relname from pg_inherits h join pg_class parent on parent.oid = h.inhparent where h.inhrelid = t.oid), t.relname) as sample_from,
       c.reltuples::int8 as tuples, (pg_relation_size(c.oid) / current_setting('block_size')::int)::int8 as pages, pg_relation_size(c.oid) as size_bytes,
       coalesce((select jsonb_agg(jsonb_build_object('name', a.attname, 'bytes', a.attlen) order by k.place)
         from unnest(i.indkey::int2[]) with ordinality as k(attnum, place)
         join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum), '[]') as columns
     from pg_index i join pg_class c on c.oid = i.indexrelid join pg_class t on t.oid = i.indrelid
     join pg_namespace n on n.oid = c.relnamespace join pg_am m on m.oid = c.relam
     where n.nspname = 'public' and c.relkind = 'i' and m.amname = 'btree' and i.indisvalid and i.indexprs is null
       and pg_relation_size(c.oid) >= $1
     order by c.relname`,
    [leastBytes],
  )
  return rows as unknown as IndexRow[]
}

/** Undefined when nothing is known of the index yet (never vacuumed or analyzed). */
async function shapeOf(
  db: OpenDatabase,
  row: IndexRow,
  widths: Map<string, Map<string, number>>,
): Promise<IndexShape | undefined> {
  if (row.tuples < 0) return undefined
  let bytes = 0
  for (const { name, bytes: fixed } of row.columns) {
    bytes += fixed > 0 ? fixed : await widthOf(db, row.sample_from, name, widths)
  }
  return { tuples: row.tuples, pages: row.pages, keyBytes: bytes }
}

/** Mean width of a column that varies. Asked as the system: the owner is under row-level security too, and sees no statistics of learners' rows. */
async function widthOf(db: OpenDatabase, table: string, column: string, widths: Map<string, Map<string, number>>) {
  const known = widths.get(table)?.get(column)
  if (known !== undefined) return known
  const width = await db.asSystem("measure-widths", async (tx) => {
    const { rows } = await sql<{ width: number | null }>`
      select avg(pg_column_size(s.value))::float8 as width
      from (select ${sql.id(column)} as value from ${sql.id("public", table)} limit ${sql.lit(SAMPLE_ROWS)}) s`.execute(
      tx,
    )
    return Number(rows[0]?.width ?? 0)
  })
  const ofTable = widths.get(table) ?? new Map<string, number>()
  widths.set(table, ofTable.set(column, width))
  return width
}
