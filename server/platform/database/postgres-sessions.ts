import { setTimeout as sleep } from "node:timers/promises"
import pg from "pg"
import type { DatabaseConfig } from "./database.ts"
import { databaseBusy, isUnreachable } from "./database-errors.ts"
import { splitHosts } from "./postgres-hosts.ts"
import { PreparedStatements, Session, type SessionSource } from "./session.ts"
import type { ValueTypes } from "./value-types.ts"

/** A server that was the primary and follows another one now. */
const READ_ONLY = "25006"
const NEXT_ROUND_MS = 250
/** While no server takes writes, everybody who waits for one tries several times a second: the log says so now and then. */
const SAY_AGAIN_MS = 10_000
/** So that what a connection has gathered on the server goes, and connections spread over a server that was added. */
const CONNECTION_LIFETIME_S = 3600

/**
 * Sessions from a pool of connections to a PostgreSQL server. Time limits are kept by the server. When `url` names several
 * servers the one that takes writes is used: after a failover connections are made to the new one.
 */
export function openPostgresSessions(
  config: DatabaseConfig & { url: string },
  types: ValueTypes,
  roundTrip: () => void,
): SessionSource {
  const statementTimeoutMs = config.statementTimeoutMs ?? 30_000
  const acquireTimeoutMs = config.acquireTimeoutMs ?? 30_000
  const urls = splitHosts(config.url)
  let current = 0
  const poolMax = config.poolMax ?? 20
  const pool = new pg.Pool({
    connectionString: urls[0],
    max: poolMax,
    min: config.poolKept ?? 0,
    pipeline: true,
    types,
    connectionTimeoutMillis: acquireTimeoutMs,
    idleTimeoutMillis: 30_000,
    maxLifetimeSeconds: CONNECTION_LIFETIME_S,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: config.idleInTransactionTimeoutMs ?? 30_000,
    keepAlive: true,
    application_name: "studyin",
    options: "-c TimeZone=UTC -c jit=off",
    ...(urls.length > 1 ? { onConnect: assertPrimary } : {}),
  } as pg.PoolConfig)
  /** New connections go to another server than the one they went to when this was asked for. */
  const turnFrom = (tried: number) => {
    if (tried !== current || urls.length === 1) return
    current = (current + 1) % urls.length
    pool.options.connectionString = urls[current]
  }
  let saidAtMs = 0
  const sayTurning = (error: unknown) => {
    if (Date.now() - saidAtMs < SAY_AGAIN_MS) return
    saidAtMs = Date.now()
    config.logger?.warn(
      { err: error },
      "a database server does not take writes or does not answer: trying the next one",
    )
  }
  const connect = async (): Promise<pg.PoolClient> => {
    const until = Date.now() + acquireTimeoutMs
    for (let tries = 1; ; tries += 1) {
      const tried = current
      try {
        return await pool.connect()
      } catch (error) {
        const isOther = isPoolFull(error) || !isUnreachable(error)
        if (urls.length === 1 || isOther || (tries >= urls.length && Date.now() > until)) throw error
        turnFrom(tried)
        sayTurning(error)
        if (tries % urls.length === 0) await sleep(NEXT_ROUND_MS)
      }
    }
  }
  // A connection that breaks while nobody uses it is replaced; without a listener it would end the process.
  pool.on("error", (error) => config.logger?.warn({ err: error }, "an idle database connection broke"))
  const prepared = new PreparedStatements()
  let stopped = 0

  return {
    async acquire({ statementTimeoutMs: limitMs }) {
      let client: pg.PoolClient
      try {
        client = await connect()
      } catch (error) {
        if (isPoolFull(error)) throw databaseBusy()
        throw error
      }
      // The pool listens only to idle clients.
      const onError = (error: Error) => config.logger?.warn({ err: error }, "a database connection broke")
      client.on("error", onError)
      const server = current
      let mustGo = false
      const session = new Session(client, {
        preparedName: (text) => prepared.nameOf(text),
        roundTrip,
        failed(error) {
          const { code } = error as { code?: string }
          if (code === "57014") stopped += 1
          if (code === READ_ONLY && urls.length > 1) {
            mustGo = true
            turnFrom(server)
          }
        },
        release(discard) {
          client.off("error", onError)
          client.release(discard || mustGo)
        },
      })
      if (limitMs !== undefined && limitMs !== statementTimeoutMs) {
        session.send(`set statement_timeout = ${Math.trunc(limitMs)}`).catch(() => {})
        session.onRelease(() => session.send("reset statement_timeout").then(() => {}))
      }
      return session
    },
    get active() {
      return pool.totalCount - pool.idleCount
    },
    get idle() {
      return pool.idleCount
    },
    limit: poolMax,
    get waiting() {
      return pool.waitingCount
    },
    get stopped() {
      return stopped
    },
    close: () => pool.end(),
  }
}

function isPoolFull(error: unknown): boolean {
  return error instanceof Error && error.message === "timeout exceeded when trying to connect"
}

async function assertPrimary(client: pg.ClientBase): Promise<void> {
  const { rows } = await client.query("select pg_is_in_recovery() as follows")
  // The state of a server that is on its way: see isUnreachable.
  if (rows[0]?.follows === true)
    throw Object.assign(new Error("This server follows another one"), { code: "57P03", severity: "FATAL" })
}
