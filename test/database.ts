import { createHash } from "node:crypto"
import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Kysely } from "kysely"
import pg from "pg"
import { afterAll, beforeAll, describe } from "vitest"
import type { DatabaseConfig, Engine, OpenDatabase, Tables } from "../server/platform/database/index.ts"
import { ensurePartitions, migrate, openDatabase, prepareTemplate } from "../server/platform/database/index.ts"
import { templateKey } from "../server/platform/database/pglite-template.ts"
import { type FixedClock, fixedClock } from "../server/shared/clock.ts"
import { newId } from "../server/shared/ids.ts"

export interface NewLearner {
  email?: string
  username?: string
  displayName?: string
  role?: "student" | "instructor" | "admin"
  timeZone?: string
  dayStartHour?: number
}

export interface TestDatabase {
  /** What use-cases get. */
  db: OpenDatabase
  /** Sees and writes every row, outside row-level security. On PostgreSQL a superuser of the test cluster. */
  admin: Kysely<Tables>
  /** Stands at the real time at which the database was opened, until moved. Partitions reach from 90 days before to three months after. */
  clock: FixedClock
  /** A user with profile, settings and learner_stats. */
  createLearner(overrides?: NewLearner): Promise<{ userId: string }>
  /** Makes the partitions of a time outside that span. */
  coverTime(from: Date, to: Date): Promise<void>
  close(): Promise<void>
}

const postgresUrl = process.env.TEST_DATABASE_URL
const superuserUrl = process.env.TEST_DATABASE_SUPERUSER_URL ?? postgresUrl
// initdb and migrating take seconds, once; a copy a fraction of one.
const OPEN_TIMEOUT_MS = 120_000

/** The engines the tests run on: PGlite always, PostgreSQL when TEST_DATABASE_URL names one. */
export const testEngines: Engine[] = postgresUrl === undefined ? ["pglite"] : ["pglite", "postgres"]

/**
 * The same suite on each engine. `open()` returns the file's own database, migrated and empty of learners; call it inside
 * tests and hooks. It is dropped afterwards.
 */
export function describeEachDatabase(
  name: string,
  suite: (open: () => TestDatabase, engine: Engine) => void,
  config: Partial<DatabaseConfig> = {},
): void {
  for (const engine of testEngines) {
    describe(`${name} (${engine})`, () => {
      let database: TestDatabase | undefined
      beforeAll(async () => {
        database = await openTestDatabase(engine, config)
      }, OPEN_TIMEOUT_MS)
      afterAll(async () => {
        await database?.close()
      }, OPEN_TIMEOUT_MS)
      suite(() => {
        if (database === undefined) throw new Error("open() is for tests and hooks: the database is not there yet")
        return database
      }, engine)
    })
  }
}

/** For tests that need a database outside `describeEachDatabase`. Close it. */
export async function openTestDatabase(engine: Engine, config: Partial<DatabaseConfig> = {}): Promise<TestDatabase> {
  return engine === "pglite" ? openEmbedded(config) : openOnServer(config)
}

/** Connection string of a test database on PostgreSQL, for what must come from another process or pool. */
export async function postgresUrlOf(db: OpenDatabase): Promise<string> {
  const { rows } = await db.execute("select current_database() as name")
  return withDatabase(postgresUrl, String(rows[0]?.name))
}

async function openEmbedded(config: Partial<DatabaseConfig>): Promise<TestDatabase> {
  await prepareTemplate()
  const dataDir = await mkdtemp(join(tmpdir(), "studyin-test-"))
  const db = await openDatabase({ dataDir, durable: false, ...config })
  return testDatabase(db, db.owner, async () => {
    await db.close()
    await rm(dataDir, { recursive: true, force: true })
  })
}

async function openOnServer(config: Partial<DatabaseConfig>): Promise<TestDatabase> {
  const name = `studyin_test_${Date.now().toString(36)}_${newId().slice(-8)}`
  await cloneTemplate(name)
  const db = await openDatabase({ dataDir: tmpdir(), url: withDatabase(postgresUrl, name), poolMax: 5, ...config })
  // The owner itself is under forced row-level security, as on a managed server.
  const admin = await openDatabase({ dataDir: tmpdir(), url: withDatabase(superuserUrl, name), poolMax: 2 })
  return testDatabase(db, admin.owner, async () => {
    await db.close()
    await admin.close()
    // Autovacuum may be at work in it, which only a superuser may end.
    await onServer(superuserUrl, (client) => client.query(`drop database if exists ${name} with (force)`))
  })
}

function testDatabase(db: OpenDatabase, admin: Kysely<Tables>, close: () => Promise<void>): TestDatabase {
  const clock = fixedClock(new Date())
  return {
    db,
    admin,
    clock,
    close,
    async createLearner(overrides = {}) {
      const userId = newId(clock.now().getTime())
      await admin
        .insertInto("users")
        .values({
          id: userId,
          email: overrides.email ?? `${userId}@example.test`,
          username: overrides.username ?? null,
          display_name: overrides.displayName ?? "Test Learner",
          role: overrides.role ?? "student",
          created_at: clock.now(),
        })
        .execute()
      await admin
        .insertInto("profiles")
        .values({ user_id: userId, time_zone: overrides.timeZone ?? "UTC" })
        .execute()
      await admin
        .insertInto("learner_settings")
        .values({ user_id: userId, day_start_hour: overrides.dayStartHour ?? 4 })
        .execute()
      await admin.insertInto("learner_stats").values({ user_id: userId }).execute()
      return { userId }
    },
    async coverTime(from, to) {
      await ensurePartitions(db, clock.now(), { from, to })
    },
  }
}

/** A database that is copied for each test file. Made by whoever comes first; others wait for its lock. */
async function cloneTemplate(name: string): Promise<void> {
  const template = `studyin_template_${createHash("sha256")
    .update(await templateKey())
    .digest("hex")
    .slice(0, 16)}`
  await onServer(postgresUrl, async (client) => {
    await client.query("select pg_advisory_lock(1934711654)")
    const { rows } = await client.query("select datistemplate as finished from pg_database where datname = $1", [
      template,
    ])
    if (rows[0]?.finished !== true) {
      await client.query(`drop database if exists ${template} with (force)`)
      await client.query(`create database ${template}`)
      const db = await openDatabase({ dataDir: tmpdir(), url: withDatabase(postgresUrl, template), poolMax: 1 })
      try {
        await migrate(db, "up")
        await ensurePartitions(db, new Date())
      } finally {
        await db.close()
      }
      await client.query(`alter database ${template} with is_template true`)
      await dropForgotten(client)
    }
    await client.query(`create database ${name} template ${template}`)
  })
}

/** Databases of runs that were killed, and templates of other migrations. */
async function dropForgotten(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(
    "select datname from pg_database where datname like 'studyin\\_test\\_%'",
  )
  for (const { datname } of rows) {
    const madeAtMs = Number.parseInt(datname.split("_")[2] ?? "", 36)
    if (Date.now() - madeAtMs > 6 * 3_600_000) await client.query(`drop database if exists ${datname} with (force)`)
  }
}

async function onServer<T>(url: string | undefined, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}

function withDatabase(url: string | undefined, name: string): string {
  const changed = new URL(url ?? "")
  changed.pathname = `/${name}`
  return changed.href
}
