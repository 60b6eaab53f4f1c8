import { sql } from "kysely"
import { copyIn, type OpenDatabase, type Tx } from "../database/index.ts"
import type { TableEntry } from "./archive.ts"
import { BackupError } from "./backup-error.ts"
import { readTables } from "./table-catalogue.ts"

/** Rows go in, one table after the other. */
export interface Loader {
  begin(table: TableEntry): Promise<void>
  /** Whole rows in COPY's text format. */
  rows(bytes: Buffer): Promise<void>
  end(): Promise<void>
}

interface Definition {
  table: string
  name: string
  text: string
}

/**
 * Replaces the contents of all tables, in one transaction: as long as `work` has not resolved nothing has happened. The
 * schema must be the one the rows were taken from. References between tables are lifted meanwhile and checked at the end, so that
 * rows may come in any order.
 * @throws BackupError when the tables are not those the backup has, or somebody else uses them
 */
export function loadDatabase<T>(
  db: OpenDatabase,
  tables: readonly TableEntry[],
  work: (loader: Loader) => Promise<T>,
): Promise<T> {
  let isAgain = false
  return db.asOwner(
    async (tx) => {
      if (isAgain)
        throw new BackupError("The database broke the restore off and holds what it held before. Start it again.")
      isAgain = true
      await sql.raw("set local lock_timeout = '10s'").execute(tx)
      await sql.raw("set local idle_in_transaction_session_timeout = 0").execute(tx)
      const there = await readTables(tx)
      assertSameTables(there, tables)
      await dropQueue(tx)
      const references = await dropReferences(tx)
      const forced = await setForced(tx, undefined)
      await sql`truncate ${sql.join(there.map(({ name }) => sql.id("public", name)))}`.execute(tx).catch(explainBusy)
      const result = await work(createLoader(tx))
      await setForced(tx, forced)
      for (const { table, name, text } of references)
        await sql`alter table ${sql.raw(table)} add constraint ${sql.id(name)} ${sql.raw(text)}`.execute(tx)
      return result
    },
    { statementTimeoutMs: 0 },
  )
}

function createLoader(tx: Tx): Loader {
  let current: string | undefined
  return {
    async begin({ name, columns }) {
      current = `copy public.${quoted(name)} (${columns.map(quoted).join(", ")}) from stdin`
    },
    async rows(bytes) {
      if (current === undefined) throw new Error("No table has been begun")
      await copyIn(tx, current, bytes)
    },
    async end() {
      current = undefined
    },
  }
}

function assertSameTables(there: readonly TableEntry[], wanted: readonly TableEntry[]): void {
  const columnsOf = new Map(there.map(({ name, columns }) => [name, new Set(columns)]))
  for (const { name, columns } of wanted) {
    const known = columnsOf.get(name)
    const missing = known === undefined ? "the table" : columns.find((column) => !known.has(column))
    if (missing !== undefined)
      throw new BackupError(
        `This database does not have ${missing === "the table" ? `the table ${name}` : `the column ${name}.${missing}`} of the backup: somebody changed its schema by hand. Restore into an empty database.`,
      )
  }
}

/** The queue makes its schema at the next start; jobs that waited are in the outbox of the backup. */
async function dropQueue(tx: Tx): Promise<void> {
  await sql`drop schema if exists pgboss cascade`.execute(tx).catch(explainBusy)
}

async function dropReferences(tx: Tx): Promise<Definition[]> {
  const { rows } = await sql<Definition>`
    select k.conrelid::regclass::text as table, k.conname as name, pg_get_constraintdef(k.oid) as text
    from pg_constraint k join pg_class c on c.oid = k.conrelid
    where c.relnamespace = 'public'::regnamespace and k.contype = 'f' and k.conparentid = 0
    order by 1, 2`.execute(tx)
  for (const { table, name } of rows)
    await sql`alter table ${sql.raw(table)} drop constraint ${sql.id(name)}`.execute(tx).catch(explainBusy)
  return rows
}

/** Lifts forced row-level security from all tables (it binds their owner, too), or puts it back on those given. */
async function setForced(tx: Tx, tables: readonly string[] | undefined): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.oid::regclass::text as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relforcerowsecurity order by 1`.execute(tx)
  const names = tables ?? rows.map(({ name }) => name)
  for (const name of names)
    await sql`alter table ${sql.raw(name)} ${sql.raw(tables === undefined ? "no force" : "force")} row level security`
      .execute(tx)
      .catch(explainBusy)
  return [...names]
}

function explainBusy(error: unknown): never {
  if ((error as { code?: string }).code === "55P03")
    throw new BackupError("Somebody else uses this database. Stop the servers and workers on it, then try again.")
  throw error
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
