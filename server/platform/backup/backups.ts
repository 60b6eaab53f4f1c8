import type { Files } from "../files/index.ts"
import type { Totals } from "./archive.ts"
import type { MadeBackup } from "./make-backup.ts"

export interface BackupRequest {
  /** A folder, or s3://bucket/prefix. Default: BACKUP_TO, or the folder `backups` in the data folder. */
  to?: string | undefined
  /** Default: BACKUP_KEY_FILE. */
  keyFile?: string | undefined
  signal?: AbortSignal | undefined
  onProgress?(done: number, total: number, stage: string): void
}

export interface BackupResult extends MadeBackup {
  /** Names of older backups that rotation removed. */
  removed: string[]
  /** Where the key was made just now; somebody must keep a copy of it. */
  newKeyFile?: string
}

export interface DrillResult {
  name: string
  place: string
  sizeBytes: number
  totals: Totals
  /** What it was restored into: a new embedded database, or a new one on the server. */
  into: "pglite" | "postgres"
}

/** Backups of this installation. All methods throw BackupError with a sentence for the person who runs it. */
export interface Backups {
  /** Where they go when nothing else is said. */
  readonly place: string
  /** Makes one, looks through it, then removes what rotation does not keep (in the usual place only). */
  make(request: BackupRequest): Promise<BackupResult>
  /** Restores the newest backup into a database made for it, looks at what came out, and throws that away. */
  drill(request: BackupRequest): Promise<DrillResult>
  /** Names and sizes of what is on the shelf, oldest first. */
  list(): Promise<{ name: string; at: Date; sizeBytes: number }[]>
}

/** Where files go during a drill. */
export type OpenScratchFiles = (folder: string) => Files
