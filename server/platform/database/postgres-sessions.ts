import pg from "pg"
import type { DatabaseConfig } from "./database.ts"
import { databaseBusy } from "./database-errors.ts"
import { PreparedStatements, Session, type SessionSource } from "./session.ts"
import type { ValueTypes } from "./value-types.ts"

/** Sessions from a pool of connections to a PostgreSQL server. Time limits are kept by the server. */
export function openPostgresSessions(
  config: DatabaseConfig & { url: string },
  types: ValueTypes,
  roundTrip: () => void,
): SessionSource {
  const statementTimeoutMs = config.statementTimeoutMs ?? 30_000
  const pool = new pg.Pool({
    connectionString: config.url,
    max: config.poolMax ?? 10,
    pipeline: true,
    types,
    connectionTimeoutMillis: config.acquireTimeoutMs ?? 30_000,
    idleTimeoutMillis: 30_000,
    statement_timeout: statementTimeoutMs,
    idle_in_transaction_session_timeout: config.idleInTransactionTimeoutMs ?? 30_000,
    keepAlive: true,
    application_name: "studyin",
    options: "-c TimeZone=UTC -c jit=off",
  } as pg.PoolConfig)
  // A connection that breaks while nobody uses it is replaced; without a listener it would end the process.
  pool.on("error", (error) => config.logger?.warn({ err: error }, "an idle database connection broke"))
  const prepared = new PreparedStatements()
  let stopped = 0

  return {
    async acquire({ statementTimeoutMs: limitMs }) {
      let client: pg.PoolClient
      try {
        client = await pool.connect()
      } catch (error) {
        if (error instanceof Error && error.message === "timeout exceeded when trying to connect") throw databaseBusy()
        throw error
      }
      // The pool listens only to idle clients.
      const onError = (error: Error) => config.logger?.warn({ err: error }, "a database connection broke")
      client.on("error", onError)
      const session = new Session(client, {
        preparedName: (text) => prepared.nameOf(text),
        roundTrip,
        failed(error) {
          if ((error as { code?: string }).code === "57014") stopped += 1
        },
        release(discard) {
          client.off("error", onError)
          client.release(discard)
        },
      })
      if (limitMs !== undefined && limitMs !== statementTimeoutMs) {
        session.send(`set statement_timeout = ${Math.trunc(limitMs)}`).catch(() => {})
        session.onRelease(() => session.send("reset statement_timeout").then(() => {}))
      }
      return session
    },
    get waiting() {
      return pool.waitingCount
    },
    get stopped() {
      return stopped
    },
    close: () => pool.end(),
  }
}
