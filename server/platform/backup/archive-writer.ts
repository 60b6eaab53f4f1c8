import { createHash, type Hash } from "node:crypto"
import {
  type ArchivePiece,
  type FileEntry,
  frameKinds,
  MAX_FRAME_BYTES,
  type Manifest,
  type TableEntry,
  type Totals,
} from "./archive.ts"

/** Turns pieces of an archive into its bytes, and counts what passes. */
export class ArchiveWriter {
  readonly #totals: Totals = { tables: {}, rows: 0, files: 0, fileBytes: 0, damagedFiles: 0 }
  #entry: { hash: Hash; rows: number; bytes: number; table: string | undefined; file: string | undefined } | undefined

  manifest(manifest: Manifest): Buffer {
    return jsonFrame("manifest", manifest)
  }

  secret(name: string, contents: Uint8Array): Buffer {
    return jsonFrame("secret", { name, contents: Buffer.from(contents).toString("base64") })
  }

  beginTable(table: TableEntry): Buffer {
    this.#entry = { hash: createHash("sha256"), rows: 0, bytes: 0, table: table.name, file: undefined }
    return jsonFrame("table", table)
  }

  beginFile(file: FileEntry): Buffer {
    this.#entry = { hash: createHash("sha256"), rows: 0, bytes: 0, table: undefined, file: file.sha256 }
    return jsonFrame("file", file)
  }

  /** @param rows how many rows the bytes are; 0 within a file */
  *data(bytes: Uint8Array, rows: number): Generator<Buffer, void> {
    const entry = this.#entry
    if (entry === undefined) throw new Error("No entry has been begun")
    if (bytes.length > MAX_FRAME_BYTES) throw new RangeError("More than a frame holds")
    entry.hash.update(bytes)
    entry.bytes += bytes.length
    entry.rows += rows
    yield headOf("data", bytes.length)
    yield Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  end(): Buffer {
    const entry = this.#entry
    if (entry === undefined) throw new Error("No entry has been begun")
    this.#entry = undefined
    const sha256 = entry.hash.digest("hex")
    if (entry.table === undefined) {
      this.#totals.files += 1
      if (sha256 !== entry.file) this.#totals.damagedFiles += 1
      this.#totals.fileBytes += entry.bytes
    } else {
      this.#totals.tables[entry.table] = entry.rows
      this.#totals.rows += entry.rows
    }
    return jsonFrame("end", { rows: entry.rows, bytes: entry.bytes, sha256 })
  }

  totals(): { totals: Totals; bytes: Buffer } {
    return { totals: this.#totals, bytes: jsonFrame("totals", this.#totals) }
  }
}

function headOf(kind: ArchivePiece["kind"], length: number): Buffer {
  const head = Buffer.alloc(5)
  head.write(frameKinds[kind], 0, "latin1")
  head.writeUInt32BE(length, 1)
  return head
}

function jsonFrame(kind: ArchivePiece["kind"], contents: unknown): Buffer {
  const json = Buffer.from(JSON.stringify(contents))
  return Buffer.concat([headOf(kind, json.length), json])
}
