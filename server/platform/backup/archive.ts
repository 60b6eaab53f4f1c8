// What is inside a backup, before compression and encryption: one portable form for both engines. A manifest; then each table
// as rows in the text format of COPY; then each uploaded file; then the totals. Every piece is a frame: a letter, the length of its
// contents (4 bytes), its contents (JSON, or bytes).

/** What comes first, and must be known before anything else can be read. */
export interface Manifest {
  /** Layout of the archive. */
  format: 1
  /** ISO 8601: the moment whose state the tables show. */
  createdAt: string
  studyinVersion: string
  engine: "pglite" | "postgres"
  postgresVersion: string
  /** The migrations the rows fit. */
  migrations: { version: number; name: string; checksum: string }[]
  /** Months that partitioned tables reach over, ISO 8601; null when there is none. */
  partitions: { from: string; to: string } | null
  tables: TableEntry[]
}

export interface TableEntry {
  name: string
  columns: string[]
}

export interface FileEntry {
  userId: string
  sha256: string
  sizeBytes: number
}

/** How much an entry held. */
export interface EntryEnd {
  /** Of a table; 0 for files. */
  rows: number
  bytes: number
  /** Of all bytes of the entry, hexadecimal. */
  sha256: string
}

export interface Totals {
  tables: Record<string, number>
  rows: number
  files: number
  fileBytes: number
  /** Files whose contents were no longer what their names say: the disk they came from has lost something. Among `files`. */
  damagedFiles: number
}

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
