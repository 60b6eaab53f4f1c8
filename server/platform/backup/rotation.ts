/** How many backups of each kind are kept. */
export interface Keep {
  daily: number
  weekly: number
  monthly: number
}

/**
 * Which backups stay: the newest of each of the last `daily` days, `weekly` weeks (from Monday) and `monthly` months that have one,
 * all in UTC, and the newest of all whatever the numbers. Days without a backup do not count, so that what there is
 * stays when backups have stopped. One backup may stand for its day, its week and its month.
 */
export function backupsToKeep<B extends { at: Date }>(backups: readonly B[], keep: Keep): Set<B> {
  const newestFirst = [...backups].sort((a, b) => b.at.getTime() - a.at.getTime())
  const kept = new Set(newestFirst.slice(0, 1))
  const take = (count: number, periodOf: (at: Date) => string) => {
    const periods = new Set<string>()
    for (const backup of newestFirst) {
      const period = periodOf(backup.at)
      if (periods.has(period)) continue
      if (periods.size === count) return
      periods.add(period)
      kept.add(backup)
    }
  }
  take(keep.daily, dayOf)
  take(keep.weekly, weekOf)
  take(keep.monthly, (at) => dayOf(at).slice(0, 7))
  return kept
}

function dayOf(at: Date): string {
  return at.toISOString().slice(0, 10)
}

/** The Monday it began on. */
function weekOf(at: Date): string {
  const sinceMonday = (at.getUTCDay() + 6) % 7
  return dayOf(new Date(at.getTime() - sinceMonday * 86_400_000))
}
