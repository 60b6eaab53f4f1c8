import { createHash, randomBytes } from "node:crypto"
import { crc32 } from "node:zlib"

/** What stands in a key: whose it is, so that no index across learners is needed, and a secret. */
export interface KeySecret {
  userId: string
  secret: Uint8Array
}

const MARK = "studyin_"
const SECRET_BYTES = 32
const ID_BYTES = 16
const SUM_BYTES = 4
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
const BASE = BigInt(DIGITS.length)
/** Digits that hold 52 bytes: ⌈52 · 8 / log₂ 62⌉. */
const LENGTH = 70
const MOST = 1n << BigInt(8 * (SECRET_BYTES + ID_BYTES + SUM_BYTES))

/** What a secret scanner looks for. The last bytes are a checksum, so that it can tell a key from what merely looks like one. */
export const keyPattern = /^studyin_[0-9A-Za-z]{70}$/

export function newKeySecret(userId: string): KeySecret {
  return { userId, secret: randomBytes(SECRET_BYTES) }
}

/**
 * `studyin_` and 70 digits of base 62: the secret (256 bits by chance), the user's id, and a CRC-32 of both. No sign in it ends
 * a word, so that a double click takes all of it.
 */
export function formatKey({ userId, secret }: KeySecret): string {
  const payload = Buffer.concat([secret, Buffer.from(userId.replaceAll("-", ""), "hex")])
  let rest = BigInt(`0x${Buffer.concat([payload, checksumOf(payload)]).toString("hex")}`)
  let digits = ""
  for (let i = 0; i < LENGTH; i++) {
    digits = DIGITS.charAt(Number(rest % BASE)) + digits
    rest /= BASE
  }
  return MARK + digits
}

/** Undefined for anything that `formatKey` did not make: a typing error is noticed without asking the database. */
export function parseKey(text: string): KeySecret | undefined {
  if (!keyPattern.test(text)) return undefined
  let value = 0n
  for (const digit of text.slice(MARK.length)) value = value * BASE + BigInt(DIGITS.indexOf(digit))
  if (value >= MOST) return undefined
  const bytes = Buffer.from(value.toString(16).padStart(2 * (SECRET_BYTES + ID_BYTES + SUM_BYTES), "0"), "hex")
  const payload = bytes.subarray(0, SECRET_BYTES + ID_BYTES)
  if (!checksumOf(payload).equals(bytes.subarray(SECRET_BYTES + ID_BYTES))) return undefined
  const id = payload.subarray(SECRET_BYTES).toString("hex")
  const userId = [id.slice(0, 8), id.slice(8, 12), id.slice(12, 16), id.slice(16, 20), id.slice(20)].join("-")
  return { userId, secret: payload.subarray(0, SECRET_BYTES) }
}

/** Only this is stored: SHA-256, enough for 256 bits by chance. */
export function hashKey({ secret }: KeySecret): Buffer {
  return createHash("sha256").update(secret).digest()
}

/** The beginning of a key, by which its owner knows it: 48 of its 256 bits, so what stays hidden is beyond guessing. */
export function shownPartOf(key: string): string {
  return key.slice(0, MARK.length + 8)
}

function checksumOf(payload: Uint8Array): Buffer {
  const sum = Buffer.alloc(SUM_BYTES)
  sum.writeUInt32BE(crc32(payload, crc32(MARK)))
  return sum
}
