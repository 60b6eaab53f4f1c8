import { counted, formatBytes } from "../../lib/format.ts"
import { inLanguage } from "../../lib/language.ts"

export const outcome = inLanguage("features/admin/outcome-words", {
  /** What a task tells of itself, and how many of what that is in words; in the order in which it is said. */
  figures: {
    rows: (count: number) => `${counted(count, { one: "row", other: "rows" })} no longer kept`,
    archived: (count: number) => `${counted(count, { one: "month", other: "months" })} archived`,
    made: (count: number) => `${counted(count, { one: "month", other: "months" })} made`,
    analyzed: (count: number) => `${counted(count, { one: "log", other: "logs" })} looked at`,
    vacuumedInMs: () => "dead rows cleared away",
    bytesPutAside: (count: number) => `${formatBytes(count)} put aside`,
    filesRemoved: (count: number) => `${counted(count, { one: "old file", other: "old files" })} removed`,
    removed: (count: number) => `${counted(count, { one: "file", other: "files" })} removed`,
    rewritten: (count: number) => `${counted(count, { one: "archive", other: "archives" })} written anew`,
    rebuilt: (count: number) => `${counted(count, { one: "index", other: "indexes" })} rebuilt`,
  },
  nothing: "nothing to do",
})

/** What came of a run of recurring work, from the result it left: "13,237 rows no longer kept, 8 months archived". */
export function outcomeWords(result: Record<string, unknown>): string {
  const said = Object.entries(outcome.figures).flatMap(([name, words]) => {
    const value = result[name]
    const count = Array.isArray(value) ? value.length : typeof value === "number" ? value : 0
    return count > 0 ? [words(count)] : []
  })
  return said.length === 0 ? outcome.nothing : said.join(", ")
}
