import { sql } from "kysely"
import type { Tx } from "./database.ts"
import { copyIn } from "./kysely-handles.ts"

/** Rows that are sent in one go: enough that the round trip does not count, little enough to be held. */
const BATCH_BYTES = 4 * 1024 * 1024

/**
 * Adds many rows by COPY: flat objects named like the columns, all with the same ones. They go through a table of this session
 * first, since row-level security refuses COPY into the table itself and is not to be lifted. Memory stays bounded while
 * `rows` is a generator. Resolves to how many.
 */
export async function copyRows(tx: Tx, table: string, rows: Iterable<Record<string, unknown>>): Promise<number> {
  const staged = sql.id("pg_temp", `staged_${table}`)
  let columns: string[] | undefined
  let batch: string[] = []
  let [bytes, count] = [0, 0]
  const flush = async () => {
    const names = (columns ?? []).map((name) => `"${name}"`).join(", ")
    await copyIn(tx, `copy pg_temp."staged_${table}" (${names}) from stdin`, Buffer.from(batch.join("")))
    count += batch.length
    batch = []
    bytes = 0
  }
  for (const row of rows) {
    if (columns === undefined) {
      columns = Object.keys(row)
      await sql`create temp table if not exists ${staged} (like ${sql.id("public", table)} including defaults) on commit drop`.execute(
        tx,
      )
    }
    const line = `${columns.map((name) => copyValue(row[name])).join("\t")}\n`
    batch.push(line)
    bytes += line.length
    if (bytes >= BATCH_BYTES) await flush()
  }
  if (columns === undefined) return 0
  if (batch.length > 0) await flush()
  const names = sql.join(columns.map((name) => sql.id(name)))
  await sql`insert into ${sql.id("public", table)} (${names}) select ${names} from ${staged}`.execute(tx)
  await sql`drop table ${staged}`.execute(tx)
  return count
}

const ESCAPED: Record<string, string> = { "\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r" }

/** A value in COPY's text format. Objects become JSON; arrays are PostgreSQL's, of flat values. */
function copyValue(value: unknown): string {
  if (value === null || value === undefined) return "\\N"
  switch (typeof value) {
    case "number":
    case "bigint":
      return String(value)
    case "boolean":
      return value ? "t" : "f"
    case "string":
      return escaped(value)
  }
  if (value instanceof Date) return value.toISOString()
  if (Array.isArray(value)) return escaped(`{${value.map(arrayElement).join(",")}}`)
  return escaped(JSON.stringify(value))
}

function arrayElement(value: unknown): string {
  if (value === null) return "NULL"
  return `"${String(value).replace(/["\\]/g, "\\$&")}"`
}

function escaped(text: string): string {
  return /[\\\t\n\r]/.test(text) ? text.replace(/[\\\t\n\r]/g, (character) => ESCAPED[character] ?? character) : text
}
