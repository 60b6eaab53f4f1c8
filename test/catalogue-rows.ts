import { randomBytes } from "node:crypto"
import { sql } from "kysely"
import { newId } from "../server/shared/ids.ts"
import type { TestDatabase } from "./database.ts"

/** A table or view as the catalogue describes it. */
export interface CatalogueTable {
  name: string
  schema: string
  kind: "table" | "view" | "partition"
  columns: CatalogueColumn[]
  /** The column that says whose a row is: `user_id` of personal tables, `owner_id` of shared ones with private rows. */
  owner: "user_id" | "owner_id" | undefined
  key: string[]
}

export interface CatalogueColumn {
  name: string
  /** As in a cast. */
  type: string
  /** The base type's name, for domains too. */
  base: string
  isGenerated: boolean
}

/** Everything with rows outside the system's own schemas and the queue's. */
export async function readCatalogue({ db }: Pick<TestDatabase, "db">): Promise<CatalogueTable[]> {
  const { rows } = await db.execute(`
    select c.relname as name, n.nspname as schema,
      case when c.relispartition then 'partition' when c.relkind in ('v', 'm') then 'view' else 'table' end as kind,
      (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
          'base', (select b.typname from pg_type t join pg_type b on b.oid = coalesce(nullif(t.typbasetype, 0), t.oid) where t.oid = a.atttypid),
          'isGenerated', a.attgenerated <> '' or a.attidentity = 'a') order by a.attnum)
        from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped) as columns,
      coalesce((select json_agg(a.attname order by k.position) from pg_index i, unnest(i.indkey::int2[]) with ordinality as k(attnum, position), pg_attribute a
        where i.indrelid = c.oid and i.indisprimary and a.attrelid = c.oid and a.attnum = k.attnum), '[]') as key
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname !~ '^(pg_|information_schema$|pgboss$)' and c.relkind in ('r', 'p', 'v', 'm')
      and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
    order by n.nspname, c.relname`)
  return (rows as unknown as CatalogueTable[]).map((table) => {
    const has = (name: string) => table.columns.some((column) => column.name === name)
    return { ...table, owner: has("user_id") ? "user_id" : has("owner_id") ? "owner_id" : undefined }
  })
}

/**
 * Takes away what refuses rows for other reasons than whose they are: checks, foreign keys. Only on a database of a test that is about
 * who may see what.
 */
export async function liftConstraints({ admin }: Pick<TestDatabase, "admin">): Promise<void> {
  for (;;) {
    const { rows } = await sql<{ statement: string }>`
      select format('alter table %s drop constraint if exists %I', k.conrelid::regclass, k.conname) as statement
      from pg_constraint k join pg_class c on c.oid = k.conrelid
      where c.relnamespace = 'public'::regnamespace and k.contype in ('c', 'f') and k.coninhcount = 0 and k.conparentid = 0
      order by k.contype desc`.execute(admin)
    // A partition's own copies come to light when those of its table are gone.
    if (rows.length === 0) return
    for (const { statement } of rows) await sql.raw(statement).execute(admin)
  }
}

/**
 * A row of any table, every column filled: texts hold `marker`, ids and bytes are new. `fixed` decides some columns.
 * @throws when a type has no value here yet
 */
export function rowOf(
  table: CatalogueTable,
  marker: string,
  fixed: Record<string, unknown> = {},
): { columns: string[]; values: string[] } {
  const columns = table.columns.filter(({ isGenerated }) => !isGenerated)
  return {
    columns: columns.map(({ name }) => `"${name}"`),
    values: columns.map(
      ({ name, type, base }) => `${literal(name in fixed ? fixed[name] : sampleFor(base, type, marker))}::${type}`,
    ),
  }
}

export function literal(value: unknown): string {
  return value === null ? "null" : `'${String(value).replaceAll("'", "''")}'`
}

function sampleFor(base: string, type: string, marker: string): string {
  const element = /^_(.+)$/.exec(base)?.[1]
  if (element !== undefined) return `{${element === "text" ? `"${marker}"` : sampleFor(element, type, marker)}}`
  switch (base) {
    case "uuid":
      return newId()
    case "text":
    case "varchar":
      return `${marker} ${randomBytes(4).toString("hex")}`
    case "int2":
    case "int4":
    case "int8":
    case "numeric":
    case "float4":
    case "float8":
      return "1"
    case "bool":
      return "true"
    case "bytea":
      return `\\x${randomBytes(32).toString("hex")}`
    case "json":
    case "jsonb":
      return JSON.stringify([{ id: marker, text: marker }])
    case "date":
      return new Date().toISOString().slice(0, 10)
    case "timestamptz":
    case "timestamp":
      return new Date().toISOString()
    case "time":
      return "12:00"
    case "interval":
      return "1 day"
    case "inet":
      return "192.0.2.1"
    case "vector":
    case "halfvec":
      return `[${Array.from({ length: Number(/\((\d+)\)/.exec(type)?.[1] ?? 2) }, () => "1").join(",")}]`
    case "tsvector":
      return marker.replaceAll(/\W/g, "")
    default:
      throw new Error(`No value for the type ${type}: give it one in test/catalogue-rows.ts`)
  }
}
