import { createHash, randomBytes } from "node:crypto"
import { Readable } from "node:stream"
import { gzipSync, zstdCompressSync } from "node:zlib"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import { formatSecretToken, newSecretToken, parseSecretToken } from "../../server/domains/accounts/secret-token.ts"
import type { Archive, Manifest } from "../../server/domains/operations/archive.ts"
import { readManifest, readRows, verifyFile } from "../../server/domains/operations/archive-file.ts"
import { ArchiveWriter } from "../../server/platform/backup/archive-writer.ts"
import { BackupError } from "../../server/platform/backup/backup-error.ts"
import type { BackupKey } from "../../server/platform/backup/backup-key.ts"
import { seal } from "../../server/platform/backup/sealed-chunks.ts"
import { openBackup } from "../../server/platform/backup/verify-backup.ts"
import type { Files } from "../../server/platform/files/index.ts"
import { DomainError } from "../../server/shared/errors.ts"
import { isId, newId } from "../../server/shared/ids.ts"
import { fuzzRuns, mutated } from "./mutations.ts"

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest("hex")

describe("refresh cookies and links of letters", () => {
  it("are a person and 256 bits, or nothing", () => {
    const good = formatSecretToken(newSecretToken(newId()))
    const texts = fc.oneof(
      mutated(Buffer.from(good)).map((bytes) => Buffer.from(bytes).toString("latin1")),
      fc.string({ maxLength: 300 }),
      fc.tuple(fc.uuid(), fc.base64String({ maxLength: 80 })).map((parts) => parts.join(".")),
    )
    fc.assert(
      fc.property(texts, (text) => {
        const found = parseSecretToken(text)
        if (found === undefined) return
        expect(isId(found.userId)).toBe(true)
        expect(found.secret).toHaveLength(32)
      }),
      { numRuns: fuzzRuns(500) },
    )
  })
})

describe("sealed backups", () => {
  const key: BackupKey = { secret: randomBytes(32), id: "0123456789abcdef" }

  async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
    yield bytes
  }

  async function readAll(bytes: Uint8Array): Promise<number> {
    let read = 0
    for await (const piece of openBackup(once(bytes), key)) {
      if (piece.kind === "data") read += piece.bytes.length
    }
    return read
  }

  it("are read whole, or refused as damaged, whatever was done to them", async () => {
    const plain = zstdCompressSync(sampleArchive())
    const pieces: Uint8Array[] = []
    for await (const piece of seal(once(plain), key, new Date("2026-11-21T03:00:00Z"))) pieces.push(piece)
    const original = Buffer.concat(pieces)
    expect(await readAll(original)).toBe(20_000)
    await fc.assert(
      fc.asyncProperty(mutated(original), async (bytes) => {
        const outcome = await readAll(bytes).catch((error) => error)
        if (Buffer.compare(bytes, original) === 0) return
        expect(outcome, String(outcome?.stack ?? outcome)).toBeInstanceOf(BackupError)
      }),
      { numRuns: fuzzRuns(150) },
    )
  })
})

describe("archived months", () => {
  const rows = Array.from({ length: 1200 }, (_, n) => JSON.stringify({ id: newId(), n, text: "a row of a month" }))
  const file = gzipSync(`${rows.join("\n")}\n`)
  const manifest: Manifest = {
    format: "studyin-partition-1",
    name: "interactions_2026_01",
    table: "interactions",
    from: "2026-01-01T00:00:00.000Z",
    to: "2026-02-01T00:00:00.000Z",
    columns: ["id", "n", "text"],
    rows: rows.length,
    bytes: file.length,
    sha256: sha256(file),
    archivedAt: "2026-11-01T00:00:00.000Z",
  }
  /** Whatever name is asked for, these bytes lie under it. */
  const holding = (bytes: Uint8Array) => ({
    files: {
      find: async () => ({ sha256: manifest.sha256, sizeBytes: bytes.length }),
      read: async () => Readable.from([Buffer.from(bytes)]),
      readBytes: async () => bytes,
    } as unknown as Files,
  })
  const isDamaged = (error: unknown) => error instanceof DomainError && error.type === "archive-damaged"

  it("are what was written, or refused as damaged before a row is taken", async () => {
    await verifyFile(holding(file), manifest)
    await fc.assert(
      fc.asyncProperty(mutated(file), async (bytes) => {
        const error = await verifyFile(holding(bytes), manifest).catch((thrown) => thrown)
        expect(error === undefined ? sha256(bytes) === manifest.sha256 : isDamaged(error), String(error)).toBe(true)
      }),
      { numRuns: fuzzRuns(100) },
    )
  })

  it("end, or are damaged, also where nobody has compared the hash before", async () => {
    await fc.assert(
      fc.asyncProperty(mutated(file), async (bytes) => {
        const read = async () => {
          let count = 0
          for await (const page of readRows(holding(bytes), manifest)) count += page.length
          return count
        }
        const outcome = await read().catch((thrown) => thrown)
        if (typeof outcome === "number") expect(outcome).toBeLessThan(1_000_000)
        else expect(isDamaged(outcome), String(outcome)).toBe(true)
      }),
      { numRuns: fuzzRuns(100) },
    )
  })

  it("have a manifest that is what was written, or are refused", async () => {
    const text = Buffer.from(`${JSON.stringify(manifest, undefined, 2)}\n`)
    const archive = { name: manifest.name, manifestSha256: sha256(text) } as Archive
    expect(await readManifest(holding(text), archive)).toEqual(manifest)
    await fc.assert(
      fc.asyncProperty(mutated(text), async (bytes) => {
        if (Buffer.compare(bytes, text) === 0) return
        expect(isDamaged(await readManifest(holding(bytes), archive).catch((thrown) => thrown))).toBe(true)
        // Somebody who can change the hash in the database, too, still gets no further than words.
        const forged = { ...archive, manifestSha256: sha256(bytes) }
        const read = await readManifest(holding(bytes), forged).catch((thrown) => thrown)
        if (read instanceof Error) expect(isDamaged(read), String(read)).toBe(true)
        else expect(Array.isArray(read.columns)).toBe(true)
      }),
      { numRuns: fuzzRuns(100) },
    )
  })
})

/** An archive as a backup holds it, before it is sealed. */
function sampleArchive(): Uint8Array {
  const writer = new ArchiveWriter()
  return Buffer.concat([
    writer.manifest({
      format: 1,
      createdAt: "2026-11-21T03:00:00.000Z",
      studyinVersion: "1",
      engine: "pglite",
      postgresVersion: "18",
      migrations: [],
      partitions: null,
      tables: [{ name: "notes", columns: ["id"] }],
    }),
    writer.beginTable({ name: "notes", columns: ["id"] }),
    ...writer.data(Buffer.from("1\n2\n".repeat(5000)), 10_000),
    writer.end(),
    writer.totals().bytes,
  ])
}
