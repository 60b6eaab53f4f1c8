import type { OpenDatabase } from "./database.ts"

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
    for (const { name } of rows)
      await db.execute(`vacuum analyze ${String(name)}`, undefined, { statementTimeoutMs: 0 })
  }
  return { done: db.engine === "pglite", durationMs: performance.now() - startedMs }
}
