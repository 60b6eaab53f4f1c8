/** What differs between two states of a thing, as the audit log keeps it; undefined when nothing does. */
export function changedValues<T extends object>(
  before: T,
  after: T,
): { oldValues: Record<string, unknown>; newValues: Record<string, unknown> } | undefined {
  const oldValues: Record<string, unknown> = {}
  const newValues: Record<string, unknown> = {}
  for (const name of new Set([...Object.keys(before), ...Object.keys(after)]) as Set<keyof T & string>) {
    // Through JSON, as the log stores them: dates and nested values are compared by what they say.
    if (JSON.stringify(before[name]) === JSON.stringify(after[name])) continue
    oldValues[name] = before[name] ?? null
    newValues[name] = after[name] ?? null
  }
  return Object.keys(newValues).length === 0 ? undefined : { oldValues, newValues }
}
