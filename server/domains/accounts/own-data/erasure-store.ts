import { sql } from "kysely"
import { clearLearnerColumns, deleteLearnerRows, findLearnerTables, type Tx } from "../../../platform/database/index.ts"
import { deleteAccount } from "../account-store.ts"
import type { UserColumn } from "./user-columns.ts"

/** What erasing did to one table. */
export interface ErasedTable {
  table: string
  /** `deleted`: rows that are gone. `unlinked`: rows that stay and name nobody any more. `kept`: rows added up without identity. */
  action: "deleted" | "unlinked" | "kept"
  rows: number
}

export interface ErasedAccount {
  role: "student" | "instructor" | "admin"
  status: "active" | "suspended" | "deleted"
  isDemo: boolean
}

/** The account, held until the transaction ends: nobody can write rows for it meanwhile. */
export async function lockAccount(tx: Tx, userId: string): Promise<ErasedAccount | undefined> {
  const { rows } = await sql<ErasedAccount>`
    select role, status, is_demo as "isDemo" from users where id = ${userId} and id <> app.library_user_id() for update`.execute(
    tx,
  )
  return rows[0]
}

/** Adds what the learner did to the anonymous metrics, unless they kept it out of figures over everybody. */
export async function keepAnonymousMetrics(tx: Tx, userId: string): Promise<ErasedTable> {
  const { rows } = await sql<{ count: number }>`
    select app.keep_anonymous_metrics(s.user_id) as count from learner_settings s where s.user_id = ${userId} and s.shares_statistics`.execute(
    tx,
  )
  return { table: "anonymous_metrics", action: "kept", rows: rows[0]?.count ?? 0 }
}

/** Empties the columns that name the learner in rows that stay. */
export async function clearUserColumns(tx: Tx, columns: readonly UserColumn[], userId: string): Promise<ErasedTable[]> {
  const cleared: ErasedTable[] = []
  for (const one of columns) {
    if (one.erase !== "clear") continue
    const [table = "", column = ""] = one.column.split(".")
    cleared.push({
      table,
      action: "unlinked",
      rows: await clearLearnerColumns(tx, table, column, one.with ?? [], userId),
    })
  }
  return cleared
}

/** Deletes the learner's rows everywhere, personal tables before shared ones and children before parents, and the account last. */
export async function deleteEverything(tx: Tx, columns: readonly UserColumn[], userId: string): Promise<ErasedTable[]> {
  const owned = new Set(columns.flatMap(({ column, erase }) => (erase === "delete" ? [column] : [])))
  const deleted: ErasedTable[] = []
  for (const column of ["user_id", ...new Set([...owned].map((name) => name.split(".")[1] ?? ""))]) {
    for (const table of await findLearnerTables(tx, column)) {
      if (column !== "user_id" && !owned.has(`${table.name}.${column}`)) continue
      deleted.push({ table: table.name, action: "deleted", rows: await deleteLearnerRows(tx, table, column, userId) })
    }
  }
  await deleteAccount(tx, userId)
  return [...deleted, { table: "users", action: "deleted", rows: 1 }]
}

/** Ids of accounts after `after`, in their order: for comparing them with the ledger. */
export async function listUserIds(tx: Tx, after: string | undefined, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select id from users where ${after === undefined ? sql`true` : sql`id > ${after}::uuid`} and id <> app.library_user_id()
    order by id limit ${limit}`.execute(tx)
  return rows.map(({ id }) => id)
}

/** Has the planner sample anew every table that may have held something of an erased learner. Tables that are empty keep their old samples. */
export async function refreshStatistics(tx: Tx, columns: readonly UserColumn[]): Promise<void> {
  const personal = await findLearnerTables(tx, "user_id")
  const names = new Set([
    ...personal.map(({ name }) => name),
    ...columns.map(({ column }) => column.split(".")[0] ?? ""),
  ])
  await sql`select app.refresh_statistics(${[...names]}::text[])`.execute(tx)
}
