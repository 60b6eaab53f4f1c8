import type { Selectable } from "kysely"
import type { Tables, Tx } from "../../platform/database/index.ts"
import type { Archive } from "./archive.ts"

export async function listArchives(tx: Tx): Promise<Archive[]> {
  const rows = await tx
    .selectFrom("partition_archives")
    .selectAll()
    .orderBy("month_start", "desc")
    .orderBy("name")
    .execute()
  return rows.map(archiveOf)
}

export async function findArchive(tx: Tx, name: string): Promise<Archive | undefined> {
  const row = await tx.selectFrom("partition_archives").selectAll().where("name", "=", name).executeTakeFirst()
  return row && archiveOf(row)
}

/** Archives of this partition, in whatever state. */
export async function listArchivesOf(tx: Tx, partition: string): Promise<Archive[]> {
  const rows = await tx.selectFrom("partition_archives").selectAll().where("partition_name", "=", partition).execute()
  return rows.map(archiveOf)
}

/** Those whose month may have left its table already: a run was cut off at them. */
export async function listUnfinished(tx: Tx): Promise<Archive[]> {
  const rows = await tx
    .selectFrom("partition_archives")
    .selectAll()
    .where("status", "in", ["prepared", "detached", "exported"])
    .orderBy("month_start")
    .orderBy("name")
    .execute()
  return rows.map(archiveOf)
}

export async function insertArchive(
  tx: Tx,
  archive: Pick<Archive, "name" | "table" | "partition" | "from" | "to" | "startedAt">,
): Promise<void> {
  await tx
    .insertInto("partition_archives")
    .values({
      name: archive.name,
      table_name: archive.table,
      partition_name: archive.partition,
      month_start: dayOf(archive.from),
      month_end: dayOf(archive.to),
      status: "planned",
      started_at: archive.startedAt,
    })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

export type ArchiveFacts = Partial<
  Pick<
    Archive,
    | "expectedRows"
    | "rowCount"
    | "fileSha256"
    | "fileBytes"
    | "manifestSha256"
    | "archivedAt"
    | "restoredAt"
    | "heldUntil"
    | "deletedAt"
    | "erasuresUntil"
  >
>

/** Moves an archive on, if it still stands where the caller saw it. Returns whether it did. */
export async function moveArchive(
  tx: Tx,
  { name, status }: Pick<Archive, "name" | "status">,
  to: Archive["status"],
  facts: ArchiveFacts = {},
): Promise<boolean> {
  const result = await tx
    .updateTable("partition_archives")
    .set({
      status: to,
      ...(facts.expectedRows === undefined ? {} : { expected_rows: facts.expectedRows }),
      ...(facts.rowCount === undefined ? {} : { row_count: facts.rowCount }),
      ...(facts.fileSha256 === undefined ? {} : { file_sha256: facts.fileSha256 }),
      ...(facts.fileBytes === undefined ? {} : { file_bytes: facts.fileBytes }),
      ...(facts.manifestSha256 === undefined ? {} : { manifest_sha256: facts.manifestSha256 }),
      ...(facts.archivedAt === undefined ? {} : { archived_at: facts.archivedAt }),
      ...(facts.restoredAt === undefined ? {} : { restored_at: facts.restoredAt }),
      ...(facts.heldUntil === undefined ? {} : { held_until: facts.heldUntil }),
      ...(facts.deletedAt === undefined ? {} : { deleted_at: facts.deletedAt }),
      ...(facts.erasuresUntil === undefined ? {} : { erasures_until: facts.erasuresUntil }),
    })
    .where("name", "=", name)
    .where("status", "=", status)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

const dayOf = (at: Date) => at.toISOString().slice(0, 10)
const startOf = (day: string) => new Date(`${day}T00:00:00Z`)

function archiveOf(row: Selectable<Tables["partition_archives"]>): Archive {
  return {
    name: row.name,
    table: row.table_name,
    partition: row.partition_name,
    from: startOf(row.month_start),
    to: startOf(row.month_end),
    status: row.status,
    expectedRows: row.expected_rows,
    rowCount: row.row_count,
    fileSha256: row.file_sha256,
    fileBytes: row.file_bytes,
    manifestSha256: row.manifest_sha256,
    startedAt: row.started_at,
    archivedAt: row.archived_at,
    restoredAt: row.restored_at,
    heldUntil: row.held_until,
    deletedAt: row.deleted_at,
    erasuresUntil: row.erasures_until,
  }
}
