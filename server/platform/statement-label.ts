/** What a statement does, and to which table: labels of the metrics. */
export interface StatementLabel {
  table: string
  operation: string
}

const MOST_TABLES = 200
const MOST_TEXTS = 5000

const name = String.raw`"?(?:public"?\."?)?([a-z_][a-z0-9_]*(?:"?\."?[a-z_][a-z0-9_]*)?)"?`
const writes: [operation: string, pattern: RegExp][] = [
  ["insert", new RegExp(String.raw`\binsert\s+into\s+${name}`, "i")],
  [
    "update",
    new RegExp(String.raw`(?<!\bfor\s)(?<!\bno\skey\s)(?<!\bdo\s)\bupdate\s+(?:only\s+)?(?!set\b)${name}`, "i"),
  ],
  ["delete", new RegExp(String.raw`\bdelete\s+from\s+(?:only\s+)?${name}`, "i")],
  ["merge", new RegExp(String.raw`\bmerge\s+into\s+(?:only\s+)?${name}`, "i")],
]
const reads = new RegExp(String.raw`\bfrom\s+(?:only\s+)?(?!lateral\b|unnest\b|select\b)${name}(?!\s*\()`, "gi")
const copies = new RegExp(String.raw`^copy\s+(?:\(|${name})`, "i")
const defined =
  /(?:\bwith\s+(?:recursive\s+)?|,\s*)"?([a-z_][a-z0-9_]*)"?\s*(?:\([^()]*\)\s*)?as\s+(?:not\s+)?(?:materialized\s+)?\(/gi
const month = /_\d{4}_\d{2}(?:_\d{2})?$/

/**
 * Labels statements. The table is the first one written to, otherwise the first read that is no common table expression;
 * single partitions count as their table. Statements come from the code, yet their number is bounded here all the same: past
 * 200 tables the rest is called "other".
 */
export function createStatementLabels(): (text: string) => StatementLabel {
  const known = new Map<string, StatementLabel>()
  const tables = new Set<string>()
  return (text) => {
    let label = known.get(text)
    if (label !== undefined) return label
    label = labelOf(text)
    if (!tables.has(label.table)) {
      if (tables.size < MOST_TABLES) tables.add(label.table)
      else label = { ...label, table: "other" }
    }
    // Some texts differ each time: those that begin a learner's transaction.
    if (known.size >= MOST_TEXTS) known.clear()
    known.set(text, label)
    return label
  }
}

export function labelOf(text: string): StatementLabel {
  const statement = text.trimStart()
  const first = /^[a-z]+/i.exec(statement)?.[0].toLowerCase() ?? ""
  if (first === "begin" || first === "commit" || first === "rollback") return { table: "none", operation: first }
  if (first === "copy") return { table: tidy(copies.exec(statement)?.[1]) ?? "none", operation: "copy" }
  if (first !== "with" && first !== "select" && !writes.some(([operation]) => operation === first))
    return { table: "none", operation: "other" }
  const found = writes.flatMap(([operation, pattern]) => {
    const match = pattern.exec(statement)
    return match === null ? [] : [{ operation, table: match[1], at: match.index }]
  })
  const [write] = found.sort((a, b) => a.at - b.at)
  if (write !== undefined) return { table: tidy(write.table) ?? "none", operation: write.operation }
  const own = new Set([...statement.matchAll(defined)].map((match) => match[1]?.toLowerCase()))
  for (const [, table] of statement.matchAll(reads)) {
    if (table !== undefined && !own.has(table.toLowerCase()))
      return { table: tidy(table) ?? "none", operation: "select" }
  }
  return { table: "none", operation: "select" }
}

function tidy(table: string | undefined): string | undefined {
  return table?.toLowerCase().replaceAll('"', "").replace(month, "")
}

// Names in double quotes are kept; a constant that is not closed reaches to the end.
const constants =
  /"(?:[^"]|"")*"|\$([a-z_]*)\$[\s\S]*?\$\1\$|\be'(?:[^'\\]|\\[\s\S]|'')*'?|(?:\b[bxn])?'(?:[^']|'')*'?|(?<![\w$".])-?\d+(?:\.\d+)?\b/gi

/** The text or plan of a statement without any constant: what stands in quotes, and numbers that are no placeholders. */
export function withoutConstants(text: string): string {
  return text.replace(constants, (found) => (found.startsWith('"') ? found : "?"))
}

/** A plan with its costs and estimates, but without constants in its conditions. */
export function planWithoutConstants(plan: string): string {
  return plan
    .split("\n")
    .map((line) => {
      // The estimates stand in the last bracket of a node's line, and conditions on lines of their own.
      const estimates = /\(cost=[^)]*\)\s*$/.exec(line)?.[0] ?? ""
      return withoutConstants(line.slice(0, line.length - estimates.length)) + estimates
    })
    .join("\n")
}
