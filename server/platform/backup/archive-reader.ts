import { createHash, type Hash } from "node:crypto"
import { z } from "zod"
import {
  type ArchivePiece,
  type EntryEnd,
  frameKinds,
  frameSchemas,
  MAX_FRAME_BYTES,
  type Manifest,
  type Totals,
} from "./archive.ts"
import { BackupError } from "./backup-error.ts"
import { ByteQueue } from "./sealed-chunks.ts"

/** Layouts this version can read. */
const READABLE_FORMATS: readonly number[] = [1]

/**
 * The pieces of an archive, in order. Counts and checksums of each entry and of the whole are compared with what passed; an
 * archive that was read to its end without an error is whole.
 * @throws BackupError when something is missing, differs, or was made by a newer version
 */
export async function* readArchive(plain: AsyncIterable<Uint8Array>): AsyncGenerator<ArchivePiece, void> {
  const check = new EntryCheck()
  let manifest: Manifest | undefined
  let ended = false
  for await (const { kind, contents } of framesOf(plain)) {
    if (ended) throw inconsistent("something follows its end")
    const piece = pieceOf(kind, contents)
    if (manifest === undefined) {
      if (piece.kind !== "manifest") throw inconsistent("it does not begin with its manifest")
      manifest = piece.manifest
    }
    check.see(piece)
    if (piece.kind === "totals") {
      for (const { name } of manifest.tables)
        if (!(name in piece.totals.tables)) throw inconsistent(`the table ${name} is missing`)
      ended = true
    }
    yield piece
  }
  if (!ended) throw inconsistent("its end is missing")
}

/** Holds what passes against what the archive says about itself. */
class EntryCheck {
  #entry:
    | { hash: Hash; rows: number; bytes: number; table: string | undefined; expected: string | undefined }
    | undefined
  readonly #seen: Totals = { tables: {}, rows: 0, files: 0, fileBytes: 0, damagedFiles: 0 }

  see(piece: ArchivePiece): void {
    switch (piece.kind) {
      case "table":
        this.#begin(piece.table.name, undefined)
        break
      case "file":
        this.#begin(undefined, piece.file.sha256)
        break
      case "data":
        this.#data(piece.bytes)
        break
      case "end":
        this.#end(piece.end)
        break
      case "totals":
        if (this.#entry !== undefined) throw inconsistent("an entry has no end")
        this.#compare(piece.totals)
        break
      default:
    }
  }

  #begin(table: string | undefined, expected: string | undefined): void {
    if (this.#entry !== undefined) throw inconsistent("an entry has no end")
    this.#entry = { hash: createHash("sha256"), rows: 0, bytes: 0, table, expected }
  }

  #data(bytes: Buffer): void {
    if (this.#entry === undefined) throw inconsistent("there are bytes outside of any entry")
    this.#entry.hash.update(bytes)
    this.#entry.bytes += bytes.length
    if (this.#entry.table !== undefined) this.#entry.rows += countRows(bytes)
  }

  #end(end: EntryEnd): void {
    const entry = this.#entry
    this.#entry = undefined
    if (entry === undefined) throw inconsistent("an entry ends that never began")
    const digest = entry.hash.digest("hex")
    const name = entry.table === undefined ? `the file ${entry.expected}` : `the table ${entry.table}`
    if (entry.rows !== end.rows || entry.bytes !== end.bytes || digest !== end.sha256)
      throw inconsistent(`${name} does not have the ${end.rows} rows and ${end.bytes} bytes it should`)
    if (entry.table === undefined) {
      this.#seen.files += 1
      if (digest !== entry.expected) this.#seen.damagedFiles += 1
      this.#seen.fileBytes += entry.bytes
    } else {
      this.#seen.tables[entry.table] = entry.rows
      this.#seen.rows += entry.rows
    }
  }

  #compare(totals: Totals): void {
    const { tables, rows, files, fileBytes, damagedFiles } = this.#seen
    const same =
      rows === totals.rows &&
      files === totals.files &&
      fileBytes === totals.fileBytes &&
      damagedFiles === totals.damagedFiles &&
      Object.keys(totals.tables).length === Object.keys(tables).length &&
      Object.entries(totals.tables).every(([name, count]) => tables[name] === count)
    if (!same) throw inconsistent("its totals are not those of its contents")
  }
}

const LINE_FEED = 10

/** In COPY's text format a line feed ends a row and nothing else: one within a value is written as two characters. */
function countRows(bytes: Buffer): number {
  let rows = 0
  for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) rows += 1
  return rows
}

const kindsByLetter = new Map<string, ArchivePiece["kind"]>(
  Object.entries(frameKinds).map(([kind, letter]) => [letter, kind as ArchivePiece["kind"]]),
)

interface Frame {
  kind: ArchivePiece["kind"]
  contents: Buffer
}

async function* framesOf(plain: AsyncIterable<Uint8Array>): AsyncGenerator<Frame, void> {
  const queue = new ByteQueue()
  let head: { kind: Frame["kind"]; length: number } | undefined
  for await (const bytes of plain) {
    queue.push(bytes)
    for (;;) {
      if (head === undefined) {
        if (queue.length < 5) break
        const start = queue.take(5)
        const kind = kindsByLetter.get(start.toString("latin1", 0, 1))
        const length = start.readUInt32BE(1)
        if (kind === undefined || length > MAX_FRAME_BYTES) throw inconsistent("a part of it has an unknown form")
        head = { kind, length }
      }
      if (queue.length < head.length) break
      const { kind, length } = head
      head = undefined
      yield { kind, contents: queue.take(length) }
    }
  }
  if (head !== undefined || queue.length > 0) throw inconsistent("its end is missing")
}

function pieceOf(kind: ArchivePiece["kind"], contents: Buffer): ArchivePiece {
  if (kind === "data") return { kind, bytes: contents }
  const json = readJson(contents)
  if (kind === "manifest") refuseNewer(json)
  const { success, data } = frameSchemas[kind].safeParse(json)
  if (!success) throw inconsistent("a part of it cannot be read")
  return (kind === "secret" ? { kind, ...data } : { kind, [kind]: data }) as ArchivePiece
}

function readJson(contents: Buffer): unknown {
  try {
    return JSON.parse(contents.toString("utf8"))
  } catch {
    throw inconsistent("a part of it cannot be read")
  }
}

const head = z.object({ format: z.number(), studyinVersion: z.string() })

/** Of a layout to come no more is known than that it says so. */
function refuseNewer(manifest: unknown): void {
  const { data } = head.safeParse(manifest)
  if (data !== undefined && !READABLE_FORMATS.includes(data.format))
    throw new BackupError(
      `This backup was made by a newer StudyIn (${data.studyinVersion}). Install that version to read it.`,
    )
}

function inconsistent(what: string): BackupError {
  return new BackupError(`This backup does not hold together: ${what}. Take another one.`)
}
