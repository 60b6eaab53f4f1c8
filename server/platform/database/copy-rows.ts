import { sql } from "kysely"
import type { Tx } from "./database.ts"
import { copyIn } from "./kysely-handles.ts"

/** Rows that are sent in one go: enough that the round trip does not count, little enough to be held. */
const BATCH_BYTES = 1024 * 1024

/**
 * Adds many rows by COPY: flat objects, all with the same fields, named like the columns or as `columnOf` says. They go through a table of
 * this session first, since row-level security refuses COPY into the table itself and is not to be lifted. Memory stays bounded while
 * `rows` is a generator. Resolves to how many.
 */
export async function copyRows(
  tx: Tx,
  table: string,
  rows: Iterable<object>,
  columnOf: (field: string) => string = (field) => field,
): Promise<number> {
  const staged = sql.id("pg_temp", `staged_${table}`)
  let fields: string[] | undefined
  let [batch, count] = ["", 0]
  const names = () => sql.join((fields ?? []).map((field) => sql.id(columnOf(field))))
  const flush = async () => {
    const quoted = (fields ?? []).map((field) => `"${columnOf(field)}"`).join(", ")
    const bytes = Buffer.from(batch)
    batch = ""
    await copyIn(tx, `copy pg_temp."staged_${table}" (${quoted}) from stdin`, bytes)
  }
  for (const row of rows as Iterable<Record<string, unknown>>) {
    if (fields === undefined) {
      fields = Object.keys(row)
      await sql`create temp table if not exists ${staged} (like ${sql.id("public", table)} including defaults) on commit drop`.execute(
        tx,
      )
    }
    let separator = ""
    for (const field of fields) {
      batch += separator + copyValue(row[field])
      separator = "\t"
    }
    batch += "\n"
    count += 1
    if (batch.length >= BATCH_BYTES) await flush()
  }
  if (fields === undefined) return 0
  if (batch !== "") await flush()
  await sql`insert into ${sql.id("public", table)} (${names()}) select ${names()} from ${staged}`.execute(tx)
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
