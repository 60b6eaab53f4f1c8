/** A place that names a table in SQL. */
export interface TableUse {
  table: string
  file: string
  line: number
  writes: boolean
}

const builder =
  /\.(selectFrom|insertInto|updateTable|deleteFrom|mergeInto|innerJoin|leftJoin|rightJoin|fullJoin|crossJoin|innerJoinLateral|leftJoinLateral|using)\(\s*\[?\s*["'`](\w+)/g
const plain = /\b(from|join|using|insert\s+into|merge\s+into|update|delete\s+from|copy)\s+(?:only\s+)?"?(\w+)"?/gi
const writing = /^(insertInto|updateTable|deleteFrom|mergeInto|insert\s+into|merge\s+into|update|delete\s+from|copy)$/i

/** The uses of known tables in a source file: through Kysely's builder, and in plain SQL inside template literals. */
export function tableUses(file: string, source: string, tables: ReadonlySet<string>): TableUse[] {
  // Comments speak of tables in words. Blanked, so that positions stay.
  const code = source.replace(/\/\*[\s\S]*?\*\/|(?<=^|\s)\/\/.*$/gm, (comment) => comment.replace(/[^\n]/g, " "))
  const uses: TableUse[] = []
  const collect = (text: string, offset: number, pattern: RegExp): void => {
    for (const match of text.matchAll(pattern)) {
      const [, verb = "", table = ""] = match
      if (!tables.has(table)) continue
      const line = code.slice(0, offset + match.index).split("\n").length
      uses.push({ table, file, line, writes: writing.test(verb) })
    }
  }
  collect(code, 0, builder)
  for (const literal of code.matchAll(/`(?:[^`\\]|\\[\s\S])*`/g)) collect(literal[0], literal.index, plain)
  return uses
}

/** What breaks the rule, one line each, with where. */
export function tableFaults(uses: readonly TableUse[]): string[] {
  const faults: string[] = []
  for (const [table, its] of Map.groupBy(uses, (use) => use.table)) {
    const places = (among: readonly TableUse[]) =>
      [...new Set(among.map(({ file, line }) => `${file}:${line}`))].join(", ")
    const outside = its.filter(({ file }) => !/^server\/domains\/.+-store\.ts$/.test(file))
    if (outside.length > 0) faults.push(`${table}: SQL outside a store: ${places(outside)}`)
    const rooms = Map.groupBy(its, ({ file }) => /^server\/domains\/([^/]+)\//.exec(file)?.[1] ?? "outside the rooms")
    if (rooms.size > 1)
      faults.push(`${table}: used by ${[...rooms].map(([room, there]) => `${room} (${places(there)})`).join(" and ")}`)
    const writers = Map.groupBy(
      its.filter(({ writes }) => writes),
      ({ file }) => file,
    )
    if (rooms.size === 1 && writers.size > 1)
      faults.push(`${table}: written by more than one store: ${[...writers.keys()].join(", ")}`)
  }
  return faults
}
