/** A calendar month in UTC. */
export interface Month {
  /** "2026_11", the end of a partition's name. */
  label: string
  start: Date
  /** Start of the next month; not part of this one. */
  end: Date
}

export function monthOf(at: Date): Month {
  const start = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth(), 1))
  const end = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 1))
  return { label: start.toISOString().slice(0, 7).replace("-", "_"), start, end }
}

/** `month` moved by `n` months. */
export function addMonths(month: Month, n: number): Month {
  return monthOf(new Date(Date.UTC(month.start.getUTCFullYear(), month.start.getUTCMonth() + n, 1)))
}

/** Every month that holds a moment of `[from, to]`. */
export function monthsBetween(from: Date, to: Date): Month[] {
  const months: Month[] = []
  for (let month = monthOf(from); month.start <= to; month = addMonths(month, 1)) months.push(month)
  return months
}

const TIME_IN_UUID = /'([0-9a-f]{8})-([0-9a-f]{4})-/g
const DAY = /'(\d{4}-\d{2}-\d{2})'/g

/**
 * The two moments in what `pg_get_expr(relpartbound)` prints: "FOR VALUES FROM ('…') TO ('…')", with UUIDs whose first 48
 * bits are milliseconds, or with days. Undefined for any other bound (MINVALUE, DEFAULT, lists).
 */
export function parseRange(bound: string): { from: Date; to: Date } | undefined {
  const ids = [...bound.matchAll(TIME_IN_UUID)].map((match) => new Date(Number.parseInt(`${match[1]}${match[2]}`, 16)))
  const moments = ids.length === 2 ? ids : [...bound.matchAll(DAY)].map((match) => new Date(`${match[1]}T00:00:00Z`))
  const [from, to] = moments
  return moments.length === 2 && from !== undefined && to !== undefined ? { from, to } : undefined
}
