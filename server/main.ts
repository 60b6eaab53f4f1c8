import { mkdir } from "node:fs/promises"
import type { AddressInfo } from "node:net"
import { join } from "node:path"
import type { FastifyInstance } from "fastify"
import packageJson from "../package.json" with { type: "json" }
import type { ReadinessCheck } from "./http/health.ts"
import { collectJobs } from "./jobs/collect-jobs.ts"
import { houseJobs } from "./jobs/house-jobs.ts"
import { type Backups, createBackups } from "./platform/backup/index.ts"
import { announceForgotten, type Cache, forgetAfterWrites } from "./platform/cache/index.ts"
import { createMemoryCache } from "./platform/cache/memory-cache.ts"
import { createNoCache } from "./platform/cache/no-cache.ts"
import type { Config } from "./platform/config.ts"
import { ConfigError, readConfig } from "./platform/config.ts"
import type { OpenDatabase } from "./platform/database/index.ts"
import {
  createUpkeep,
  DataFolderLockedError,
  ensurePartitions,
  migrate,
  migrationStatus,
  openDatabase,
  partitionReport,
  SchemaMismatchError,
} from "./platform/database/index.ts"
import type { Deps } from "./platform/deps.ts"
import type { Events } from "./platform/events/index.ts"
import { createMemoryEvents } from "./platform/events/memory-events.ts"
import { createDiskFiles } from "./platform/files/disk-files.ts"
import type { Files } from "./platform/files/index.ts"
import { createHouseMetrics } from "./platform/house-metrics.ts"
import type { Log } from "./platform/log.ts"
import { createLog } from "./platform/log.ts"
import { openLogFile } from "./platform/log-file.ts"
import type { Mail } from "./platform/mail/index.ts"
import { createOutboxMail } from "./platform/mail/outbox-mail.ts"
import type { Metrics } from "./platform/metrics.ts"
import { createMetrics } from "./platform/metrics.ts"
import { createBuiltInModels } from "./platform/models/built-in-models.ts"
import type { Models } from "./platform/models/index.ts"
import { createOutgoing } from "./platform/outgoing/index.ts"
import { createPgBossQueue } from "./platform/queue/pg-boss-queue.ts"
import type { RateLimiter } from "./platform/rate-limits/index.ts"
import { createMemoryRateLimiter } from "./platform/rate-limits/memory-rate-limiter.ts"
import { createSeals } from "./platform/seals.ts"
import { createTokens, loadFormerSecrets, loadOrCreateSecret } from "./platform/tokens.ts"
import { createClamdScanner, createNoScanner, type VirusScanner } from "./platform/virus-scanner/index.ts"
import { watchDatabase } from "./platform/watch-database.ts"
import {
  backupScope,
  createApiKeys,
  createRetention,
  createSessions,
  LIBRARY_USER_ID,
  meterModels,
  readToday,
  replayMissedErasures,
  rooms,
} from "./rooms.ts"
import { type Clock, systemClock } from "./shared/clock.ts"

/** Everything a process of StudyIn stands on, put together from the configuration. */
export interface House {
  deps: Deps
  db: OpenDatabase
  rateLimiter: RateLimiter
  /** Gives back what `deps` hold. The queue is stopped before the database. */
  close(): Promise<void>
}

export interface RunningServer {
  /** Where it listens, such as http://127.0.0.1:3000. */
  url: string
  close(): Promise<void>
}

/** Opens the database, brings its schema up to date and builds the adapters the configuration names. */
export async function openHouse(config: Config): Promise<House> {
  const logFile = config.logFile && openLogFile(config.logFile)
  const log = createLog(config.logLevel, logFile?.stream)
  const metrics = createMetrics({ process: true })
  const clock = systemClock
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 })
  const watch = watchDatabase({ metrics, log, slowMs: config.slowQueryMs })
  const db = await openDatabase({
    observer: watch,
    dataDir: config.dataDir,
    url: config.database.url ?? undefined,
    poolMax: config.database.poolMax,
    poolKept: config.database.poolKept,
    replicaUrl: config.database.replicaUrl ?? undefined,
    replicaMaxLagMs: config.database.replicaMaxLagMs,
    logger: log,
  })
  watch.explainWith(db)
  try {
    await migrate(db, "up")
    await ensurePartitions(db, clock.now())
    const secret =
      config.tokenSecret === null
        ? await loadOrCreateSecret(config.dataDir)
        : new TextEncoder().encode(config.tokenSecret)
    const shared = await openShared(config, db, log, metrics, clock)
    const { cache, events, rateLimiter } = shared
    const queue = createPgBossQueue({ db, log, metrics })
    const files = await openFiles(config)
    const deps: Deps = {
      config,
      log,
      clock,
      // What is cached is forgotten with every write, whichever room makes it.
      db: forgetAfterWrites(db, cache),
      queue,
      events,
      cache,
      files,
      mail: await openMail(config, clock),
      models: meterModels(await openModels(config, log, metrics), { db, clock, log }),
      outgoing: createOutgoing(),
      scanner: openScanner(config),
      metrics,
      tokens: createTokens(secret, clock),
      seals: createSeals(secret, [
        ...config.formerTokenSecrets.map((former) => new TextEncoder().encode(former)),
        ...(await loadFormerSecrets(config.dataDir)),
      ]),
      sessions: createSessions({ db, cache, clock }),
      apiKeys: createApiKeys({ db, cache, clock, log }),
      upkeep: createUpkeep(db),
      logFile,
      backups: openBackups(config, { db, files, clock }),
      retention: createRetention(() => deps),
    }
    return {
      deps,
      db,
      rateLimiter,
      async close() {
        await queue.stop()
        await shared.close()
        await db.close()
      },
    }
  } catch (error) {
    await db.close()
    throw error
  }
}

/** The virus scanner that the configuration names, if it does. */
export function openScanner({ clamd }: Pick<Config, "clamd">): VirusScanner {
  return clamd === null ? createNoScanner() : createClamdScanner(clamd)
}

/** The server: pages, API and, unless JOBS=elsewhere, the jobs. */
export async function startServer(config: Config): Promise<RunningServer> {
  const house = await openHouse(config)
  let app: FastifyInstance | undefined
  try {
    app = await openApp(house)
    await eraseAgain(house)
    await app.listen({ port: config.http.port, host: config.http.host })
    await startJobs(house, config.worksOnJobs)
    await readFirstPage(house)
  } catch (error) {
    await app?.close()
    await house.close()
    throw error
  }
  const { address, port, family } = app.server.address() as AddressInfo
  const opened = app
  return {
    url: `http://${family === "IPv6" ? `[${address}]` : address}:${port}`,
    async close() {
      await opened.close()
      await house.close()
    },
  }
}

/** Jobs alone, for a process apart from the server's. */
export async function startWorker(config: Config): Promise<{ close(): Promise<void> }> {
  if (config.database.url === null) {
    throw new ConfigError(
      "A worker of its own needs DATABASE_URL: the embedded database serves one process only, and the server works on the jobs itself.",
    )
  }
  const house = await openHouse(config)
  await startJobs(house, true)
  return house
}

/** What the HTTP side stands on; without a limiter it counts for itself. */
type OpenedApp = Pick<House, "deps" | "db"> & Partial<Pick<House, "rateLimiter">>

/** The HTTP side over a house; `test/http` injects requests into it. */
export async function openApp({ deps, db, rateLimiter }: OpenedApp): Promise<FastifyInstance> {
  const { createApp } = await import("./http/create-app.ts")
  return createApp(deps, {
    version: packageJson.version,
    routes: rooms.flatMap((room) => room.routes ?? []),
    readiness: readinessChecks(deps, db),
    webFolder: join(import.meta.dirname, "../web/dist"),
    rateLimiter: rateLimiter ?? createMemoryRateLimiter(deps.clock),
    measure: createHouseMetrics({ ...deps, db }),
  })
}

/** Nobody is served whose erasure the database forgot by being brought back to an earlier moment. Out of reach of the files, a job tries again. */
async function eraseAgain({ deps }: House): Promise<void> {
  try {
    const { erased } = await replayMissedErasures(deps)
    if (erased > 0) deps.log.warn({ erased }, "erased again whom a database of an earlier moment had brought back")
  } catch (error) {
    deps.log.error({ err: error }, "erasures could not be compared with those beside the database")
  }
}

/** What everybody opens first, read once for nobody: the first time costs a new process and its database some 40 ms more than any other. */
async function readFirstPage({ deps }: House): Promise<void> {
  try {
    await readToday(deps, LIBRARY_USER_ID)
  } catch (error) {
    deps.log.warn({ err: error }, "the first page could not be read")
  }
}

async function startJobs({ deps, db }: House, worksOnJobs: boolean): Promise<void> {
  const jobs = worksOnJobs ? collectJobs([houseJobs(db), ...rooms.flatMap((room) => room.jobs ?? [])], deps) : []
  await deps.queue.start(jobs)
}

function readinessChecks(
  { queue, files, clock }: Pick<Deps, "queue" | "files" | "clock">,
  db: OpenDatabase,
): ReadinessCheck[] {
  return [
    { name: "database", check: async () => void (await db.execute("select 1")) },
    {
      name: "migrations",
      async check() {
        const pending = (await migrationStatus(db)).filter(({ appliedAt }) => appliedAt === undefined)
        if (pending.length > 0) throw new Error(`${pending.length} migrations are not applied`)
      },
    },
    {
      name: "partitions",
      async check() {
        if (!(await partitionReport(db, clock.now())).ready) throw new Error("less than a month of partitions is left")
      },
    },
    {
      name: "queue",
      async check() {
        if (!queue.isHealthy()) throw new Error("jobs are not taken")
      },
    },
    { name: "files", check: () => files.check() },
  ]
}

// What only some installations use is loaded when the configuration asks for it: a start takes a second, not three.

/** What the processes of one installation share when there is a Redis. */
interface Shared {
  cache: Cache
  events: Events
  rateLimiter: RateLimiter
  close(): Promise<void>
}

async function openShared(config: Config, db: OpenDatabase, log: Log, metrics: Metrics, clock: Clock): Promise<Shared> {
  const { redisUrl } = config
  const localCache = () =>
    config.cache === "off" ? createNoCache() : createMemoryCache({ metrics, isShared: config.cache === "session" })
  if (redisUrl === null) {
    const events = await openLocalEvents(config, db, log)
    const cache = announceForgotten(localCache(), events, { isShared: false })
    return {
      cache,
      events,
      rateLimiter: createMemoryRateLimiter(clock),
      close: () => events.close().then(() => cache.close()),
    }
  }
  const { openRedis } = await import("./platform/redis.ts")
  const { createRedisCache } = await import("./platform/cache/redis-cache.ts")
  const { createRedisEvents } = await import("./platform/events/redis-events.ts")
  const { createRedisRateLimiter } = await import("./platform/rate-limits/redis-rate-limiter.ts")
  const link = openRedis(redisUrl, { log, up: metrics.redisUp })
  const events = createRedisEvents(link)
  const isShared = config.cache === "redis"
  const cache = announceForgotten(isShared ? createRedisCache(link, metrics) : localCache(), events, { isShared })
  return {
    cache,
    events,
    rateLimiter: createRedisRateLimiter(link, clock),
    async close() {
      await events.close()
      await cache.close()
      await link.close()
    },
  }
}

/** Without a Redis: one process alone has nobody to tell; several on one PostgreSQL tell each other through it. */
async function openLocalEvents({ database }: Config, db: OpenDatabase, log: Log): Promise<Events> {
  if (database.url === null) return createMemoryEvents()
  const { createPostgresEvents } = await import("./platform/events/postgres-events.ts")
  return createPostgresEvents({ db, url: database.url, log })
}

/** The store of uploaded files that the configuration names. */
export async function openFiles(config: Config): Promise<Files> {
  if (config.s3 === null) return createDiskFiles(join(config.dataDir, "files"))
  const { createS3Files } = await import("./platform/files/s3-files.ts")
  return createS3Files(config.s3, join(config.dataDir, "drafts"))
}

/** The mail server that the configuration names, or the outbox in the data folder. */
export async function openMail(config: Config, clock: Clock): Promise<Mail> {
  if (config.mail === null) return createOutboxMail(join(config.dataDir, "mail"), clock)
  const { createSmtpMail } = await import("./platform/mail/smtp-mail.ts")
  return createSmtpMail(config.mail)
}

/** Backups of what the configuration names. */
export function openBackups(config: Config, over: { db: OpenDatabase; files: Files; clock: Clock }): Backups {
  return createBackups({
    ...over,
    ...backupScope,
    config,
    studyinVersion: packageJson.version,
    openScratchFiles: createDiskFiles,
  })
}

/** The models that the configuration names. */
export async function openModels(config: Config, log: Log, metrics: Metrics): Promise<Models> {
  if (config.model === null) return createBuiltInModels()
  const { createOpenAICompatibleModels } = await import("./platform/models/openai-compatible-models.ts")
  return createOpenAICompatibleModels(config.model, { log, metrics })
}

/** After this time a stop is no longer waited for. */
const STOP_WITHIN_MS = 20_000

/**
 * Runs a server or worker until it is told to stop (SIGTERM, SIGINT), for the command line. What goes wrong at the start is
 * said in one sentence and ends the process with code 1.
 */
export async function runUntilStopped(
  start: (config: Config) => Promise<{ close(): Promise<void>; url?: string }>,
): Promise<void> {
  try {
    const config = readConfig()
    const running = await start(config)
    if (running.url !== undefined) console.log(greeting(config, running.url))
    for (const signal of ["SIGTERM", "SIGINT"] as const) process.once(signal, () => void stop(running))
  } catch (error) {
    console.error(explainStart(error))
    process.exit(1)
  }
}

async function stop(running: { close(): Promise<void> }): Promise<void> {
  const forced = setTimeout(() => {
    console.error("StudyIn did not stop in time and is ended now. Unfinished jobs run again at the next start.")
    process.exit(1)
  }, STOP_WITHIN_MS)
  forced.unref()
  try {
    await running.close()
    process.exit(0)
  } catch (error) {
    console.error("StudyIn could not stop cleanly.", error)
    process.exit(1)
  }
}

function greeting(config: Config, url: string): string {
  const shown = url.replace("127.0.0.1", "localhost").replace("[::]", "localhost").replace("0.0.0.0", "localhost")
  const store = config.database.url === null ? `embedded database in ${config.dataDir}` : "PostgreSQL"
  return `StudyIn is ready: ${shown}\n  ${store}; stop with Ctrl+C`
}

function explainStart(error: unknown): string {
  const known =
    error instanceof ConfigError || error instanceof DataFolderLockedError || error instanceof SchemaMismatchError
  if (known) return error.message
  const { code, port, address } = error as NodeJS.ErrnoException & { port?: number; address?: string }
  if (code === "EADDRINUSE")
    return `Port ${port} is in use by another program. Stop that one, or choose another port: PORT=3001 npm start`
  if (code === "EACCES" && port !== undefined)
    return `This user may not listen on port ${port}. Choose one above 1023, such as PORT=3000.`
  if (code === "EADDRNOTAVAIL") return `This machine has no address ${address} to listen on. Check HOST.`
  return `StudyIn could not start.\n${error instanceof Error ? (error.stack ?? error.message) : String(error)}`
}

if (import.meta.main) await runUntilStopped(startServer)
