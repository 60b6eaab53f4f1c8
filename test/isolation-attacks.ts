import { sql } from "kysely"
import { sqlStateOf, type Tx } from "../server/platform/database/index.ts"
import { type CatalogueTable, literal, rowOf } from "./catalogue-rows.ts"
import type { TestDatabase } from "./database.ts"

export interface Parties {
  victimId: string
  attackerId: string
  libraryId: string
  /** Stands in every text of the victim's rows. */
  marker: string
}

/** Refused by privileges or by a row-level security policy. */
const DENIED = "42501"

interface Attack {
  name: string
  statement: string
  /** `read`: nothing of the victim may come back. `write`: nothing that is not the attacker's may be touched. `blind`: at most one row, the attacker's own, may be touched. `denied`: must be refused. */
  expects: "read" | "write" | "blind" | "denied"
  /** Null: the app role with no learner set. Default: the attacker. */
  as?: null | ""
}

/**
 * Attacks one table with the rights of the app and somebody else's id, in every way the catalogue suggests. Returns what got through.
 * Nothing that is written stays.
 */
export async function attackTable(database: TestDatabase, table: CatalogueTable, parties: Parties): Promise<string[]> {
  const leaks: string[] = []
  for (const attack of attacksOn(table, parties)) {
    const said = `${table.name}: ${attack.name}`
    const { rows, state, affected } = await attempt(database, attack, parties.attackerId)
    if (state !== undefined && state !== DENIED) leaks.push(`${said}: the attack itself is broken (${state})`)
    if (state !== undefined) continue
    if (attack.expects === "denied") leaks.push(`${said}: was let through (${affected} rows)`)
    else if (attack.expects === "blind") {
      if (affected > 1) leaks.push(`${said}: touched ${affected} rows`)
    } else
      leaks.push(...rows.flatMap((row) => faultOf(row, attack, table, parties)).map((fault) => `${said}: ${fault}`))
  }
  return leaks
}

function faultOf(row: string, { expects, as }: Attack, { owner }: CatalogueTable, parties: Parties): string[] {
  const { victimId, attackerId, libraryId, marker } = parties
  if (row.includes(marker) || row.includes(victimId)) return [`shows ${row.slice(0, 120)}`]
  const itsOwner = owner === undefined ? undefined : (JSON.parse(row) as Record<string, unknown>)[owner]
  if (itsOwner === undefined) return []
  const allowed =
    expects === "write" ? [attackerId] : as === undefined ? [attackerId, libraryId, null] : [libraryId, null]
  return allowed.includes(itsOwner as string | null) ? [] : [`${expects}s a row of ${String(itsOwner)}`]
}

function attacksOn(table: CatalogueTable, parties: Parties): Attack[] {
  if (table.kind === "view") return readsOf(table, parties).slice(0, 1)
  if (table.kind === "partition") return partitionAttacks(table, parties)
  return [
    ...readsOf(table, parties),
    ...joinsOf(table, parties),
    ...writesOn(table, parties),
    ...withoutLearner(table, parties),
  ]
}

const quoted = ({ schema, name }: CatalogueTable) => `"${schema}"."${name}"`
const row = "to_jsonb(t)::text as row"

function readsOf(table: CatalogueTable, { victimId, marker }: Parties): Attack[] {
  const { owner } = table
  const from = `from ${quoted(table)} t`
  const reads: Attack[] = [{ name: "reads without a predicate", statement: `select ${row} ${from}`, expects: "read" }]
  if (owner === undefined) return reads
  const theirs = `t.${owner} = ${literal(victimId)}`
  const found = (condition: string) => `select ${literal(victimId)} as row ${from} where ${condition}`
  reads.push(
    { name: "reads by owner", statement: `select ${row} ${from} where ${theirs}`, expects: "read" },
    {
      name: "counts by owner",
      statement: `select ${literal(victimId)} as row where exists (select ${from} where ${theirs})`,
      expects: "read",
    },
    {
      name: "reads in a set operation",
      statement: `select ${row} ${from} where false union all select ${row} ${from} where ${theirs}`,
      expects: "read",
    },
    {
      name: "reads in a common table expression",
      statement: `with x as materialized (select * ${from}) select to_jsonb(x)::text as row from x where x.${owner} = ${literal(victimId)}`,
      expects: "read",
    },
    { name: "locks", statement: `select ${row} ${from} where ${theirs} for update`, expects: "read" },
    {
      name: "reads with a function that talks",
      statement: found(`${theirs} and length(to_jsonb(t)::text) > 0`),
      expects: "read",
    },
    {
      name: "switches row-level security off",
      statement: `set local row_security = off; select ${row} ${from}`,
      expects: "denied",
    },
    {
      name: "alters the table",
      statement: `alter table ${quoted(table)} disable row level security`,
      expects: "denied",
    },
  )
  for (const { name, base } of table.columns) {
    const column = `t."${name}"`
    if (base === "vector" || base === "halfvec") {
      reads.push({
        name: `searches ${name} for neighbours`,
        statement: `select ${row} ${from} order by ${column} <=> '[1,1]' limit 20`,
        expects: "read",
      })
    }
    if (base === "text" || base === "varchar") {
      reads.push({
        name: `searches ${name} for words`,
        statement: `select ${row} ${from} where ${column} ilike ${literal(`%${marker}%`)}`,
        expects: "read",
      })
      reads.push({
        name: `searches ${name} by likeness`,
        statement: `select ${row} ${from} order by similarity(${column}, ${literal(marker)}) desc limit 20`,
        expects: "read",
      })
      reads.push({
        name: `searches ${name} as full text`,
        statement: `select ${row} ${from} where to_tsvector('simple', ${column}) @@ plainto_tsquery('simple', ${literal(marker)})`,
        expects: "read",
      })
    }
  }
  return reads
}

function joinsOf(table: CatalogueTable, { victimId }: Parties): Attack[] {
  const { owner } = table
  if (owner === undefined) return []
  const it = quoted(table)
  const theirs = literal(victimId)
  return [
    {
      name: "joins from users",
      statement: `select ${row} from users u join ${it} t on t.${owner} = u.id where u.id = ${theirs}`,
      expects: "read",
    },
    {
      name: "joins sideways",
      statement: `select ${row} from users u cross join lateral (select * from ${it} x where x.${owner} = u.id) t`,
      expects: "read",
    },
    {
      name: "joins with its own rows",
      statement: `select ${row} from ${it} mine join ${it} t on t.${owner} is distinct from mine.${owner}`,
      expects: "read",
    },
    {
      name: "joins in full",
      statement: `select ${row} from learner_stats s full join ${it} t on t.${owner} = s.user_id where t.${owner} is not null`,
      expects: "read",
    },
    {
      name: "learns by a subquery",
      statement: `select ${theirs} as row from learner_stats where (select count(*) from ${it} x where x.${owner} = ${theirs}) > 0`,
      expects: "read",
    },
  ]
}

function writesOn(table: CatalogueTable, { victimId, attackerId, libraryId, marker }: Parties): Attack[] {
  const { owner } = table
  if (owner === undefined) return []
  const it = quoted(table)
  const returning = `returning to_jsonb(t)::text as row`
  const attacks: Attack[] = [
    {
      name: "changes without a predicate",
      statement: `update ${it} t set ${owner} = t.${owner} ${returning}`,
      expects: "write",
    },
    { name: "deletes without a predicate", statement: `delete from ${it} t ${returning}`, expects: "write" },
    // Without reading a column only the policy for writing holds.
    { name: "takes rows blindly", statement: `update ${it} set ${owner} = ${literal(attackerId)}`, expects: "blind" },
    { name: "deletes blindly", statement: `delete from ${it}`, expects: "blind" },
    { name: "truncates", statement: `truncate ${it}`, expects: "denied" },
    {
      name: "gives its rows away",
      statement: `update ${it} t set ${owner} = ${literal(victimId)} where t.${owner} = ${literal(attackerId)}`,
      expects: "denied",
    },
  ]
  for (const [whose, id] of [
    ["the victim", victimId],
    ["the library", libraryId],
  ] as const) {
    const theirs = `t.${owner} = ${literal(id)}`
    const insert = insertOf(table, { [owner]: id }, marker)
    attacks.push(
      {
        name: `changes rows of ${whose}`,
        statement: `update ${it} t set ${owner} = t.${owner} where ${theirs} ${returning}`,
        expects: "write",
      },
      {
        name: `takes rows of ${whose}`,
        statement: `update ${it} t set ${owner} = ${literal(attackerId)} where ${theirs} ${returning}`,
        expects: "write",
      },
      {
        name: `deletes rows of ${whose}`,
        statement: `delete from ${it} t where ${theirs} ${returning}`,
        expects: "write",
      },
      {
        name: `deletes rows of ${whose} by a join`,
        statement: `delete from ${it} t using users u where u.id = ${literal(id)} and t.${owner} = u.id ${returning}`,
        expects: "write",
      },
      {
        name: `merges over rows of ${whose}`,
        statement: `merge into ${it} t using (select 1) one on ${theirs} when matched then delete returning to_jsonb(t)::text as row`,
        expects: "write",
      },
      { name: `inserts as ${whose}`, statement: insert, expects: "denied" },
      { name: `inserts as ${whose} unless there`, statement: `${insert} on conflict do nothing`, expects: "denied" },
    )
  }
  return attacks
}

function withoutLearner(table: CatalogueTable, { victimId, attackerId, marker }: Parties): Attack[] {
  const { owner } = table
  if (owner === undefined) return []
  const it = quoted(table)
  return ([null, ""] as const).flatMap((as): Attack[] => {
    const who = as === null ? "with no learner set" : "with an empty learner"
    return [
      { name: `reads ${who}`, statement: `select ${row} from ${it} t`, expects: "read", as },
      {
        name: `reads by owner ${who}`,
        statement: `select ${row} from ${it} t where t.${owner} = ${literal(victimId)}`,
        expects: "read",
        as,
      },
      {
        name: `deletes ${who}`,
        statement: `delete from ${it} t where t.${owner} is not null returning '{}' as row, ${literal(marker)} as marker`,
        expects: "read",
        as,
      },
      { name: `inserts ${who}`, statement: insertOf(table, { [owner]: attackerId }, "x"), expects: "denied", as },
    ]
  })
}

/** A partition has no policies of its own: whoever may touch it sees all of it. */
function partitionAttacks(table: CatalogueTable, { victimId, marker }: Parties): Attack[] {
  const it = quoted(table)
  const column = table.columns[0]?.name ?? ""
  return [
    { name: "reads the partition", statement: `select ${row} from ${it} t`, expects: "denied" },
    { name: "counts the partition", statement: `select 1 from ${it}`, expects: "denied" },
    { name: "changes the partition", statement: `update ${it} set "${column}" = "${column}"`, expects: "denied" },
    { name: "empties the partition", statement: `delete from ${it}`, expects: "denied" },
    {
      name: "inserts into the partition",
      statement: insertOf(table, table.owner === undefined ? {} : { [table.owner]: victimId }, marker),
      expects: "denied",
    },
    {
      name: "reads the partition with no learner set",
      statement: `select ${row} from ${it} t`,
      expects: "denied",
      as: null,
    },
  ]
}

export function insertOf(table: CatalogueTable, fixed: Record<string, unknown>, marker: string): string {
  const { columns, values } = rowOf(table, marker, fixed)
  return `insert into ${quoted(table)} (${columns.join(", ")}) values (${values.join(", ")})`
}

/** Thrown to take back whatever an attack did. */
class RolledBack extends Error {}

async function attempt(
  { db }: TestDatabase,
  { statement, as }: Attack,
  attackerId: string,
): Promise<{ rows: string[]; affected: number; state?: string | undefined }> {
  let result = { rows: [] as string[], affected: 0 }
  const work = async (tx: Tx) => {
    const parts = statement.startsWith("set local") ? statement.split("; ") : [statement]
    for (const part of parts) {
      const { rows, numAffectedRows } = await sql.raw<{ row?: string }>(part).execute(tx)
      result = {
        rows: rows.flatMap((one) => (one.row === undefined ? [] : [one.row])),
        affected: Number(numAffectedRows ?? rows.length),
      }
    }
    throw new RolledBack()
  }
  try {
    if (as === undefined) await db.asLearner(attackerId, work)
    else
      await db.asOwner(async (tx) => {
        await sql.raw("set local role studyin_app").execute(tx)
        if (as === "") await sql.raw("set local app.user_id = ''").execute(tx)
        return work(tx)
      })
  } catch (error) {
    if (!(error instanceof RolledBack)) return { ...result, state: sqlStateOf(error) ?? String(error) }
  }
  return result
}
