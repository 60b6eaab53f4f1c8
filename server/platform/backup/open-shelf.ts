import { resolve } from "node:path"
import { BackupError } from "./backup-error.ts"
import type { BackupShelf } from "./backup-shelf.ts"
import { createDiskShelf } from "./disk-shelf.ts"
import type { S3Access } from "./s3-shelf.ts"

const isInBucket = (place: string) => /^s3:/i.test(place)
const bucketPlace = /^s3:\/\/([^/]+)(?:\/(.*?))?\/*$/i

/** A place as its shelf calls it, however it was written: `./backups/`, `s3://bucket/`. */
export function placeNamed(place: string): string {
  if (!isInBucket(place)) return resolve(place)
  const [, bucket, prefix] = bucketPlace.exec(place) ?? []
  return bucket === undefined ? place : `s3://${bucket}${prefix ? `/${prefix}` : ""}`
}

/** The shelf that a place names: a folder, or s3://bucket or s3://bucket/prefix. @throws BackupError */
export async function openShelf(place: string, s3: S3Access): Promise<BackupShelf> {
  if (!isInBucket(place)) return createDiskShelf(resolve(place))
  const match = bucketPlace.exec(place)
  if (match === null) throw new BackupError(`${place} names no bucket: write s3://bucket or s3://bucket/folder.`)
  const { createS3Shelf } = await import("./s3-shelf.ts")
  return createS3Shelf({ bucket: match[1] ?? "", prefix: match[2] ?? "" }, s3)
}

/** A backup by its path or s3://bucket/prefix/name, as people name it: the shelf it is on, and its name there. */
export async function locateBackup(path: string, s3: S3Access): Promise<{ shelf: BackupShelf; name: string }> {
  const cut = path.lastIndexOf("/")
  const name = path.slice(cut + 1)
  if (name === "") throw new BackupError(`${path} names no file.`)
  const folder = cut === -1 ? "." : path.slice(0, cut)
  return { shelf: await openShelf(folder === "" ? "/" : folder, s3), name }
}
