// What is inside a backup, before compression and encryption: one portable form for both engines. A manifest; then each table
// as rows in the text format of COPY; then each uploaded file; then the totals. Every piece is a frame: a letter, the length of its
// contents (4 bytes), its contents (JSON, or bytes).

import { z } from "zod"

const count = z.number().int().nonnegative()

const tableEntry = z.object({ name: z.string(), columns: z.array(z.string()) })

/** What comes first, and must be known before anything else can be read. */
const manifest = z.object({
  /** Layout of the archive. */
  format: z.literal(1),
  /** ISO 8601: the moment whose state the tables show. */
  createdAt: z.string(),
  studyinVersion: z.string(),
  engine: z.enum(["pglite", "postgres"]),
  postgresVersion: z.string(),
  /** The migrations the rows fit. */
  migrations: z.array(z.object({ version: z.number(), name: z.string(), checksum: z.string() })),
  /** Months that partitioned tables reach over, ISO 8601; null when there is none. */
  partitions: z.object({ from: z.string(), to: z.string() }).nullable(),
  tables: z.array(tableEntry),
})

const fileEntry = z.object({ userId: z.string(), sha256: z.string(), sizeBytes: count })

/** How much an entry held. */
const entryEnd = z.object({
  /** Of a table; 0 for files. */
  rows: count,
  bytes: count,
  /** Of all bytes of the entry, hexadecimal. */
  sha256: z.string(),
})

const totals = z.object({
  tables: z.record(z.string(), count),
  rows: count,
  files: count,
  fileBytes: count,
  /** Files whose contents were no longer what their names say: the disk they came from has lost something. Among `files`. */
  damagedFiles: count,
})

/** A small file of the installation; its contents are in base64. */
const secret = z.object({ name: z.string(), contents: z.string().transform((text) => Buffer.from(text, "base64")) })

/** What the frames that are JSON hold: a backup comes from outside, and says of itself what it likes. */
export const frameSchemas = { manifest, table: tableEntry, file: fileEntry, secret, end: entryEnd, totals }

export type Manifest = z.infer<typeof manifest>
export type TableEntry = z.infer<typeof tableEntry>
export type FileEntry = z.infer<typeof fileEntry>
export type EntryEnd = z.infer<typeof entryEnd>
export type Totals = z.infer<typeof totals>

export type ArchivePiece =
  | { kind: "manifest"; manifest: Manifest }
  | { kind: "table"; table: TableEntry }
  | { kind: "file"; file: FileEntry }
  /** A small file of the installation: its name and contents. */
  | { kind: "secret"; name: string; contents: Buffer }
  /** Of the table (whole rows) or file that was begun last. */
  | { kind: "data"; bytes: Buffer }
  | { kind: "end"; end: EntryEnd }
  | { kind: "totals"; totals: Totals }

export const frameKinds = {
  manifest: "M",
  table: "T",
  file: "F",
  secret: "S",
  data: "D",
  end: "E",
  totals: "Z",
} as const

/** Largest contents of a frame: a single row may hold as much. */
export const MAX_FRAME_BYTES = 1024 ** 3
