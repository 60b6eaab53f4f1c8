/** Rows say `xp_total`, fields say `xpTotal`. Flat objects only: values are left alone. */
export function rowOf(fields: object): Record<string, unknown> {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [snakeCase(name), value]))
}

export function fieldsOf<T>(row: Record<string, unknown>): T {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [camelCase(name), value])) as T
}

/** Times that came through JSON are text; these fields become dates again. */
export function datesOf<T extends object>(fields: T, ...names: (keyof T)[]): T {
  const dated = { ...fields }
  for (const name of names) {
    const value = dated[name]
    if (typeof value === "string") dated[name] = new Date(value) as T[keyof T]
  }
  return dated
}

const snakeNames = new Map<string, string>()
const camelNames = new Map<string, string>()

export function snakeCase(name: string): string {
  return remembered(snakeNames, name, () => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`))
}

function camelCase(name: string): string {
  return remembered(camelNames, name, () => name.replace(/_([a-z])/g, (_all, letter: string) => letter.toUpperCase()))
}

function remembered(names: Map<string, string>, name: string, make: () => string): string {
  const known = names.get(name)
  if (known !== undefined) return known
  const made = make()
  names.set(name, made)
  return made
}
