import type { DatabaseConfig } from "./database.ts"
import { openPostgresSessions } from "./postgres-sessions.ts"
import type { SessionSource } from "./session.ts"
import type { ValueTypes } from "./value-types.ts"

/** A hot standby that follows the primary at some distance. */
export interface Replica {
  readonly sessions: SessionSource
  /** How far it is behind, at most a second old; undefined when it does not follow, is promoted or cannot be reached. */
  lagMs(): Promise<number | undefined>
  /** Whether it may be asked now. */
  isFresh(): Promise<boolean>
  /** It failed: leave it alone for a while. */
  suspend(): void
  close(): Promise<void>
}

const CHECK_EVERY_MS = 1_000
const SUSPENDED_MS = 5_000
const CHECK_TIMEOUT_MS = 2_000
const MAX_LAG_MS = 30_000

/**
 * Whether a server follows another one, and how far behind it is in milliseconds. Where all that was received is replayed and more can come it
 * is up to date, even when the primary has been idle for long.
 */
export const REPLICA_LAG = `
  select pg_is_in_recovery() as follows,
    case when pg_last_wal_receive_lsn() is not distinct from pg_last_wal_replay_lsn()
        and exists (select from pg_stat_wal_receiver where pid is not null)
      then 0 else extract(epoch from clock_timestamp() - pg_last_xact_replay_timestamp()) * 1000 end as lag_ms`

export function openReplica(
  config: DatabaseConfig & { replicaUrl: string },
  types: ValueTypes,
  roundTrip: () => void,
): Replica {
  const sessions = openPostgresSessions(
    { ...config, url: config.replicaUrl, acquireTimeoutMs: CHECK_TIMEOUT_MS },
    types,
    roundTrip,
  )
  let known: { lagMs: number | undefined; atMs: number } | undefined
  let asking: Promise<number | undefined> | undefined
  let suspendedUntilMs = 0

  const ask = async (): Promise<number | undefined> => {
    let lagMs: number | undefined
    try {
      const session = await sessions.acquire({ statementTimeoutMs: CHECK_TIMEOUT_MS })
      try {
        const { rows } = await session.send(REPLICA_LAG)
        const row = rows[0] as { follows: boolean; lag_ms: number | null } | undefined
        lagMs = row?.follows === true && row.lag_ms !== null ? row.lag_ms : undefined
      } finally {
        session.release()
      }
    } catch (error) {
      config.logger?.warn({ err: error }, "the database replica cannot be reached: its readers ask the primary")
    }
    known = { lagMs, atMs: performance.now() }
    return lagMs
  }

  const replica: Replica = {
    sessions,
    async lagMs() {
      if (performance.now() < suspendedUntilMs) return undefined
      if (known !== undefined && performance.now() - known.atMs < CHECK_EVERY_MS) return known.lagMs
      asking ??= ask().finally(() => {
        asking = undefined
      })
      return asking
    },
    async isFresh() {
      const lagMs = await replica.lagMs()
      return lagMs !== undefined && lagMs <= (config.replicaMaxLagMs ?? MAX_LAG_MS)
    },
    suspend() {
      suspendedUntilMs = performance.now() + SUSPENDED_MS
    },
    close: () => sessions.close(),
  }
  return replica
}
