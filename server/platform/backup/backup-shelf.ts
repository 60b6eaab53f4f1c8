import type { Readable } from "node:stream"

export interface ShelvedBackup {
  /** "studyin-20261121T033000Z.backup" */
  name: string
  sizeBytes: number
}

/** Where backups are kept: a folder, or a bucket. */
export interface BackupShelf {
  /** For people: the folder's path, or s3://bucket/prefix. */
  readonly place: string
  /**
   * Writes a backup. It stands under its name only when all of it is safe; on a disk also only after `verify`, which is given
   * what was written, has passed. What does not come through is removed.
   */
  write(
    name: string,
    source: AsyncIterable<Uint8Array>,
    verify: (written: Readable) => Promise<void>,
  ): Promise<{ sizeBytes: number }>
  /** @throws BackupError when there is none of this name */
  read(name: string): Promise<Readable>
  /** Those that are named like backups of StudyIn; nothing else there is ever touched. */
  list(): Promise<ShelvedBackup[]>
  remove(name: string): Promise<void>
}

const NAME = /^studyin-(\d{4})(\d{2})(\d{2})T(\d{2})(\d{2})(\d{2})Z(-[0-9a-f]{4})?\.backup$/

/** The name of a backup made at this moment. `mark`: four hexadecimal digits that keep two of one second apart. */
export function backupName(at: Date, mark?: string): string {
  const stamp = `${at.toISOString().slice(0, 19).replaceAll(/[-:]/g, "")}Z`
  return `studyin-${stamp}${mark === undefined ? "" : `-${mark}`}.backup`
}

/** When a backup of this name was made; undefined when it is none of ours. */
export function backupTime(name: string): Date | undefined {
  const match = NAME.exec(name)
  if (match === null) return undefined
  const [, year, month, day, hour, minute, second] = match
  return new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`)
}
