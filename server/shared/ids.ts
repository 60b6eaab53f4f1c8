import { hash, randomBytes } from "node:crypto"
import { ClientIdError } from "./errors.ts"

const MS_PER_MINUTE = 60_000
const MS_PER_DAY = 86_400_000
/** How old an id from a client may be: a phone may have been offline for a term. */
export const CLIENT_ID_MAX_AGE_MS = 90 * MS_PER_DAY
/** How far a client's clock may be ahead. */
const CLIENT_ID_MAX_AHEAD_MS = 5 * MS_PER_MINUTE

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/
const MAX_TIME_MS = 2 ** 48 - 1

let lastMs = -1
let sequence = 0

/**
 * A UUIDv7 (RFC 9562, section 5.7), lower case. Ids made one after the other in this process for the same
 * millisecond sort in the order they were made (method 1 of section 6.2: a counter in `rand_a`).
 */
export function newId(atMs: number = Date.now()): string {
  const random = randomBytes(10)
  if (atMs === lastMs && sequence < 0xfff) {
    sequence += 1
  } else {
    // Half of the counter's room is left free, so that 2,048 ids fit a millisecond before the order is by chance.
    sequence = random.readUInt16BE(0) & 0x7ff
    lastMs = atMs
  }
  random.writeUInt16BE(sequence, 0)
  return assemble(atMs, random)
}

/**
 * The same id for the same cause: a UUIDv7 whose time is `atMs` and whose other 74 bits come from SHA-256 of `parts`.
 * For effects that happen once (a daily-goal bonus, an award): doing them again meets the row that is there.
 */
export function derivedId(atMs: number, ...parts: (string | number)[]): string {
  // JSON keeps ("ab", "c") and ("a", "bc") apart.
  return assemble(atMs, hash("sha256", JSON.stringify(parts), "buffer").subarray(0, 10))
}

/** The moment in the id, in milliseconds since 1970. @throws RangeError when it is no UUIDv7. */
export function idTimeMs(id: string): number {
  if (!UUID_V7.test(id)) throw new RangeError("Not a UUIDv7")
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)
}

/** Lower-case UUID of any version; the way every id leaves the database. */
export function isId(value: unknown): value is string {
  return typeof value === "string" && UUID.test(value)
}

/**
 * Refuses an id from a client that is no UUIDv7, older than 90 days or more than 5 minutes ahead of `nowMs`:
 * partitions follow the time in the id, so it must be a time we keep.
 * @throws ClientIdError
 */
export function assertClientId(id: string, nowMs: number): void {
  if (!UUID_V7.test(id)) {
    throw new ClientIdError("client-id-malformed", "The id you sent is not a UUIDv7. Make a new one and send it again.")
  }
  const timeMs = idTimeMs(id)
  if (timeMs < nowMs - CLIENT_ID_MAX_AGE_MS) {
    throw new ClientIdError(
      "client-id-too-old",
      "What you sent is more than 90 days old and can no longer be recorded.",
    )
  }
  if (timeMs > nowMs + CLIENT_ID_MAX_AHEAD_MS) {
    throw new ClientIdError(
      "client-id-in-future",
      "What you sent carries a time in the future. Set the clock of your device and try again.",
    )
  }
}

function assemble(atMs: number, tail: Uint8Array): string {
  if (!Number.isInteger(atMs) || atMs < 0 || atMs > MAX_TIME_MS) {
    throw new RangeError(`Not a time for an id: ${atMs}`)
  }
  const time = atMs.toString(16).padStart(12, "0")
  const rest = Buffer.from(tail)
  rest[0] = 0x70 | ((rest[0] ?? 0) & 0x0f)
  rest[2] = 0x80 | ((rest[2] ?? 0) & 0x3f)
  const hex = rest.toString("hex")
  return `${time.slice(0, 8)}-${time.slice(8)}-${hex.slice(0, 4)}-${hex.slice(4, 8)}-${hex.slice(8)}`
}
