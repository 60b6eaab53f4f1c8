import { statfs } from "node:fs/promises"
import type { Clock } from "../shared/clock.ts"
import type { Config } from "./config.ts"
import { type OpenDatabase, partitionReport } from "./database/index.ts"
import type { Log } from "./log.ts"
import type { Metrics } from "./metrics.ts"
import type { Queue } from "./queue/index.ts"

/** What costs statements is looked up no more often, however many collectors ask. */
const LOOK_EVERY_MS = 30_000

export interface HouseMetricsOptions {
  db: OpenDatabase
  queue: Pick<Queue, "depths">
  metrics: Metrics
  log: Pick<Log, "warn">
  clock: Clock
  config: Pick<Config, "dataDir" | "database" | "backup">
}

/**
 * Brings up to date what is looked up rather than counted. A part that fails is left out and logged; the others, and what
 * was counted, are told all the same: a database that is away is when metrics are needed.
 */
export function createHouseMetrics(options: HouseMetricsOptions): () => Promise<void> {
  const { db, metrics, log } = options
  const parts = {
    database: lookAtTables,
    queue: lookAtQueue,
    partitions: lookAtPartitions,
    replica: lookAtReplica,
    disk: lookAtDisk,
  }
  let lookedAtMs = Number.NEGATIVE_INFINITY
  let looking: Promise<void> | undefined

  async function look(): Promise<void> {
    for (const [part, work] of Object.entries(parts)) {
      try {
        await work(options)
        if (part === "database") metrics.house.databaseUp.set(1)
      } catch (error) {
        if (part === "database") metrics.house.databaseUp.set(0)
        log.warn({ err: error, part }, "metrics: could not be looked up")
        // Without a database the other parts would wait for it as long again.
        if (part === "database") return lookAtDisk(options).catch(() => {})
      }
    }
  }

  return async () => {
    const { active, idle, waiting, limit } = db.stats()
    metrics.dbConnections.active.set(active)
    metrics.dbConnections.idle.set(idle)
    metrics.dbConnections.waiting.set(waiting)
    metrics.dbConnections.limit.set(limit)
    if (performance.now() - lookedAtMs >= LOOK_EVERY_MS) {
      looking ??= look().finally(() => {
        lookedAtMs = performance.now()
        looking = undefined
      })
    }
    await looking
  }
}

const QUICK = { statementTimeoutMs: 5000 }

/** A partition counts as part of its table. */
const TABLES = `
  select coalesce(parent.relname, c.relname) as name, sum(pg_total_relation_size(c.oid))::float8 as bytes,
    sum(greatest(c.reltuples, 0))::float8 as rows
  from pg_class c left join pg_inherits i on i.inhrelid = c.oid left join pg_class parent on parent.oid = i.inhparent
  where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'
  group by 1`

const LAST_BACKUP = `
  select coalesce(extract(epoch from max(finished_at)), 0)::float8 as at from backup_runs
  where kind = 'backup' and status = 'succeeded'`

async function lookAtTables({ db, metrics: { house }, config }: HouseMetricsOptions): Promise<void> {
  const { rows } = await db.execute(TABLES, [], QUICK)
  house.tableBytes.reset()
  house.tableRows.reset()
  for (const { name: table, bytes, rows: count } of rows as { name: string; bytes: number; rows: number }[]) {
    house.tableBytes.set({ table }, bytes)
    house.tableRows.set({ table }, count)
    if (table === "chunk_embeddings") house.vectors.set(count)
  }
  const [backup] = (await db.execute(LAST_BACKUP, [], QUICK)).rows as { at: number }[]
  house.lastBackup.set(backup?.at ?? 0)
  house.backupLimit.set(config.backup.maxAgeHours * 3600)
}

/** Time since a job could first have been taken and was not. */
const OLDEST = `
  select name, extract(epoch from now() - min(start_after))::float8 as age from pgboss.job
  where state < 'active' and start_after < now() and name not like '\\_\\_pgboss%' group by name`

async function lookAtQueue({ db, queue, metrics }: HouseMetricsOptions): Promise<void> {
  const depths = await queue.depths()
  metrics.queueDepth.reset()
  for (const depth of depths) {
    for (const state of ["waiting", "active", "failed"] as const)
      metrics.queueDepth.set({ name: depth.name, state }, depth[state])
  }
  const { rows } = await db.execute(OLDEST, [], QUICK)
  metrics.house.oldestJob.reset()
  for (const { name, age } of rows as { name: string; age: number }[]) metrics.house.oldestJob.set({ name }, age)
}

async function lookAtPartitions({ db, clock, metrics }: HouseMetricsOptions): Promise<void> {
  const { tables } = await partitionReport(db, clock.now())
  for (const { table, coveredUntil } of tables) {
    metrics.house.partitionsUntil.set({ table }, (coveredUntil?.getTime() ?? 0) / 1000)
  }
}

/** Named by its address, without who signs in there. */
async function lookAtReplica({ db, metrics: { house }, config }: HouseMetricsOptions): Promise<void> {
  const { replicaUrl } = config.database
  if (replicaUrl === null) return
  const replica = new URL(replicaUrl).host
  const lagMs = await db.replicaLagMs()
  house.replicaFollows.set({ replica }, lagMs === undefined ? 0 : 1)
  if (lagMs !== undefined) house.replicaLag.set({ replica }, lagMs / 1000)
}

async function lookAtDisk({ metrics: { house }, config }: HouseMetricsOptions): Promise<void> {
  const { bavail, blocks, bsize } = await statfs(config.dataDir)
  house.diskFree.set(bavail * bsize)
  house.diskSize.set(blocks * bsize)
}
