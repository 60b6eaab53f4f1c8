/** Whose files the archives are: nobody's who could be erased. */
export const ARCHIVE_OWNER_ID = "00000000-0000-7000-8000-00000000a4c4"

/**
 * A month that left the database or is on its way out. The status names the last step that was finished; every step can be repeated:
 * `planned` → what follows from the rows is kept → `prepared` → the partition is taken out of its table → `detached` → its rows are in a
 * file → `exported` → the file was read back and the partition dropped → `archived`. From there `restored` (rows are back, the file stays)
 * or `deleted` (the file is gone).
 */
export interface Archive {
  name: string
  table: string
  partition: string
  from: Date
  /** Start of the next month. */
  to: Date
  status: "planned" | "prepared" | "detached" | "exported" | "archived" | "restored" | "deleted"
  expectedRows: number | null
  rowCount: number | null
  fileSha256: string | null
  fileBytes: number | null
  manifestSha256: string | null
  startedAt: Date
  archivedAt: Date | null
  restoredAt: Date | null
  heldUntil: Date | null
  deletedAt: Date | null
  /** People erased up to this moment are not in the file. */
  erasuresUntil: Date | null
}

/** What is in an archive's file: stored beside it as JSON, so that the file can be read without this database. */
export interface Manifest {
  /** Lines of JSON, one row each, compressed with gzip. */
  format: "studyin-partition-1"
  name: string
  table: string
  /** ISO 8601; the second is not part of it. */
  from: string
  to: string
  columns: string[]
  rows: number
  bytes: number
  /** Of the compressed file. */
  sha256: string
  archivedAt: string
}

/** The next free name for an archive of this partition: a month that was imported again after it had been archived gets a number. */
export function archiveNameFor(partition: string, taken: readonly string[]): string {
  if (!taken.includes(partition)) return partition
  let number = 2
  while (taken.includes(`${partition}.${number}`)) number += 1
  return `${partition}.${number}`
}
