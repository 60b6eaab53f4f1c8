import { existsSync } from "node:fs"
import { join } from "node:path"
import { sql } from "kysely"
import { type DatabaseConfig, type OpenDatabase, openDatabase, openReplacement } from "../database/index.ts"
import { BackupError } from "./backup-error.ts"

/** A database that a backup goes into, and how it ends. */
export interface OpenTarget {
  db: OpenDatabase
  /** Resolves to where the database that was there before is kept, where it is. */
  finish(): Promise<string | undefined>
  /** As if nothing had been begun, as far as the engine can. */
  abandon(): Promise<void>
}

/**
 * Opens what a backup is to be restored into. The embedded database is made anew beside the one that is there; on a server the
 * database that the connection string names is used.
 * @throws BackupError when people's data are in it and `force` is not given
 */
export async function openTarget(config: DatabaseConfig, force: boolean, now: Date): Promise<OpenTarget> {
  const limits = { statementTimeoutMs: 0, idleInTransactionTimeoutMs: 0 }
  if (config.url === undefined) {
    if (existsSync(join(config.dataDir, "postgres", "PG_VERSION"))) {
      const there = await openDatabase(config)
      try {
        if (!force) await assertEmpty(there, `The database in ${config.dataDir}`)
      } finally {
        await there.close()
      }
    }
    const { db, replace, abandon } = await openReplacement({ ...config, ...limits }, now)
    return { db, finish: replace, abandon }
  }
  const db = await openDatabase({ ...config, ...limits, poolMax: 2 })
  const close = () => db.close()
  try {
    if (!force) await assertEmpty(db, "The database of DATABASE_URL")
    await assertUnused(db)
  } catch (error) {
    await close()
    throw error
  }
  return { db, finish: () => close().then(() => undefined), abandon: close }
}

async function assertEmpty(db: OpenDatabase, what: string): Promise<void> {
  const { rows } = await db.execute("select to_regclass('public.users') is not null as there")
  if (rows[0]?.there !== true) return
  const learners = await db.asSystem("look-before-restore", async (tx) => {
    const { rows: counted } = await sql<{ n: number }>`
      select count(*) as n from users where id <> app.library_user_id()`.execute(tx)
    return counted[0]?.n ?? 0
  })
  if (learners > 0)
    throw new BackupError(
      `${what} is not empty: ${learners === 1 ? "one account is" : `${learners} accounts are`} in it. Restore into an empty one, or add --force to replace it.`,
    )
}

/** A server at work would hold locks, and answer from what is about to go. */
async function assertUnused(db: OpenDatabase): Promise<void> {
  const { rows } = await db.execute(
    `select count(distinct client_port)::int as n from pg_stat_activity
     where datname = current_database() and application_name = 'studyin' and pid <> pg_backend_pid()`,
  )
  const others = Number(rows[0]?.n ?? 0)
  if (others > 0)
    throw new BackupError(
      `Somebody else uses this database (${others} ${others === 1 ? "connection" : "connections"}). Stop the servers and workers on it, then try again.`,
    )
}
