// Writes server/platform/database/tables.ts: the TypeScript types of the migrated schema (--check compares only).
import { readdirSync, readFileSync, writeFileSync } from "node:fs"
import { PGlite } from "@electric-sql/pglite"
import { pg_trgm } from "@electric-sql/pglite/contrib/pg_trgm"
import { vector } from "@electric-sql/pglite-pgvector"

const root = new URL("..", import.meta.url)
const target = new URL("server/platform/database/tables.ts", root)

const scalarTypes: Record<string, string> = {
  uuid: "string",
  text: "string",
  inet: "string",
  date: "string",
  bool: "boolean",
  int2: "number",
  int4: "number",
  int8: "number",
  float4: "number",
  float8: "number",
  numeric: "number",
  bytea: "Uint8Array",
  vector: "number[]",
  _text: "string[]",
  _int2: "number[]",
  _int4: "number[]",
  timestamptz: "Timestamp",
  jsonb: "Json",
}

interface ColumnRow {
  table_name: string
  kind: string
  column_name: string
  type_name: string
  is_required: boolean
  has_default: boolean
  allowed: string[] | null
}

const columnsQuery = `
  select c.relname as table_name, c.relkind::text as kind, a.attname as column_name, t.typname as type_name,
    a.attnotnull as is_required, a.atthasdef as has_default,
    (select array_agg(m[1] order by n)
       from pg_constraint k, regexp_matches(pg_get_constraintdef(k.oid), '''([^'']+)''::text', 'g') with ordinality as r(m, n)
      where k.conrelid = c.oid and k.contype = 'c' and k.conkey = array[a.attnum]
        and pg_get_constraintdef(k.oid) ~ '^CHECK \\(\\(\\w+ = ANY \\(ARRAY\\[') as allowed
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  join pg_type t on t.oid = a.atttypid
  where n.nspname = 'public' and c.relkind in ('r', 'p', 'v') and not c.relispartition
  order by c.relname, a.attnum`

function typeOf(column: ColumnRow): string {
  const scalar = column.allowed
    ? column.allowed.map((value) => `"${value}"`).join(" | ")
    : scalarTypes[column.type_name]
  if (!scalar)
    throw new Error(`No TypeScript type for ${column.type_name} (${column.table_name}.${column.column_name})`)
  const nullable = column.is_required || column.kind === "v" ? scalar : `${scalar} | null`
  return column.has_default ? `Generated<${nullable}>` : nullable
}

const pascal = (name: string) => name.replace(/(^|_)([a-z])/g, (_all, _gap, letter: string) => letter.toUpperCase())

async function readColumns(): Promise<ColumnRow[]> {
  const database = await PGlite.create({ extensions: { vector, pg_trgm } })
  const folder = new URL("server/migrations/", root)
  for (const file of readdirSync(folder).sort()) {
    if (!file.endsWith(".up.sql")) continue
    const text = readFileSync(new URL(file, folder), "utf8")
    // Statements that are sent together are one transaction.
    const parts = text.startsWith("-- outside a transaction") ? text.split(/(?<=;)\s*\n/) : [text]
    for (const part of parts) await database.exec(part)
  }
  const { rows } = await database.query<ColumnRow>(columnsQuery)
  await database.close()
  return rows
}

function render(columns: ColumnRow[]): string {
  const tables = Map.groupBy(columns, (column) => column.table_name)
  const interfaces = [...tables].map(
    ([table, its]) =>
      `export interface ${pascal(table)}Table {\n${its.map((column) => `  ${column.column_name}: ${typeOf(column)}`).join("\n")}\n}\n`,
  )
  const index = [...tables.keys()].map((table) => `  ${table}: ${pascal(table)}Table`).join("\n")
  return [
    "// Written by scripts/table-types.ts from the migrated schema. Change a migration and run `npm run db:types`.",
    'import type { ColumnType } from "kysely"\n',
    "type Generated<T> = [T] extends [ColumnType<infer S, infer I, infer U>] ? ColumnType<S, I | undefined, U> : ColumnType<T, T | undefined, T>",
    "type Timestamp = ColumnType<Date, Date | string, Date | string>",
    "/** Written as text (JSON.stringify), read as the parsed value; each store narrows it. */",
    "// biome-ignore lint/suspicious/noExplicitAny: the shape of a document belongs to the store that owns its table",
    "type Json = ColumnType<any, string, string>\n",
    ...interfaces,
    `export interface Tables {\n${index}\n}\n`,
  ].join("\n")
}

const rendered = render(await readColumns())
if (process.argv.includes("--check")) {
  if (readFileSync(target, "utf8") !== rendered) {
    console.error("server/platform/database/tables.ts is out of date: run `npm run db:types`.")
    process.exit(1)
  }
} else {
  writeFileSync(target, rendered)
}
