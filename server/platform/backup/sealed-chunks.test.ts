import { randomBytes } from "node:crypto"
import fc from "fast-check"
import { describe, expect, it } from "vitest"
import type { BackupKey } from "./backup-key.ts"
import { readSealedHeader, seal, unseal } from "./sealed-chunks.ts"

const at = new Date("2026-11-21T03:00:00Z")
const key: BackupKey = { secret: randomBytes(32), id: "0123456789abcdef" }
const CHUNK = 64 * 1024

async function gather(pieces: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const all: Uint8Array[] = []
  for await (const piece of pieces) all.push(piece)
  return Buffer.concat(all)
}

/** Cut into pieces of any sizes, as streams do. */
async function* inPieces(bytes: Uint8Array, sizes: readonly number[] = []): AsyncGenerator<Uint8Array> {
  let from = 0
  for (const size of sizes) {
    yield bytes.subarray(from, from + size)
    from += size
  }
  yield bytes.subarray(from)
}

const sealed = (plain: Uint8Array, sizes: number[] = []) => gather(seal(inPieces(plain, sizes), key, at))
const opened = (bytes: Uint8Array, sizes: number[] = [], other = key) => gather(unseal(inPieces(bytes, sizes), other))

describe("sealed chunks", () => {
  it("come out as they went in, whatever pieces they travel in", async () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 100_000 }), { maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 3 * CHUNK + 5 }), sizes, sizes, async (length, one, other) => {
        const plain = randomBytes(length)
        expect((await opened(await sealed(plain, one), other)).equals(plain)).toBe(true)
      }),
      { numRuns: 40 },
    )
  })

  it.each([0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK])("hold %i bytes", async (length) => {
    const plain = randomBytes(length)
    expect((await opened(await sealed(plain))).equals(plain)).toBe(true)
  })

  it("show who can open them, and nothing of what is inside", async () => {
    const bytes = await sealed(Buffer.from("the learner's own words"))
    expect(await readSealedHeader(inPieces(bytes))).toMatchObject({ keyId: key.id, createdAt: at.toISOString() })
    expect(bytes.includes("the learner")).toBe(false)
  })

  it("never look alike twice", async () => {
    const plain = randomBytes(1000)
    expect((await sealed(plain)).equals(await sealed(plain))).toBe(false)
  })

  it("refuse every changed byte", async () => {
    const bytes = await sealed(randomBytes(CHUNK + 500))
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: bytes.length - 1 }),
        fc.integer({ min: 1, max: 255 }),
        async (at, xor) => {
          const changed = Buffer.from(bytes)
          changed[at] = (changed[at] ?? 0) ^ xor
          await expect(opened(changed)).rejects.toThrow()
        },
      ),
    )
  })

  it("refuse to be cut anywhere, also between two chunks", async () => {
    const plain = randomBytes(2 * CHUNK)
    const bytes = await sealed(plain)
    const header = bytes.length - 2 * (CHUNK + 16)
    for (const length of [header, header + CHUNK + 16, bytes.length - 1, header + 5, 30])
      await expect(opened(bytes.subarray(0, length))).rejects.toThrow(/cut short/)
  })

  it("refuse chunks in another order or twice, and what was put behind", async () => {
    const bytes = await sealed(randomBytes(3 * CHUNK))
    const header = bytes.length - 3 * (CHUNK + 16)
    const chunk = (n: number) => bytes.subarray(header + n * (CHUNK + 16), header + (n + 1) * (CHUNK + 16))
    const joined = (...order: number[]) => Buffer.concat([bytes.subarray(0, header), ...order.map(chunk)])
    for (const order of [
      [1, 0, 2],
      [0, 0, 1, 2],
      [0, 2],
      [0, 1, 2, 2],
    ])
      await expect(opened(joined(...order))).rejects.toThrow(/damaged|cut short/)
    await expect(opened(Buffer.concat([bytes, Buffer.from("more")]))).rejects.toThrow(/damaged/)
  })

  it("say which key they want", async () => {
    const other: BackupKey = { secret: randomBytes(32), id: "fedcba9876543210" }
    await expect(opened(await sealed(Buffer.from("x")), [], other)).rejects.toThrow(
      "This backup was made with the key 0123456789abcdef, not with this one (fedcba9876543210).",
    )
    // A file that lies about its key does not open either.
    await expect(opened(await sealed(Buffer.from("x")), [], { ...other, id: key.id })).rejects.toThrow(/damaged/)
  })

  it("are told from other files", async () => {
    await expect(opened(Buffer.from("%PDF-1.4 and so on, long enough"))).rejects.toThrow(
      "This file is no backup of StudyIn.",
    )
    await expect(opened(Buffer.alloc(0))).rejects.toThrow("This file is no backup of StudyIn.")
  })
})
