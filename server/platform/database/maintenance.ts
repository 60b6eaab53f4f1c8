import type { OpenDatabase } from "./database.ts"
import { sqlStateOf } from "./database-errors.ts"

const UNDEFINED_TABLE = "42P01"

/** `statement` for one table after the other. A month that is archived meanwhile is there no more when its turn comes. */
async function onEach(
  db: OpenDatabase,
  statement: string,
  rows: readonly Record<string, unknown>[],
): Promise<string[]> {
  const done: string[] = []
  for (const { name } of rows) {
    try {
      await db.execute(`${statement} ${String(name)}`, undefined, { statementTimeoutMs: 0 })
      done.push(String(name))
    } catch (error) {
      if (sqlStateOf(error) !== UNDEFINED_TABLE) throw error
    }
  }
  return done
}

/**
 * VACUUM ANALYZE of everything: the embedded database has no autovacuum, so a daily job calls this. On a server it is
 * left to autovacuum. Everything else waits meanwhile, which is why a quiet hour should be chosen.
 */
export async function vacuum(db: OpenDatabase): Promise<{ done: boolean; durationMs: number }> {
  const startedMs = performance.now()
  if (db.engine === "pglite") {
    // Table by table, so that nobody waits longer than the largest one takes.
    const { rows } = await db.execute(
      `select format('%I.%I', n.nspname, c.relname) as name
       from pg_class c join pg_namespace n on n.oid = c.relnamespace
       where c.relkind in ('r', 'm') and n.nspname not in ('pg_toast', 'information_schema') and c.relpersistence = 'p'
       order by 1`,
    )
    await onEach(db, "vacuum analyze", rows)
  }
  return { done: db.engine === "pglite", durationMs: performance.now() - startedMs }
}

const PAGE_BYTES = 8192

/**
 * ANALYZE of the tables that have grown by a third since they were last looked at: without it a plan made while a table was
 * tiny would be kept. For the embedded database; a server's autovacuum does this. Returns the tables.
 */
export async function analyzeGrown(db: OpenDatabase): Promise<string[]> {
  if (db.engine !== "pglite") return []
  const { rows } = await db.execute(
    `select format('%I.%I', n.nspname, c.relname) as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'r' and n.nspname not in ('pg_catalog', 'pg_toast', 'information_schema')
       and pg_relation_size(c.oid) / ${PAGE_BYTES} > 1.33 * c.relpages + 4`,
  )
  return onEach(db, "analyze", rows)
}

/**
 * ANALYZE of the partitioned tables as wholes: autovacuum looks at their partitions only, and the planner guesses without figures
 * for the table itself. It samples; nobody waits. Returns the tables.
 */
export async function analyzePartitioned(db: OpenDatabase): Promise<string[]> {
  const { rows } = await db.execute(
    `select format('%I.%I', n.nspname, c.relname) as name
     from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind = 'p' and n.nspname = 'public' order by 1`,
  )
  return onEach(db, "analyze", rows)
}
