import { StorageFullError, UnavailableError } from "../../shared/errors.ts"

const SQLSTATE = /^[0-9A-Z]{5}$/

/** The SQLSTATE of an error that came from the server; undefined for anything else. */
export function sqlStateOf(error: unknown): string | undefined {
  const code = (error as { code?: unknown } | null)?.code
  const severity = (error as { severity?: unknown } | null)?.severity
  return typeof code === "string" && SQLSTATE.test(code) && severity !== undefined ? code : undefined
}

/** A plan made before a migration changed the columns it returns; gone with the session's prepared statements. */
export function isStalePlan(error: unknown): boolean {
  return sqlStateOf(error) === "0A000" && (error as { routine?: string }).routine === "RevalidateCachedQuery"
}

/** Worth running the same work again: serialisation failure, deadlock, stale plan. */
export function isRetriable(error: unknown): boolean {
  const state = sqlStateOf(error)
  return state === "40001" || state === "40P01" || isStalePlan(error)
}

/** The server closed the connection with this error. */
export function endsConnection(error: unknown): boolean {
  const severity = (error as { severity?: unknown } | null)?.severity
  return severity === "FATAL" || severity === "PANIC"
}

const UNREACHABLE_STATES = new Set(["53300", "57P01", "57P02", "57P03", "25P03"])
const UNREACHABLE_CODES = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ENOTFOUND",
  "ETIMEDOUT",
  "EHOSTUNREACH",
  "EAI_AGAIN",
  "ENOENT",
])
const CONNECTION_LOST =
  /^(Connection terminated|Client has encountered a connection error|Client was closed|timeout exceeded when trying to connect)/

const DISK_FULL = "53100"

/** What callers are told: trouble with the connection as UnavailableError, a full disk as StorageFullError, everything else as it is. */
export function explainDatabaseError(error: unknown): unknown {
  if (error instanceof UnavailableError || error instanceof StorageFullError) return error
  const state = sqlStateOf(error)
  if (state === "57014") return queryStopped(error)
  if (state === DISK_FULL) return new StorageFullError({ cause: error })
  return isUnreachable(error) ? databaseUnavailable(error) : error
}

/** No connection could be made, or it broke. */
export function isUnreachable(error: unknown): boolean {
  const state = sqlStateOf(error)
  const code = (error as { code?: unknown } | null)?.code
  const message = error instanceof Error ? error.message : ""
  return (
    (state !== undefined && (UNREACHABLE_STATES.has(state) || state.startsWith("08"))) ||
    (state === undefined && typeof code === "string" && UNREACHABLE_CODES.has(code)) ||
    CONNECTION_LOST.test(message)
  )
}

export function queryStopped(cause?: unknown): UnavailableError {
  return new UnavailableError("query-stopped", "This took too long and was stopped. Try again with less at once.", {
    cause,
  })
}

export function databaseUnavailable(cause?: unknown): UnavailableError {
  return new UnavailableError(
    "database-unavailable",
    "The database cannot be reached right now. Try again in a moment.",
    {
      cause,
      retryAfterS: 5,
    },
  )
}

export function databaseBusy(): UnavailableError {
  return new UnavailableError("database-busy", "Too much is going on right now. Try again in a moment.", {
    retryAfterS: 5,
  })
}
