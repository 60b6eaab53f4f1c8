import { existsSync } from "node:fs"
import { join } from "node:path"
import type { Config } from "../platform/config.ts"
import {
  DataFolderLockedError,
  migrationStatus,
  type OpenDatabase,
  openDatabase,
  partitionReport,
  RESTORING_SUBFOLDER,
} from "../platform/database/index.ts"
import { askAboutBackups, checkBackups } from "./doctor-backups.ts"
import { type Finding, sentence } from "./doctor-machine.ts"
import { checkRights } from "./doctor-rights.ts"
import { checkPoolSize, checkReplica } from "./doctor-shared.ts"
import { serverUrl } from "./operator.ts"

const OLDEST_POSTGRES = 17
/** Jobs that could have been taken for so long are not being taken. */
const STALE_MINUTES = 15

export async function checkDatabase(config: Config): Promise<Finding[]> {
  const isEmbedded = config.database.url === null
  const killed = isEmbedded ? findKilledRestore(config) : []
  if (isEmbedded && !existsSync(join(config.dataDir, "postgres", "PG_VERSION")))
    return [{ name: "database", status: "ok", detail: "embedded; not made yet, the first start does that" }, ...killed]
  let db: OpenDatabase
  try {
    db = await openDatabase({ dataDir: config.dataDir, url: config.database.url ?? undefined, poolMax: 2 })
  } catch (error) {
    if (error instanceof DataFolderLockedError) {
      const server = await askServer(config, error)
      return server.status === "ok" ? [server, await askAboutBackups(config, error)] : [server]
    }
    return [{ name: "database", status: "fail", ...whyNotOpened(error, isEmbedded) }]
  }
  try {
    const findings = [await checkVersion(db), await checkExtensions(db), ...killed]
    const migrations = await checkMigrations(db)
    findings.push(migrations)
    // Without the schema there is nothing else to look at.
    if (migrations.status === "warn" && db.engine === "postgres") findings.push(await checkRights(db))
    if (migrations.status === "ok")
      findings.push(
        await checkPartitions(db),
        await checkRoles(db),
        await checkRowSecurity(db),
        await checkIndexes(db),
        await checkQueue(db),
        await checkBackups(config, db),
        ...(await checkPoolSize(config, db)),
        ...(await checkReplica(config)),
      )
    return findings
  } finally {
    await db.close()
  }
}

/** While one runs the database is locked, and the server is asked instead. */
function findKilledRestore({ dataDir }: Config): Finding[] {
  const folder = join(dataDir, RESTORING_SUBFOLDER)
  if (!existsSync(folder)) return []
  const advice = `Restore again; or remove ${folder} if you do not want it any more.`
  return [
    {
      name: "restore",
      status: "warn",
      detail: "one was killed here; none of it was put in place, everything is as before",
      advice,
    },
  ]
}

/** Exported for its tests. */
export function whyNotOpened(error: unknown, isEmbedded: boolean): { detail: string; advice: string } {
  const { code } = error as NodeJS.ErrnoException
  if (isEmbedded && (code === "ENOSPC" || code === "EDQUOT"))
    return {
      detail: "no room is left to open it",
      advice:
        "Make room on the disk of DATA_DIR. Nothing that was saved is lost, and a server that runs goes on by itself.",
    }
  const detail = `cannot be opened: ${sentence(error)}`
  return isEmbedded
    ? { detail, advice: "Put back a copy of the data folder, or name another one in DATA_DIR." }
    : { detail, advice: "Check that the server runs and DATABASE_URL is right." }
}

/** The embedded database serves one process: a running server is asked instead. */
async function askServer(config: Config, locked: DataFolderLockedError): Promise<Finding> {
  const url = `${serverUrl(config)}/health/ready`
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(5_000) })
    const { checks } = (await response.json()) as { checks: Record<string, string> }
    const failed = Object.keys(checks).filter((name) => checks[name] !== "ok")
    return failed.length === 0
      ? {
          name: "database",
          status: "ok",
          detail: `embedded, in use by the server (process ${locked.pid}), which is ready`,
        }
      : {
          name: "database",
          status: "fail",
          detail: `the server (process ${locked.pid}) is not ready: ${failed.join(", ")}`,
          advice: "Stop it and run this again for the details.",
        }
  } catch {
    return {
      name: "database",
      status: "warn",
      detail: `in use by process ${locked.pid}, and no server answers at ${url}`,
      advice: "Name its PORT, or stop it and run this again.",
    }
  }
}

async function checkVersion(db: OpenDatabase): Promise<Finding> {
  const startedAt = performance.now()
  const { rows } = await db.execute("select current_setting('server_version') as version")
  const tookMs = Math.round((performance.now() - startedAt) * 10) / 10
  const version = String(rows[0]?.version)
  const name = db.engine === "pglite" ? "embedded PostgreSQL" : "PostgreSQL"
  const detail = `${name} ${version}, answers in ${tookMs} ms`
  return Number.parseInt(version, 10) >= OLDEST_POSTGRES
    ? { name: "database", status: "ok", detail }
    : { name: "database", status: "fail", detail, advice: `Use PostgreSQL ${OLDEST_POSTGRES} or newer.` }
}

async function checkExtensions(db: OpenDatabase): Promise<Finding> {
  const { rows } = await db.execute(
    `select wanted as name, e.extversion as installed, a.default_version as available
     from unnest(array['vector', 'pg_trgm']) wanted
     left join pg_extension e on e.extname = wanted left join pg_available_extensions a on a.name = wanted order by 1`,
  )
  const missing = rows.filter(({ installed, available }) => installed === null && available === null)
  if (missing.length > 0)
    return {
      name: "extensions",
      status: "fail",
      detail: `${missing.map(({ name }) => name).join(", ")} cannot be had on this server`,
      advice: "Install pgvector and PostgreSQL's contrib package (Debian: postgresql-17-pgvector).",
    }
  const shown = rows.map(({ name, installed }) => `${name} ${installed ?? "comes with the migrations"}`)
  return { name: "extensions", status: "ok", detail: shown.join(", ") }
}

async function checkMigrations(db: OpenDatabase): Promise<Finding> {
  try {
    const all = await migrationStatus(db)
    const pending = all.filter(({ appliedAt }) => appliedAt === undefined)
    return pending.length === 0
      ? { name: "migrations", status: "ok", detail: `all ${all.length} applied` }
      : {
          name: "migrations",
          status: "warn",
          detail: `${pending.length} of ${all.length} pending`,
          advice: "The next start applies them, or `studyin migrate up`.",
        }
  } catch (error) {
    return {
      name: "migrations",
      status: "fail",
      detail: sentence(error),
      advice: "Use the version of StudyIn that made them.",
    }
  }
}

async function checkPartitions(db: OpenDatabase): Promise<Finding> {
  const { ready, tables } = await partitionReport(db, new Date())
  const until = tables.map(({ coveredUntil }) => coveredUntil?.toISOString().slice(0, 10) ?? "missing").sort()
  const detail = `${tables.length} tables, room until ${until[0] ?? "ever"}`
  return ready
    ? { name: "partitions", status: "ok", detail }
    : {
        name: "partitions",
        status: "fail",
        detail,
        advice: "Run `studyin migrate up`, which makes those of the coming months.",
      }
}

async function checkRoles(db: OpenDatabase): Promise<Finding> {
  const { rows } = await db.execute(
    `select wanted as name, r.rolname is not null as is_there, coalesce(r.rolsuper or r.rolbypassrls, false) as is_above,
       r.rolname is not null and pg_has_role(current_user, r.oid, 'set') as may_take
     from unnest(array['studyin_app', 'studyin_system']) wanted left join pg_roles r on r.rolname = wanted order by 1`,
  )
  const wrong = rows.filter(
    ({ is_there, is_above, may_take }) => is_there !== true || is_above === true || may_take !== true,
  )
  return wrong.length === 0
    ? { name: "roles", status: "ok", detail: "learners' requests run as studyin_app, below row-level security" }
    : {
        name: "roles",
        status: "fail",
        detail: `${wrong.map(({ name }) => name).join(", ")}: missing, too powerful, or not ours to take`,
        advice: "They must be neither superuser nor BYPASSRLS, and granted to the user of DATABASE_URL.",
      }
}

/** Every table of personal rows is under forced row-level security, and nobody gets round it by a partition. */
async function checkRowSecurity(db: OpenDatabase): Promise<Finding> {
  const { rows } = await db.execute(
    `select c.oid::regclass::text as name, c.relispartition as is_partition
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
       and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname in ('user_id', 'owner_id') and not a.attisdropped)
       and case when c.relispartition
         then has_table_privilege('studyin_app', c.oid, 'select, insert, update, delete')
         else not (c.relrowsecurity and c.relforcerowsecurity and exists (select from pg_policy p where p.polrelid = c.oid)) end`,
  )
  return rows.length === 0
    ? { name: "row-level security", status: "ok", detail: "forced on every table with rows of learners" }
    : {
        name: "row-level security",
        status: "fail",
        detail: `not in force on ${rows.map(({ name }) => name).join(", ")}`,
        advice: "Somebody changed the schema by hand: compare it with server/schema.sql.",
      }
}

/** An index that was left half made costs writing and serves nobody. */
async function checkIndexes(db: OpenDatabase): Promise<Finding> {
  const { rows } = await db.execute(
    `select c.relname as name from pg_index i join pg_class c on c.oid = i.indexrelid
     where c.relnamespace = 'public'::regnamespace and not i.indisvalid
       and not exists (select from pg_stat_progress_create_index p where p.index_relid = c.oid) order by 1`,
  )
  return rows.length === 0
    ? { name: "indexes", status: "ok", detail: "all of them whole" }
    : {
        name: "indexes",
        status: "warn",
        detail: `left half made: ${rows.map(({ name }) => name).join(", ")}`,
        advice:
          "Names that end in _ccnew or _ccold go with the next run of `reindex-bloated` (Administration → Maintenance). Make others anew: reindex index concurrently NAME.",
      }
}

async function checkQueue(db: OpenDatabase): Promise<Finding> {
  const { rows: found } = await db.execute("select to_regclass('pgboss.job') is not null as is_there")
  if (found[0]?.is_there !== true)
    return { name: "queue", status: "ok", detail: "not set up yet, the first start does that" }
  const { rows } = await db.execute(
    `select count(*) filter (where state = 'failed')::int as failed,
       count(*) filter (where state < 'active' and start_after < now() - make_interval(mins => $1))::int as stale
     from pgboss.job`,
    [STALE_MINUTES],
  )
  const { failed, stale } = rows[0] as { failed: number; stale: number }
  if (stale > 0)
    return {
      name: "queue",
      status: "warn",
      detail: `${stale} jobs have waited for more than ${STALE_MINUTES} minutes`,
      advice: "Nobody takes them: start the server, or `studyin worker` where JOBS=elsewhere.",
    }
  return failed > 0
    ? {
        name: "queue",
        status: "warn",
        detail: `${failed} jobs failed for good`,
        advice: "Administration → System → Jobs says why and starts them again.",
      }
    : { name: "queue", status: "ok", detail: "nothing waits longer than it should" }
}
