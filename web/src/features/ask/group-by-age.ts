export interface AgeGroup<T> {
  /** "today", "week", or the first moment of a month for `month`. */
  age: "today" | "week" | Date
  items: T[]
}

/** Splits what is sorted by time, the newest first, into today, the last seven days, and months (local time). */
export function groupByAge<T>(items: readonly T[], timeOf: (item: T) => Date, now: Date): AgeGroup<T>[] {
  const midnight = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime()
  const groups: AgeGroup<T>[] = []
  for (const item of items) {
    const at = timeOf(item)
    const age =
      at.getTime() >= midnight
        ? "today"
        : at.getTime() >= midnight - 6 * 86_400_000
          ? "week"
          : new Date(at.getFullYear(), at.getMonth(), 1)
    const last = groups.at(-1)
    if (last && String(last.age) === String(age)) last.items.push(item)
    else groups.push({ age, items: [item] })
  }
  return groups
}
