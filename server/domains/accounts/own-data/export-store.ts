import { sql } from "kysely"
import { findLearnerTables, type LearnerTable, readLearnerRows, type Tx } from "../../../platform/database/index.ts"
import { derivedTables, secretColumns, type UserColumn } from "./user-columns.ts"

/** A part of an export: the rows of one table that name the learner in one column. */
export interface ExportedTable {
  table: LearnerTable
  /** Whose rows: those in which this column names the learner. */
  column: string
  /** Rows in which this column names the learner are part of the export already. */
  except?: string
}

/** Rows a page. A row can be a chapter of a book; a page must fit into memory many times. */
const PAGE_ROWS = 100

/**
 * What an export is made of: the account, what is theirs or names them in shared tables, personal tables. Parents before children, as an
 * import wants them.
 */
export async function listExportedTables(tx: Tx, columns: readonly UserColumn[]): Promise<ExportedTable[]> {
  const parts: ExportedTable[] = []
  for (const column of new Set(columns.map((one) => one.column.split(".")[1] ?? ""))) {
    for (const table of (await findLearnerTables(tx, column)).reverse()) {
      const listed = columns.find((one) => one.column === `${table.name}.${column}`)
      if (listed === undefined || listed.erase === "own" || table.name === "erasure_ledger") continue
      const isOwned = column !== "owner_id" && table.columns.some(({ name }) => name === "owner_id")
      parts.push({ table, column, ...(isOwned ? { except: "owner_id" } : {}) })
    }
  }
  const personal = (await findLearnerTables(tx, "user_id")).reverse()
  parts.push(...personal.map((table) => ({ table, column: "user_id" })))
  return parts.filter(({ table }) => !derivedTables.includes(table.name))
}

/** The rows of a part as pages of JSON texts, each page in a transaction of its own. */
export async function* pagesOf(
  read: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>,
  { table, column, except }: ExportedTable,
  userId: string,
): AsyncGenerator<string[]> {
  const without = secretColumns.flatMap((name) =>
    name.startsWith(`${table.name}.`) ? [name.slice(table.name.length + 1)] : [],
  )
  let after: unknown[] | undefined
  do {
    const page = await read((tx) =>
      readLearnerRows(tx, table, { column, userId, except, without, after, limit: PAGE_ROWS }),
    )
    if (page.rows.length > 0) yield page.rows
    after = page.after
  } while (after !== undefined)
}

/** The names under which files were uploaded, by the hash they are stored under: any table with both columns knows some. */
export async function findFileNames(
  tx: Tx,
  parts: readonly ExportedTable[],
  userId: string,
): Promise<Map<string, string>> {
  const names = new Map<string, string>()
  for (const { table, column } of parts) {
    const has = (name: string) => table.columns.some((one) => one.name === name)
    if (!has("file_key") || !has("file_name")) continue
    const { rows } = await sql<{ key: string; name: string }>`
      select file_key as key, file_name as name from ${sql.id("public", table.name)}
      where ${sql.id(column)} = ${userId}::uuid and file_key is not null and file_name is not null`.execute(tx)
    for (const { key, name } of rows) names.set(key, name)
  }
  return names
}
