import { describe, expect, it } from "vitest"
import type { ArchivePiece, Manifest } from "./archive.ts"
import { readArchive } from "./archive-reader.ts"
import { ArchiveWriter } from "./archive-writer.ts"

const manifest: Manifest = {
  format: 1,
  createdAt: "2026-11-21T03:00:00.000Z",
  studyinVersion: "1.0.0",
  engine: "pglite",
  postgresVersion: "18",
  migrations: [{ version: 1, name: "0001_foundation", checksum: "00" }],
  partitions: null,
  tables: [{ name: "notes", columns: ["id", "content"] }],
}
const sha256OfHi = "8f434346648f6b96df89dda901c5176b10a6d83961dd3c1ac88b59b2dc327aa4"

/** Frames one by one, so that a test can leave one out. */
function frames(): Buffer[] {
  const writer = new ArchiveWriter()
  return [
    writer.manifest(manifest),
    writer.secret("token-secret", Buffer.from([0, 1, 255])),
    writer.beginTable({ name: "notes", columns: ["id", "content"] }),
    Buffer.concat([...writer.data(Buffer.from("1\tone\n2\ttwo\\n\n"), 2)]),
    writer.end(),
    writer.beginFile({ userId: "u", sha256: sha256OfHi, sizeBytes: 2 }),
    Buffer.concat([...writer.data(Buffer.from("hi"), 0)]),
    writer.end(),
    writer.totals().bytes,
  ]
}

async function read(parts: readonly Buffer[]): Promise<ArchivePiece[]> {
  const pieces: ArchivePiece[] = []
  const bytes = Buffer.concat(parts)
  const slow = async function* () {
    for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7)
  }
  for await (const piece of readArchive(slow())) pieces.push(piece)
  return pieces
}

describe("an archive", () => {
  it("gives back what was put in", async () => {
    const pieces = await read(frames())
    expect(pieces.map(({ kind }) => kind)).toEqual([
      "manifest",
      "secret",
      "table",
      "data",
      "end",
      "file",
      "data",
      "end",
      "totals",
    ])
    expect(pieces[0]).toEqual({ kind: "manifest", manifest })
    expect(pieces[1]).toEqual({ kind: "secret", name: "token-secret", contents: Buffer.from([0, 1, 255]) })
    expect(pieces[3]).toEqual({ kind: "data", bytes: Buffer.from("1\tone\n2\ttwo\\n\n") })
    expect(pieces.at(-1)).toEqual({
      kind: "totals",
      totals: { tables: { notes: 2 }, rows: 2, files: 1, fileBytes: 2, damagedFiles: 0 },
    })
  })

  it.each(frames().map((_, at) => at))("is not whole without its part %i", async (at) => {
    if (at === 1) return // a secret is an extra
    await expect(read(frames().toSpliced(at, 1))).rejects.toThrow("does not hold together")
  })

  it("is not whole with a part twice, or with something behind", async () => {
    await expect(read(frames().toSpliced(3, 0, frames()[3] as Buffer))).rejects.toThrow("does not hold together")
    await expect(read([...frames(), frames()[1] as Buffer])).rejects.toThrow("does not hold together")
  })

  it("tells a file whose contents are not what its name says", async () => {
    const writer = new ArchiveWriter()
    const parts = [
      writer.manifest({ ...manifest, tables: [] }),
      writer.beginFile({ userId: "u", sha256: sha256OfHi, sizeBytes: 2 }),
      Buffer.concat([...writer.data(Buffer.from("ho"), 0)]),
      writer.end(),
      writer.totals().bytes,
    ]
    expect((await read(parts)).at(-1)).toMatchObject({ totals: { files: 1, damagedFiles: 1 } })
  })

  it("of a later layout is left to the version that made it", async () => {
    const writer = new ArchiveWriter()
    const later = writer.manifest({ ...manifest, format: 2 as 1, studyinVersion: "9.0.0" })
    await expect(read([later])).rejects.toThrow("made by a newer StudyIn (9.0.0)")
  })
})
