/** How long one kind of data is kept, as the table `retention_policies` says. */
export interface RetentionPolicy {
  name: string
  /** `delete`: rows go; `hide`: they are put away; `archive`: whole months leave the database for compressed files. */
  action: "delete" | "hide" | "archive"
  tables: string[]
  description: string
  keepDays: number
  defaultKeepDays: number
  /** Fewer are refused. */
  leastKeepDays: number
  /** Archives only: days from the end of a month to the removal of its file; null keeps it for good. */
  archiveKeepDays: number | null
  isEnabled: boolean
}

export interface RetentionRun {
  id: string
  policy: string
  isDryRun: boolean
  keepDays: number
  startedAt: Date
  /** Null while it runs, and for good when it was cut off. */
  finishedAt: Date | null
  /** Rows removed, put away or archived; for a dry run those that would be. */
  rowCount: number
  /** Months archived, or due. */
  partitions: string[]
  error: string | null
}

const MS_PER_DAY = 86_400_000

/** What is from before this moment is no longer kept. */
export function cutoffOf(keepDays: number, now: Date): Date {
  return new Date(now.getTime() - keepDays * MS_PER_DAY)
}

/** Months of the tables of a policy that lie wholly before the cutoff: oldest first, and within a month in the order of the tables. */
export function dueMonths<T extends { table: string; from: Date; to: Date }>(
  policy: Pick<RetentionPolicy, "tables" | "keepDays">,
  partitions: readonly T[],
  now: Date,
): T[] {
  const cutoff = cutoffOf(policy.keepDays, now)
  return partitions
    .filter(({ table, to }) => policy.tables.includes(table) && to <= cutoff)
    .sort(
      (a, b) => a.from.getTime() - b.from.getTime() || policy.tables.indexOf(a.table) - policy.tables.indexOf(b.table),
    )
}
