import type { Deps } from "../../platform/deps.ts"
import type { QueueDepth } from "../../platform/queue/index.ts"
import type { Archive } from "./archive.ts"
import { listArchives } from "./archive-store.ts"
import { type MaintenanceRun, type MaintenanceTask, maintenanceTasks } from "./maintenance.ts"
import { listLastMaintenanceRuns } from "./maintenance-store.ts"

export interface MaintenanceReport {
  tasks: (MaintenanceTask & { lastRun: MaintenanceRun | null })[]
  partitions: {
    /** False with less than a month ahead: the server is then not ready. */
    isReady: boolean
    tables: { table: string; coveredUntil: Date | null; months: number; sizeBytes: number; oldest: Date | null }[]
  }
  jobs: QueueDepth[]
}

export async function reportMaintenance({
  db,
  upkeep,
  queue,
  clock,
}: Pick<Deps, "db" | "upkeep" | "queue" | "clock">): Promise<MaintenanceReport> {
  const names = maintenanceTasks.map(({ name }) => name)
  const runs = await db.asSystem("report-maintenance", (tx) => listLastMaintenanceRuns(tx, names))
  const { ready, tables } = await upkeep.partitionReport(clock.now())
  const months = Map.groupBy(await upkeep.listPartitions(), ({ table }) => table)
  return {
    tasks: maintenanceTasks.map((task) => ({ ...task, lastRun: runs.find((run) => run.task === task.name) ?? null })),
    partitions: {
      isReady: ready,
      tables: tables.map(({ table, coveredUntil }) => {
        const its = months.get(table) ?? []
        return {
          table,
          coveredUntil: coveredUntil ?? null,
          months: its.length,
          sizeBytes: its.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0),
          oldest: its.map(({ from }) => from).sort((a, b) => a.getTime() - b.getTime())[0] ?? null,
        }
      }),
    },
    jobs: await queue.depths(),
  }
}

/** Every archive, the newest month first. */
export function reportArchives({ db }: Pick<Deps, "db">): Promise<Archive[]> {
  return db.asSystem("list-archives", listArchives)
}
