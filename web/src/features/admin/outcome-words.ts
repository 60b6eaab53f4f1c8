import { counted, formatBytes } from "../../lib/format.ts"

/** What a task tells of itself, and how many of what that is in words; in the order in which it is said. */
const figures: Record<string, (count: number) => string> = {
  rows: (count) => `${counted(count, { one: "row", other: "rows" })} no longer kept`,
  archived: (count) => `${counted(count, { one: "month", other: "months" })} archived`,
  made: (count) => `${counted(count, { one: "month", other: "months" })} made`,
  analyzed: (count) => `${counted(count, { one: "log", other: "logs" })} looked at`,
  vacuumedInMs: () => "dead rows cleared away",
  bytesPutAside: (count) => `${formatBytes(count)} put aside`,
  filesRemoved: (count) => `${counted(count, { one: "old file", other: "old files" })} removed`,
  removed: (count) => `${counted(count, { one: "file", other: "files" })} removed`,
  rewritten: (count) => `${counted(count, { one: "archive", other: "archives" })} written anew`,
  rebuilt: (count) => `${counted(count, { one: "index", other: "indexes" })} rebuilt`,
}

/** What came of a run of recurring work, from the result it left: "13,237 rows no longer kept, 8 months archived". */
export function outcomeWords(result: Record<string, unknown>): string {
  const said = Object.entries(figures).flatMap(([name, words]) => {
    const value = result[name]
    const count = Array.isArray(value) ? value.length : typeof value === "number" ? value : 0
    return count > 0 ? [words(count)] : []
  })
  return said.length === 0 ? "nothing to do" : said.join(", ")
}
