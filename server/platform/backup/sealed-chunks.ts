import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto"
import { BackupError } from "./backup-error.ts"
import type { BackupKey } from "./backup-key.ts"

// A sealed file: MAGIC, the length of the header (4 bytes), the header (JSON), then chunks of CHUNK_BYTES plain bytes, each
// encrypted with AES-256-GCM and followed by its tag. The key of a file is derived from the backup key and the file's own salt,
// so that counting nonces never repeats one. A nonce is the chunk's number (11 bytes) and whether it is the last (1 byte): chunks
// cannot be swapped, left out or cut off unnoticed (the STREAM construction of Hoang, Reyhanitabar, Rogaway and Vizár, 2015). The
// header is authenticated with every chunk.

const MAGIC = Buffer.from("studyin-backup 1\n")
const CHUNK_BYTES = 64 * 1024
const TAG_BYTES = 16
const MAX_HEADER_BYTES = 64 * 1024

export interface SealedHeader {
  /** Id of the key that opens the file. */
  keyId: string
  /** ISO 8601. */
  createdAt: string
}

interface StoredHeader extends SealedHeader {
  salt: string
  cipher: "aes-256-gcm"
  compression: "zstd"
}

/** Encrypts a stream as it passes. */
export async function* seal(
  plain: AsyncIterable<Uint8Array>,
  key: BackupKey,
  createdAt: Date,
): AsyncGenerator<Buffer, void> {
  const salt = randomBytes(32)
  const stored: StoredHeader = {
    keyId: key.id,
    createdAt: createdAt.toISOString(),
    salt: salt.toString("base64url"),
    cipher: "aes-256-gcm",
    compression: "zstd",
  }
  const header = Buffer.from(JSON.stringify(stored))
  const length = Buffer.alloc(4)
  length.writeUInt32BE(header.length)
  yield Buffer.concat([MAGIC, length, header])

  const { fileKey, bound } = derive(key, salt, header)
  let number = 0
  const sealChunk = (bytes: Uint8Array, isLast: boolean): Buffer => {
    const cipher = createCipheriv("aes-256-gcm", fileKey, nonceOf(number, isLast))
    cipher.setAAD(bound)
    number += 1
    return Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()])
  }
  const gathered = new ByteQueue()
  for await (const bytes of plain) {
    gathered.push(bytes)
    // One more byte than a chunk: the last chunk must be known as such.
    while (gathered.length > CHUNK_BYTES) yield sealChunk(gathered.take(CHUNK_BYTES), false)
  }
  yield sealChunk(gathered.take(gathered.length), true)
}

/** Who could open the file, without opening it. @throws BackupError when it is no backup */
export async function readSealedHeader(sealed: AsyncIterable<Uint8Array>): Promise<SealedHeader> {
  const { header, source } = await startOf(sealed)
  await source.return?.()
  return header
}

/**
 * Decrypts a stream as it passes. What it yields was authenticated; the end of the file is, when it ends without throwing.
 * @throws BackupError on another key, on changed bytes and on a file that was cut short
 */
export async function* unseal(sealed: AsyncIterable<Uint8Array>, key: BackupKey): AsyncGenerator<Buffer, void> {
  const { header, headerBytes, rest, source } = await startOf(sealed)
  if (header.keyId !== key.id)
    throw new BackupError(
      `This backup was made with the key ${header.keyId}, not with this one (${key.id}). Name that key file: --key-file FILE.`,
    )
  const { fileKey, bound } = derive(key, Buffer.from(header.salt, "base64url"), headerBytes)
  let number = 0
  const openChunk = (bytes: Buffer, isLast: boolean): Buffer | undefined => {
    if (bytes.length < TAG_BYTES) return undefined
    const cipher = createDecipheriv("aes-256-gcm", fileKey, nonceOf(number, isLast), { authTagLength: TAG_BYTES })
    cipher.setAAD(bound)
    cipher.setAuthTag(bytes.subarray(bytes.length - TAG_BYTES))
    try {
      return Buffer.concat([cipher.update(bytes.subarray(0, bytes.length - TAG_BYTES)), cipher.final()])
    } catch {
      return undefined
    }
  }
  const size = CHUNK_BYTES + TAG_BYTES
  try {
    for (;;) {
      const next = await source.next()
      if (next.done !== true) rest.push(next.value)
      while (rest.length > size) {
        const plain = openChunk(rest.take(size), false)
        if (plain === undefined) throw damaged(number)
        number += 1
        yield plain
      }
      if (next.done === true) break
    }
  } finally {
    await source.return?.()
  }
  const last = rest.take(rest.length)
  const plain = openChunk(last, true)
  if (plain === undefined) {
    // Whole, but not the last: what followed it is gone.
    throw openChunk(last, false) === undefined ? cutShortOrDamaged() : cutShort()
  }
  yield plain
}

interface Start {
  header: StoredHeader
  headerBytes: Buffer
  rest: ByteQueue
  source: AsyncIterator<Uint8Array>
}

async function startOf(sealed: AsyncIterable<Uint8Array>): Promise<Start> {
  const source = sealed[Symbol.asyncIterator]()
  const rest = new ByteQueue()
  const need = async (bytes: number, orElse: () => BackupError): Promise<Buffer> => {
    while (rest.length < bytes) {
      const next = await source.next()
      if (next.done === true) throw orElse()
      rest.push(next.value)
    }
    return rest.take(bytes)
  }
  if (!(await need(MAGIC.length, noBackup)).equals(MAGIC)) throw noBackup()
  const length = (await need(4, cutShort)).readUInt32BE()
  if (length > MAX_HEADER_BYTES) throw damaged(0)
  const headerBytes = await need(length, cutShort)
  let header: StoredHeader
  try {
    header = JSON.parse(headerBytes.toString("utf8")) as StoredHeader
  } catch {
    throw damaged(0)
  }
  if (typeof header?.keyId !== "string" || typeof header.salt !== "string") throw damaged(0)
  return { header, headerBytes, rest, source }
}

function derive(key: BackupKey, salt: Uint8Array, header: Uint8Array): { fileKey: Buffer; bound: Buffer } {
  const fileKey = Buffer.from(hkdfSync("sha256", key.secret, salt, "studyin backup file", 32))
  return { fileKey, bound: createHash("sha256").update(MAGIC).update(header).digest() }
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(12)
  nonce.writeBigUInt64BE(BigInt(number), 3)
  nonce[11] = isLast ? 1 : 0
  return nonce
}

const noBackup = () => new BackupError("This file is no backup of StudyIn.")
const cutShort = () =>
  new BackupError("This backup is cut short: its end is missing. Take another copy of it, or another backup.")
const cutShortOrDamaged = () =>
  new BackupError(
    "This backup was cut short, or damaged near its end, after it had been made. Take another copy of it, or another backup.",
  )
const damaged = (chunk: number) =>
  new BackupError(
    `This backup was changed or damaged after it had been made (around byte ${(chunk * CHUNK_BYTES).toLocaleString("en")}). Take another copy of it, or another backup.`,
  )

/** Bytes that came in pieces of any size, taken in pieces of another. */
export class ByteQueue {
  #pieces: Uint8Array[] = []
  length = 0

  push(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    this.#pieces.push(bytes)
    this.length += bytes.length
  }

  /** Exactly `size` bytes; there must be as many. */
  take(size: number): Buffer {
    const taken = Buffer.allocUnsafe(size)
    let at = 0
    let used = 0
    while (at < size) {
      const piece = this.#pieces[used] as Uint8Array
      const wanted = Math.min(piece.length, size - at)
      taken.set(wanted === piece.length ? piece : piece.subarray(0, wanted), at)
      at += wanted
      if (wanted === piece.length) used += 1
      else this.#pieces[used] = piece.subarray(wanted)
    }
    this.#pieces.splice(0, used)
    this.length -= size
    return taken
  }
}
