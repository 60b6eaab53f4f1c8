import { setTimeout as sleep } from "node:timers/promises"
import { CompiledQuery, sql } from "kysely"
import type { OpenDatabase, Tx } from "./database.ts"
import { sqlStateOf } from "./database-errors.ts"
import { type Migration, readMigrations, statementsOutside } from "./migration-files.ts"

export interface MigrateOptions {
  /** Folder of the migrations. Default server/migrations. */
  dir?: string
  /** Up: the last version to apply (default: all). Down: the version that stays (default: the one before the last applied; 0 undoes all). */
  to?: number
}

export interface MigrationStatus {
  version: number
  name: string
  /** Undefined while pending. */
  appliedAt?: Date
}

/** The database cannot be used with this version of the code; the message says why. */
export class SchemaMismatchError extends Error {
  override name = "SchemaMismatchError"
}

interface AppliedRow {
  version: number
  name: string
  checksum: string
  applied_at: Date
}

// Any number that nobody else in the database uses.
const LOCK_KEY = 1_934_711_652
const LOCK_TIMEOUT = "5s"
const MAX_ATTEMPTS = 12
const INSUFFICIENT_PRIVILEGE = "42501"

/**
 * Brings the schema to where the code is, each migration in a transaction of its own (but see `statementsOutside`), one process at a
 * time: others wait and find it done. Runs as the owner. Resolves to the names of what it applied (or undid).
 *
 * @throws SchemaMismatchError when the database has migrations this code does not know, or an applied one was changed since.
 */
export async function migrate(
  db: OpenDatabase,
  direction: "up" | "down",
  options: MigrateOptions = {},
): Promise<string[]> {
  const known = await readMigrations(options.dir)
  const done: string[] = []
  await prepareLedger(db)
  const floor = direction === "down" ? (options.to ?? (await versionBeforeLast(db))) : 0
  for (;;) {
    const name = await step(db, known, (applied) =>
      direction === "up" ? nextUp(known, applied, options.to) : nextDown(known, applied, floor),
    )
    if (name === undefined) break
    done.push(name)
  }
  await db.refreshTypes()
  return done
}

/** Every known migration and whether it is applied. @throws SchemaMismatchError as `migrate` does. */
export async function migrationStatus(db: OpenDatabase, options: { dir?: string } = {}): Promise<MigrationStatus[]> {
  const known = await readMigrations(options.dir)
  await prepareLedger(db)
  const applied = await db.asOwner((tx) => readApplied(tx))
  assertUnderstood(known, applied)
  const times = new Map(applied.map((row) => [row.version, row.applied_at]))
  return known.map(({ version, name }) => {
    const appliedAt = times.get(version)
    return appliedAt === undefined ? { version, name } : { version, name, appliedAt }
  })
}

/**
 * That rows of a schema with these migrations can be brought up to date by this version. `what` begins the sentence:
 * "The backup". @throws SchemaMismatchError when it has migrations this code does not know, or has otherwise
 */
export async function assertMigrationsKnown(
  applied: readonly Pick<AppliedRow, "version" | "name" | "checksum">[],
  what: string,
  options: { dir?: string } = {},
): Promise<void> {
  assertUnderstood(await readMigrations(options.dir), applied, what)
}

interface Step {
  migration: Migration
  text: string
  record: { text: string; values: unknown[] }
}

function nextUp(known: Migration[], applied: AppliedRow[], to = Number.MAX_SAFE_INTEGER): Step | undefined {
  const versions = new Set(applied.map(({ version }) => version))
  const migration = known.find(({ version }) => !versions.has(version) && version <= to)
  if (migration === undefined) return undefined
  const { version, name, checksum } = migration
  return {
    migration,
    text: migration.up,
    record: {
      text: "insert into public.schema_migrations (version, name, checksum) values ($1, $2, $3)",
      values: [version, name, checksum],
    },
  }
}

function nextDown(known: Migration[], applied: AppliedRow[], floor: number): Step | undefined {
  const last = applied.at(-1)
  if (last === undefined || last.version <= floor) return undefined
  const migration = known.find(({ version }) => version === last.version)
  if (migration === undefined) return undefined
  return {
    migration,
    text: migration.down,
    record: { text: "delete from public.schema_migrations where version = $1", values: [last.version] },
  }
}

type Choose = (applied: AppliedRow[]) => Step | undefined

/** Somebody else is at it, or was quicker. Nobody waits inside the database: CREATE INDEX CONCURRENTLY waits for whoever does. */
const AGAIN = Symbol("again")

/** One migration, or undefined when nothing is left to do. */
async function step(db: OpenDatabase, known: Migration[], choose: Choose): Promise<string | undefined> {
  for (;;) {
    // Looked at first without the lock: most starts find nothing to do.
    const before = await db.asOwner((tx) => readApplied(tx))
    assertUnderstood(known, before)
    const next = choose(before)
    if (next === undefined) return undefined
    const apply = statementsOutside(next.text) === undefined ? applyInside : applyOutside
    const done = await patiently(() => apply(db, choose))
    if (done !== AGAIN) return done
    await sleep(50 + 100 * Math.random())
  }
}

function applyInside(db: OpenDatabase, choose: Choose): Promise<string | typeof AGAIN> {
  return db.asOwner(
    async (tx) => {
      const { rows } = await sql<{ had: boolean }>`select pg_try_advisory_xact_lock(${LOCK_KEY}) as had`.execute(tx)
      const next = rows[0]?.had === true ? choose(await readApplied(tx)) : undefined
      if (next === undefined || statementsOutside(next.text) !== undefined) return AGAIN
      // A table in use is waited for briefly, then again: a waiting ALTER TABLE would block every query behind it.
      await sql.raw(`set local lock_timeout = '${LOCK_TIMEOUT}'`).execute(tx)
      await sql.raw(next.text).execute(tx).catch(named(next))
      await tx.executeQuery(CompiledQuery.raw(next.record.text, next.record.values))
      return next.migration.name
    },
    { statementTimeoutMs: 0 },
  )
}

/** Statement by statement. Doing it again is without harm: an index that a try before this one left unfinished is removed first. */
function applyOutside(db: OpenDatabase, choose: Choose): Promise<string | typeof AGAIN> {
  return db.onOneSession(async (execute) => {
    const { rows } = await execute("select pg_try_advisory_lock($1) as had", [LOCK_KEY])
    if (rows[0]?.had !== true) return AGAIN
    try {
      const next = choose((await execute(APPLIED, [])).rows as unknown as AppliedRow[])
      const statements = next && statementsOutside(next.text)
      if (next === undefined || statements === undefined) return AGAIN
      for (const statement of statements) {
        const index = /^create (?:unique )?index concurrently if not exists (\w+)/i.exec(statement)?.[1]
        if (index !== undefined) await dropUnfinished(execute, index)
        await execute(statement).catch(named(next))
      }
      await execute(next.record.text, next.record.values)
      return next.migration.name
    } finally {
      await execute("select pg_advisory_unlock($1)", [LOCK_KEY])
    }
  })
}

async function dropUnfinished(execute: OpenDatabase["execute"], index: string): Promise<void> {
  const invalid = "select from pg_index where indexrelid = to_regclass($1) and not indisvalid"
  if ((await execute(invalid, [index])).rows.length > 0) await execute(`drop index concurrently if exists ${index}`)
}

function named({ migration }: Step): (error: unknown) => never {
  return (error) => {
    const state = sqlStateOf(error)
    if (error instanceof Error && state !== undefined) {
      error.message += ` (in migration ${migration.name})`
      if (state === INSUFFICIENT_PRIVILEGE) error.message += ". `studyin doctor` says what this user lacks"
    }
    throw error
  }
}

/** Again after: a lock not had in time; roles and grants, which the databases of a cluster share, changed at the same moment. */
async function patiently<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work()
    } catch (error) {
      const state = sqlStateOf(error)
      const passing =
        state === "55P03" ||
        (state === "XX000" && error instanceof Error && error.message.startsWith("tuple concurrently"))
      if (!passing || attempt === MAX_ATTEMPTS) throw error
      await sleep(100 * attempt * (0.5 + Math.random()))
    }
  }
}

function assertUnderstood(
  known: Migration[],
  applied: readonly Pick<AppliedRow, "version" | "name" | "checksum">[],
  what = "The database",
): void {
  const byVersion = new Map(known.map((migration) => [migration.version, migration]))
  const newest = known.at(-1)?.version ?? 0
  for (const { version, name, checksum } of applied) {
    const migration = byVersion.get(version)
    if (migration === undefined) {
      throw new SchemaMismatchError(
        version > newest
          ? `${what} was made by a newer StudyIn (it has migration ${name}, this version ends at ${newest}). Install that version, or restore a backup from before the update.`
          : `${what} has migration ${name}, which this StudyIn does not know. Install the version that made it.`,
      )
    }
    if (migration.checksum !== checksum) {
      throw new SchemaMismatchError(
        `Migration ${name} was changed after it had been applied to this database. Restore its file and put the change in a new migration.`,
      )
    }
  }
}

const APPLIED = "select version, name, checksum, applied_at from public.schema_migrations order by version"

async function readApplied(tx: Tx): Promise<AppliedRow[]> {
  const { rows } = await sql.raw<AppliedRow>(APPLIED).execute(tx)
  return rows
}

async function versionBeforeLast(db: OpenDatabase): Promise<number> {
  const applied = await db.asOwner((tx) => readApplied(tx))
  return applied.at(-2)?.version ?? 0
}

async function prepareLedger(db: OpenDatabase): Promise<void> {
  const { rows } = await db.execute("select to_regclass('public.schema_migrations') is not null as there")
  if (rows[0]?.there === true) return
  await db.asOwner(async (tx) => {
    // Locked: "if not exists" alone fails when two do it at once.
    await sql`select pg_advisory_xact_lock(${LOCK_KEY})`.execute(tx)
    await sql`
      create table if not exists public.schema_migrations (
        version integer primary key,
        name text not null,
        checksum text not null,
        applied_at timestamptz not null default now()
      )`.execute(tx)
  })
}
