import fc from "fast-check"

/** How many cases a property is tried with: `usual`, or as many times more as FUZZ_RUNS says (`FUZZ_RUNS=50 npx vitest run …`). */
export function fuzzRuns(usual: number): number {
  return Math.max(1, Math.round(usual * Number(process.env.FUZZ_RUNS ?? 1)))
}

const place = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
const shortBytes = fc.uint8Array({ minLength: 1, maxLength: 40 })
/** Numbers at which lengths and offsets go wrong. */
const edges = fc.constantFrom(0, 1, 0x7f, 0x80, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff)

type Change = (bytes: Buffer) => Buffer

const cut = place.map(
  (at): Change =>
    (bytes) =>
      bytes.subarray(0, Math.floor(at * bytes.length)),
)
const flip = fc.array(fc.tuple(place, fc.nat(7)), { minLength: 1, maxLength: 24 }).map(
  (bits): Change =>
    (bytes) => {
      for (const [at, bit] of bits) {
        const index = Math.floor(at * bytes.length)
        bytes[index] = (bytes[index] ?? 0) ^ (1 << bit)
      }
      return bytes
    },
)
const insert = fc.tuple(place, shortBytes).map(
  ([at, more]): Change =>
    (bytes) =>
      spliced(bytes, Math.floor(at * bytes.length), 0, Buffer.from(more)),
)
const remove = fc.tuple(place, fc.integer({ min: 1, max: 500 })).map(
  ([at, length]): Change =>
    (bytes) =>
      spliced(bytes, Math.floor(at * bytes.length), length, Buffer.alloc(0)),
)
const repeat = fc.tuple(place, fc.integer({ min: 1, max: 400 }), fc.integer({ min: 1, max: 20 })).map(
  ([at, length, times]): Change =>
    (bytes) => {
      const from = Math.floor(at * bytes.length)
      return spliced(bytes, from, 0, Buffer.concat(Array(times).fill(bytes.subarray(from, from + length))))
    },
)
/** A part of the file in another place of it. */
const splice = fc.tuple(place, place, fc.integer({ min: 1, max: 2000 })).map(
  ([from, to, length]): Change =>
    (bytes) => {
      const start = Math.floor(from * bytes.length)
      return spliced(bytes, Math.floor(to * bytes.length), length, Buffer.from(bytes.subarray(start, start + length)))
    },
)
const number = fc.tuple(place, edges).map(
  ([at, value]): Change =>
    (bytes) => {
      if (bytes.length >= 4) bytes.writeUInt32LE(value, Math.floor(at * (bytes.length - 3)))
      return bytes
    },
)
/** A field of a ZIP archive's directory: sizes, checksums, offsets, lengths of names. */
const zipField = fc.tuple(place, fc.constantFrom(8, 10, 16, 20, 24, 28, 30, 32, 42), edges).map(
  ([which, offset, value]): Change =>
    (bytes) => {
      const entries = indexesOf(bytes, "PK\x01\x02")
      const entry = entries[Math.floor(which * entries.length)]
      if (entry !== undefined && entry + offset + 4 <= bytes.length) bytes.writeUInt32LE(value, entry + offset)
      return bytes
    },
)

const change = fc.oneof(cut, flip, insert, remove, repeat, splice, number, zipField)

/** The same bytes after one to three injuries. */
export function mutated(original: Uint8Array): fc.Arbitrary<Uint8Array> {
  return fc
    .array(change, { minLength: 1, maxLength: 3 })
    .map((changes) =>
      changes.reduce<Buffer>((bytes, one) => (bytes.length === 0 ? bytes : one(bytes)), Buffer.from(original)),
    )
}

function spliced(bytes: Buffer, at: number, removed: number, added: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at + removed)])
}

function indexesOf(bytes: Buffer, mark: string): number[] {
  const found: number[] = []
  for (let at = bytes.indexOf(mark, 0, "latin1"); at >= 0; at = bytes.indexOf(mark, at + 4, "latin1")) found.push(at)
  return found
}
