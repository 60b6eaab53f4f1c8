import { sql } from "kysely"
import { copyOut, type OpenDatabase, type Tx } from "../database/index.ts"
import type { Manifest, TableEntry } from "./archive.ts"
import type { ArchiveWriter } from "./archive-writer.ts"
import { BackupError } from "./backup-error.ts"
import { pageRanges } from "./read-pages.ts"
import {
  assertAllIsReadable,
  BACKUP_ROLE,
  type Heap,
  lockTables,
  readHeaps,
  readPartitionSpan,
  readTables,
} from "./table-catalogue.ts"

export interface DumpOptions {
  studyinVersion: string
  createdAt: Date
  /** Jobs of these names are not taken along. */
  leaveOutJobs: readonly string[]
  signal?: AbortSignal | undefined
  /** Called with how many tables are done. */
  onTable?(done: number, total: number, name: string): void
}

/**
 * The rows of all tables as they were at one moment, as bytes of an archive: manifest and tables. Everybody goes on reading and
 * writing meanwhile; on the embedded database, which has one session, everybody waits (see `copyDatabaseFolder`).
 * Rows are read some megabytes at a time, no sooner than the ones before were taken.
 */
export async function dumpDatabase(
  db: OpenDatabase,
  writer: ArchiveWriter,
  emit: (bytes: Buffer) => Promise<void>,
  options: DumpOptions,
): Promise<{ userIds: string[] }> {
  let isAgain = false
  return db.asOwner(
    async (tx) => {
      // What has been written cannot be taken back.
      if (isAgain) throw new BackupError("The database broke the backup off. Start it again.")
      isAgain = true
      await sql.raw("set transaction isolation level repeatable read, read only").execute(tx)
      await sql.raw("set local idle_in_transaction_session_timeout = 0").execute(tx)
      // By place rather than by key: a table is read once, in the order it lies on disk.
      await sql.raw("set local enable_indexscan = off").execute(tx)
      await sql.raw("set local enable_bitmapscan = off").execute(tx)
      const tables = await readTables(tx)
      if (tables.length === 0) throw new BackupError("There is nothing to back up: the database has no tables yet.")
      await lockTables(tx, tables)
      await assertAllIsReadable(tx, tables)
      await emit(writer.manifest(await manifestOf(db, tx, tables, options)))
      for (const [done, table] of tables.entries()) {
        options.onTable?.(done, tables.length, table.name)
        await emit(writer.beginTable(table))
        for (const heap of await readHeaps(tx, table.name))
          await dumpHeap(tx, table, heap, writer, emit, options.signal)
        if (table.name === "job_outbox") await dumpWaitingJobs(tx, table, writer, emit, options)
        await emit(writer.end())
      }
      options.onTable?.(tables.length, tables.length, "")
      return { userIds: await asBackupRole(tx, () => readUserIds(tx)) }
    },
    { statementTimeoutMs: 0 },
  )
}

async function manifestOf(db: OpenDatabase, tx: Tx, tables: TableEntry[], options: DumpOptions): Promise<Manifest> {
  const { rows: migrations } = await sql<Manifest["migrations"][number]>`
    select version, name, checksum from public.schema_migrations order by version`.execute(tx)
  const { rows } = await sql<{ version: string }>`select current_setting('server_version') as version`.execute(tx)
  return {
    format: 1,
    createdAt: options.createdAt.toISOString(),
    studyinVersion: options.studyinVersion,
    engine: db.engine,
    postgresVersion: rows[0]?.version ?? "",
    migrations,
    partitions: await readPartitionSpan(tx),
    tables,
  }
}

async function dumpHeap(
  tx: Tx,
  table: TableEntry,
  heap: Heap,
  writer: ArchiveWriter,
  emit: (bytes: Buffer) => Promise<void>,
  signal: AbortSignal | undefined,
): Promise<void> {
  const columns = table.columns.map(quoted).join(", ")
  const read = (from: string, to: string) =>
    copyOut(
      tx,
      `copy (select ${columns} from public.${quoted(heap.name)} where ctid >= '${from}' and ctid < '${to}') to stdout`,
    )
  for (const { from, to } of pageRanges(heap)) {
    signal?.throwIfAborted()
    const rows = heap.isPartition ? await read(from, to) : await asBackupRole(tx, () => read(from, to))
    await emitRows(rows, writer, emit)
  }
}

/**
 * Jobs that wait or run are in the queue's own schema, which changes with the queue's version: they are taken along as if they
 * had just been enqueued, and run after the restore.
 */
async function dumpWaitingJobs(
  tx: Tx,
  table: TableEntry,
  writer: ArchiveWriter,
  emit: (bytes: Buffer) => Promise<void>,
  { leaveOutJobs }: DumpOptions,
): Promise<void> {
  const { rows } = await sql<{ there: boolean }>`select to_regclass('pgboss.job') is not null as there`.execute(tx)
  if (rows[0]?.there !== true) return
  const values: Record<string, string> = {
    id: "j.id",
    name: "j.name",
    payload: "coalesce(j.data, '{}')",
    singleton_key: "nullif(j.singleton_key, j.id::text)",
    start_after: "j.start_after",
    retry_limit: "least(j.retry_limit, 100)",
    priority: "j.priority",
    enqueued_at: "j.created_on",
  }
  const columns = table.columns.map((column) => {
    const value = values[column]
    if (value === undefined) throw new Error(`Nothing is known for job_outbox.${column}`)
    return `${value} as ${column}`
  })
  const names = leaveOutJobs.map((name) => `'${name.replaceAll("'", "''")}'`).join(", ")
  const jobs = await copyOut(
    tx,
    `copy (select ${columns.join(", ")} from pgboss.job j
       where j.state < 'completed' and j.name not like '\\_\\_pgboss%' and j.name not in (${names || "''"})
         and not exists (select from pgboss.schedule s where s.name = j.name)
         and not exists (select from public.job_outbox o where o.id = j.id)) to stdout`,
  )
  await emitRows(jobs, writer, emit)
}

const FRAME_BYTES = 1024 * 1024

/** In frames of whole rows. */
async function emitRows(
  rows: readonly Buffer[],
  writer: ArchiveWriter,
  emit: (bytes: Buffer) => Promise<void>,
): Promise<void> {
  let from = 0
  let bytes = 0
  for (const [at, row] of rows.entries()) {
    bytes += row.length
    if (bytes < FRAME_BYTES && at < rows.length - 1) continue
    const frame = Buffer.concat(rows.slice(from, at + 1))
    for (const part of writer.data(frame, at + 1 - from)) await emit(part)
    from = at + 1
    bytes = 0
  }
}

async function readUserIds(tx: Tx): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`select id from public.users order by id`.execute(tx)
  return rows.map(({ id }) => id)
}

async function asBackupRole<T>(tx: Tx, work: () => Promise<T>): Promise<T> {
  await sql.raw(`set local role ${BACKUP_ROLE}`).execute(tx)
  const value = await work()
  await sql.raw("reset role").execute(tx)
  return value
}

function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
