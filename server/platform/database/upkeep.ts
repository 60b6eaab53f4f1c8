import type { OpenDatabase, Tx } from "./database.ts"
import { analyzePartitioned, vacuum } from "./maintenance.ts"
import { type IndexReport, reindexBloated, reportIndexes } from "./maintenance-indexes.ts"
import {
  attachPartition,
  countRows,
  detachPartition,
  dropDetached,
  insertRows,
  listPartitions,
  type PartitionPlace,
  placeOf,
  readRows,
  readShape,
  type StoredPartition,
} from "./partition-storage.ts"
import { ensurePartitions, type PartitionReport, partitionReport } from "./partitions.ts"

type Month = Pick<StoredPartition, "table" | "name" | "from" | "to">

/**
 * What keeping the database in order needs beyond learners' and system transactions: it works as the owner of the schema. For the
 * operations room alone.
 */
export interface Upkeep {
  /** Makes the partitions that are missing from the oldest id a client may send to three months ahead. Returns their names. */
  ensurePartitions(now: Date): Promise<string[]>
  /** Makes one month of one table if it is not there. */
  ensureMonth(month: Pick<Month, "table" | "from">): Promise<void>
  partitionReport(now: Date): Promise<PartitionReport>
  /** Attached ones and those whose detach was interrupted. */
  listPartitions(): Promise<StoredPartition[]>
  placeOf(partition: string): Promise<PartitionPlace>
  detach(table: string, partition: string): Promise<void>
  attach(month: Month): Promise<void>
  /** @throws Error for a partition that is not detached */
  drop(partition: string): Promise<void>
  countRows(partition: string): Promise<number>
  columnsOf(table: string): Promise<string[]>
  /** Rows as JSON texts in the order of the primary key. */
  readRows(partition: string, pageSize: number): AsyncGenerator<string[]>
  /** Puts such texts back within a system use-case; returns how many were not there. */
  insertRows(tx: Tx, table: string, columns: readonly string[], lines: readonly string[]): Promise<number>
  vacuum(): Promise<{ done: boolean; durationMs: number }>
  /** Statistics of partitioned tables. Returns their names. */
  analyzePartitioned(): Promise<string[]>
  reportIndexes(): Promise<IndexReport[]>
  reindexBloated(): Promise<{ index: string; bytesBefore: number; bytesAfter: number }[]>
}

export function createUpkeep(db: OpenDatabase): Upkeep {
  return {
    ensurePartitions: (now) => ensurePartitions(db, now),
    async ensureMonth({ table, from }) {
      await ensurePartitions(db, from, { table, from, to: from })
    },
    partitionReport: (now) => partitionReport(db, now),
    listPartitions: () => listPartitions(db),
    placeOf: (partition) => placeOf(db, partition),
    detach: (table, partition) => detachPartition(db, table, partition),
    attach: (month) => attachPartition(db, month),
    drop: (partition) => dropDetached(db, partition),
    countRows: (partition) => countRows(db, partition),
    columnsOf: async (table) => (await readShape(db, table)).columns,
    readRows: (partition, pageSize) => readRows(db, partition, pageSize),
    insertRows,
    vacuum: () => vacuum(db),
    analyzePartitioned: () => analyzePartitioned(db),
    reportIndexes: () => reportIndexes(db),
    reindexBloated: () => reindexBloated(db),
  }
}
