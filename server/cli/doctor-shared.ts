import type { Config } from "../platform/config.ts"
import { type OpenDatabase, openDatabase, REPLICA_LAG } from "../platform/database/index.ts"
import { createLog } from "../platform/log.ts"
import { type Finding, sentence } from "./doctor-machine.ts"
import { serverUrl } from "./operator.ts"

/** Kept free for administrators and other programs. */
const RESERVED = 5
/** From here on waiting for a connection is worth a look. */
const LONG_WAIT_MS = 20

/** Whether the pool of a server fits the database. */
export async function checkPoolSize(config: Config, db: OpenDatabase): Promise<Finding[]> {
  if (db.engine !== "postgres") return []
  const { rows } = await db.execute(
    `select current_setting('max_connections')::int - current_setting('superuser_reserved_connections')::int as most,
       (select count(*)::int from pg_stat_activity where backend_type = 'client backend' and application_name <> 'studyin') as others`,
  )
  const { most, others } = rows[0] as { most: number; others: number }
  const room = Math.max(0, Math.floor((most - RESERVED - others) / config.database.poolMax))
  const detail = `${config.database.poolMax} connections each: room for ${room} processes within the ${most} of the database`
  return [
    room >= 1
      ? { name: "pool", status: "ok", detail }
      : {
          name: "pool",
          status: "fail",
          detail,
          advice: "Lower DATABASE_POOL and DATABASE_POOL_OVERFLOW, or raise max_connections.",
        },
  ]
}

/** A standby that is away is no fault of a request's, so nothing else would say so. */
export async function checkReplica({ dataDir, database: { replicaUrl, replicaMaxLagMs } }: Config): Promise<Finding[]> {
  if (replicaUrl === null) return []
  const advice = "Figures about many learners come from the primary meanwhile. See docs/operations.md, A replica."
  try {
    const db = await openDatabase({ dataDir, url: replicaUrl, poolMax: 1 })
    try {
      const { rows } = await db.execute(REPLICA_LAG)
      const { follows, lag_ms: lagMs } = rows[0] as { follows: boolean; lag_ms: number | null }
      if (!follows) return [{ name: "replica", status: "warn", detail: "answers, but is no standby", advice }]
      if (lagMs === null || lagMs > replicaMaxLagMs) {
        const behind =
          lagMs === null ? "has nothing from a primary yet" : `is ${Math.round(lagMs / 1000)} s behind its primary`
        return [{ name: "replica", status: "warn", detail: `answers, but ${behind}`, advice }]
      }
      return [{ name: "replica", status: "ok", detail: "answers, and follows a primary" }]
    } finally {
      await db.close()
    }
  } catch (error) {
    return [{ name: "replica", status: "warn", detail: `cannot be opened: ${sentence(error)}`, advice }]
  }
}

/** How long callers of the server that runs here have waited for a connection. */
export async function checkWaits(config: Config): Promise<Finding[]> {
  const waits = await readWaits(config)
  if (waits === undefined) return []
  const { count, totalMs, active, limit, waiting } = waits
  const averageMs = count === 0 ? 0 : totalMs / count
  const detail = `${active} of ${limit} in use by the server, ${waiting} callers waiting; ${averageMs.toFixed(1)} ms waited on average since it started (${count} times)`
  return [
    averageMs < LONG_WAIT_MS && waiting === 0
      ? { name: "connections", status: "ok", detail }
      : {
          name: "connections",
          status: "warn",
          detail,
          advice:
            config.database.url === null
              ? "The embedded database does one thing at a time. Slow statements are in the log; many people at once need a server (DATABASE_URL)."
              : "See docs/alerts/StudyInConnectionsExhausted.md: slow statements first, then DATABASE_POOL.",
        },
  ]
}

/** What the server on this machine tells of its pool; undefined when none runs or it does not tell. */
async function readWaits(config: Config) {
  try {
    const reply = await fetch(`${serverUrl(config)}/metrics`, {
      headers: config.http.metricsToken === null ? {} : { authorization: `Bearer ${config.http.metricsToken}` },
      signal: AbortSignal.timeout(5000),
    })
    if (!reply.ok) return undefined
    const text = await reply.text()
    const value = (name: string) => Number(new RegExp(`^${name} (\\S+)$`, "m").exec(text)?.[1] ?? Number.NaN)
    const count = value("db_connection_wait_seconds_count")
    if (Number.isNaN(count)) return undefined
    return {
      count,
      totalMs: value("db_connection_wait_seconds_sum") * 1000,
      active: value("db_connections_active"),
      limit: value("db_connections_limit"),
      waiting: value("db_connections_waiting"),
    }
  } catch {
    return undefined
  }
}

/** Whether Redis answers, where there is one. */
export async function checkRedis(config: Config): Promise<Finding[]> {
  if (config.redisUrl === null) {
    return config.database.url === null
      ? []
      : [
          {
            name: "redis",
            status: "ok",
            detail: "none (REDIS_URL is not set): limits and live updates are each process's own, and little is cached",
          },
        ]
  }
  const { openRedis } = await import("../platform/redis.ts")
  const link = openRedis(config.redisUrl, { log: createLog("silent"), answerWithinMs: 3000 })
  let reason = "no answer"
  try {
    const info = await link.ask(async (client) => {
      try {
        return await client.info("server", "cluster")
      } catch (error) {
        // What the client says before its first connection stands is about its own settings.
        const isFirst = /enableOfflineQueue/.test(sentence(error))
        reason = isFirst ? "no connection to any address of REDIS_URL" : sentence(error)
        throw error
      }
    })
    if (info === undefined)
      return [
        {
          name: "redis",
          status: "warn",
          detail: `does not answer: ${reason}`,
          advice: "StudyIn works without it, more slowly. Start it, or check REDIS_URL.",
        },
      ]
    const version = /redis_version:(\S+)/.exec(info)?.[1] ?? "unknown"
    const isCluster = /cluster_enabled:1/.test(info)
    if (isCluster && !/\+cluster:/.test(config.redisUrl))
      return [
        {
          name: "redis",
          status: "warn",
          detail: `${version} is part of a cluster, but REDIS_URL names one server`,
          advice: "Write it as redis+cluster://HOST:PORT,HOST:PORT.",
        },
      ]
    return [{ name: "redis", status: "ok", detail: `${isCluster ? "cluster of " : ""}${version} answers` }]
  } finally {
    await link.close()
  }
}
