interface PlanNode {
  "Node Type": string
  "Relation Name"?: string
  "Index Name"?: string
  "Actual Rows"?: number
  "Actual Loops"?: number
  "Shared Hit Blocks"?: number
  "Shared Read Blocks"?: number
  Plans?: PlanNode[]
}

export interface PlanFacts {
  text: string
  role: "learner" | "system" | "owner"
  /** Nodes that touch tables, with how many rows each gave. */
  nodes: string
  /** Tables of many rows that were read from one end to the other. */
  scanned: string[]
  rows: number
  ms: number
  hitBlocks: number
  readBlocks: number
}

/** A scan of no more pages than this is what the planner should choose. */
const SMALL_TABLE_BLOCKS = 100

export interface ExplainOutput {
  Plan: PlanNode
  "Execution Time": number
}

export function factsOf(text: string, begin: string, plan: ExplainOutput): PlanFacts {
  const nodes = new Map<string, number>()
  const scanned: string[] = []
  visit(plan.Plan, nodes, scanned)
  return {
    text,
    role: begin.includes("studyin_app") ? "learner" : begin.includes("studyin_system") ? "system" : "owner",
    nodes: [...nodes].map(([name, rows]) => `${name} → ${rows}`).join("; "),
    scanned,
    rows: plan.Plan["Actual Rows"] ?? 0,
    ms: plan["Execution Time"],
    hitBlocks: plan.Plan["Shared Hit Blocks"] ?? 0,
    readBlocks: plan.Plan["Shared Read Blocks"] ?? 0,
  }
}

function visit(node: PlanNode, nodes: Map<string, number>, scanned: string[]): void {
  const table = node["Relation Name"]?.replace(/_\d{4}_\d{2}$/, "")
  const index = node["Index Name"]?.replace(/_\d{4}_\d{2}/, "")
  const loops = node["Actual Loops"] ?? 0
  if ((table ?? index) !== undefined && loops > 0) {
    const name = index === undefined ? `${node["Node Type"]} ${table}` : `${node["Node Type"]} ${index}`
    nodes.set(name, (nodes.get(name) ?? 0) + Math.round((node["Actual Rows"] ?? 0) * loops))
    const blocks = (node["Shared Hit Blocks"] ?? 0) + (node["Shared Read Blocks"] ?? 0)
    if (node["Node Type"].endsWith("Seq Scan") && table !== undefined && blocks > SMALL_TABLE_BLOCKS * loops)
      scanned.push(table)
  }
  for (const child of node.Plans ?? []) visit(child, nodes, scanned)
}

export interface PlanPage {
  facts: { size: string; buffers: string; version: string; interactions: number; learners: number }
  /** Statements sent in all. */
  all: number
  rows: readonly (PlanFacts & { times: number })[]
  ofVeteran: readonly (PlanFacts & { times: number })[]
}

export function planTable({ facts, all, rows, ofVeteran }: PlanPage): string {
  const share = rows.reduce((sum, { times }) => sum + times, 0) / all
  return `# Plans of the most frequent statements

The twenty statements learners' days send most often (${Math.round(share * 100)} % of all that were sent), carried out with the values they were sent with, in the
role and under the policies they were sent in, at **${facts.interactions.toLocaleString("en")} interactions of ${facts.learners.toLocaleString("en")} learners** (${facts.size}; PostgreSQL ${facts.version}, ${facts.buffers} of shared
buffers). Written by \`npm run bench -- plans\`, which seeds a database, has learners spend a day through the API (Today, reviews, practice, results, bank) and notes
what is sent. Blocks are of 8 kB: found in memory + read. A node's figure is the rows it gave, over all partitions. Each was carried out in the midst of its own
transaction and taken back, four times; the quickest counts.

## Ordinary learners
${table(rows)}

## A learner with a million entries
The same statements for one learner whose log has a million entries.

${table(ofVeteran)}
`
}

function table(rows: readonly (PlanFacts & { times: number })[]): string {
  const cell = (text: string, most: number) => {
    const line = text.replace(/\s+/g, " ").replaceAll("|", "\\|").replaceAll("`", "").trim()
    return line.length <= most ? line : `${line.slice(0, most - 1)}…`
  }
  const lines = rows.map(
    ({ text, role, nodes, rows: count, ms, hitBlocks, readBlocks, times }, n) =>
      `| ${n + 1} | \`${cell(text, 220)}\` | ${role} | ${times} | ${ms.toFixed(2)} | ${hitBlocks} + ${readBlocks} | ${count} | ${cell(nodes, 400)} |`,
  )
  return [
    "| | statement | as | sent | ms | blocks | rows | through |",
    "|---|---|---|---|---|---|---|---|",
    ...lines,
  ].join("\n")
}
