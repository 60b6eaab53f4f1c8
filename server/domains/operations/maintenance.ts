/** Recurring work that keeps an installation in order. */
export interface MaintenanceTask {
  name: string
  /** One sentence for administrators. */
  description: string
  /** Five cron fields in UTC. */
  cron: string
}

export interface MaintenanceRun {
  id: string
  task: string
  startedAt: Date
  /** Null while it runs, and for good when it was cut off. */
  finishedAt: Date | null
  /** What it did, by task. */
  result: Record<string, unknown>
  error: string | null
}

export const maintenanceTasks = [
  {
    name: "rotate-log",
    description: "Begins a new log file and removes the oldest, where the log goes to a file (LOG_FILE).",
    cron: "0 0 * * *",
  },
  {
    name: "ensure-partitions",
    description: "Makes the months that the logs will be written to, three ahead.",
    cron: "10 2 * * *",
  },
  {
    name: "refresh-statistics",
    description:
      "Looks at how data is distributed, so that queries are planned well; clears away dead rows in the embedded database.",
    cron: "40 2 * * *",
  },
  {
    name: "sweep-files",
    description: "Removes what interrupted uploads left behind.",
    cron: "0 3 * * *",
  },
  {
    name: "apply-retention",
    description: "Removes or archives what the retention policies no longer keep; ended sign-ins after a week.",
    cron: "20 3 * * *",
  },
  {
    name: "erase-from-archives",
    description: "Takes people who were erased out of archives that were made before.",
    cron: "50 3 * * *",
  },
  {
    name: "reindex-bloated",
    description: "Rebuilds large indexes that are mostly empty, without keeping anybody waiting on a server.",
    cron: "10 4 * * 0",
  },
] as const satisfies readonly MaintenanceTask[]

export type MaintenanceTaskName = (typeof maintenanceTasks)[number]["name"]
