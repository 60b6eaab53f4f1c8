import { sql } from "kysely"
import type { OpenDatabase, Tx } from "../server/platform/database/index.ts"
import { newId } from "../server/shared/ids.ts"
import type { RecordedStatement } from "./statement-recorder.ts"

interface PlanNode {
  "Node Type": string
  "Relation Name"?: string
  "Index Name"?: string
  "Index Cond"?: string
  Plans?: PlanNode[]
}

export interface PlanUse {
  /** Tables that are read from one end to the other although an index was to be preferred. */
  scanned: string[]
  /** Indexes the plan goes through, and how. */
  indexes: IndexUse[]
}

export interface IndexUse {
  name: string
  /** As EXPLAIN says it: "Index Scan, (user_id = $1)". */
  how: string
}

/**
 * How a statement is carried out where scanning is to be avoided, as on tables that have grown: planned for unknown values, in the role it is
 * sent in, so that what row-level security adds is part of it. Partitions and their indexes count as those of the table.
 */
export async function planOf(db: OpenDatabase, statement: RecordedStatement): Promise<PlanUse> {
  const plain = await explain(db, statement, ["enable_seqscan"])
  if (plain.scanned.length === 0) return plain
  // On a small table the whole of an index may seem cheaper than a bitmap of the part that is wanted.
  const byBitmap = await explain(db, statement, ["enable_seqscan", "enable_indexscan", "enable_indexonlyscan"])
  return {
    scanned: plain.scanned.filter((table) => byBitmap.scanned.includes(table)),
    indexes: [...plain.indexes, ...byBitmap.indexes],
  }
}

async function explain(
  db: OpenDatabase,
  { text, actingAs }: RecordedStatement,
  off: readonly string[],
): Promise<PlanUse> {
  const work = async (tx: Tx) => {
    for (const setting of off) await sql`set local ${sql.id(setting)} = off`.execute(tx)
    const { rows } = await sql<{
      "QUERY PLAN": [{ Plan: PlanNode }]
    }>`${sql.raw(`explain (generic_plan, format json) ${text}`)}`.execute(tx)
    return rows[0]?.["QUERY PLAN"][0].Plan
  }
  const plan = await (actingAs === "learner"
    ? db.asLearner(newId(), work)
    : actingAs === "system"
      ? db.asSystem("explain-statement", work)
      : db.asOwner(work))
  const use: PlanUse = { scanned: [], indexes: [] }
  if (plan) visit(plan, use, false)
  return { ...use, scanned: [...new Set(use.scanned)] }
}

function visit(node: PlanNode, use: PlanUse, isLimited: boolean): void {
  const table = node["Relation Name"]?.replace(/_\d{4}_\d{2}$/, "")
  const index = node["Index Name"]
  if (node["Node Type"] === "Seq Scan" && table) use.scanned.push(table)
  // An index that is read from end to end is a scan as well, unless it gives the first few in order.
  else if (index && node["Index Cond"] === undefined && table && !isLimited) use.scanned.push(table)
  if (index) use.indexes.push({ name: index, how: [node["Node Type"], node["Index Cond"] ?? "in order"].join(", ") })
  for (const child of node.Plans ?? []) visit(child, use, isLimited || node["Node Type"] === "Limit")
}
