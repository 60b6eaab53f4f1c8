import type { Readable } from "node:stream"
import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListMultipartUploadsCommand,
  ListObjectsV2Command,
  S3Client,
  UploadPartCommand,
} from "@aws-sdk/client-s3"
import { BackupError } from "./backup-error.ts"
import { type BackupShelf, backupTime, type ShelvedBackup } from "./backup-shelf.ts"
import { ByteQueue } from "./sealed-chunks.ts"

export interface S3Access {
  endpoint: string | null
  region: string
  /** null: the machine's own. */
  credentials: { accessKeyId: string; secretAccessKey: string } | null
}

/** S3 takes 10,000 parts of at least 5 MB: a backup may have 160 GB. */
const PART_BYTES = 16 * 1024 * 1024
const FORGOTTEN_MS = 48 * 3_600_000

/** Backups in a bucket. An object appears when its last part was taken, so none is ever seen in part. */
export function createS3Shelf({ bucket, prefix }: { bucket: string; prefix: string }, access: S3Access): BackupShelf {
  const client = new S3Client({
    region: access.region,
    maxAttempts: 3,
    ...(access.endpoint === null ? {} : { endpoint: access.endpoint, forcePathStyle: true }),
    ...(access.credentials === null ? {} : { credentials: access.credentials }),
  })
  const place = `s3://${bucket}${prefix === "" ? "" : `/${prefix}`}`
  const keyOf = (name: string) => (prefix === "" ? name : `${prefix}/${name}`)
  const explain = (error: unknown): never => {
    if (error instanceof BackupError || (error as Error).name === "AbortError") throw error
    throw new BackupError(`${place} cannot be used: ${(error as Error).message || (error as Error).name}.`)
  }
  const read = async (name: string): Promise<Readable> => {
    const reply = await client.send(new GetObjectCommand({ Bucket: bucket, Key: keyOf(name) })).catch((error) => {
      if ((error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode === 404)
        throw new BackupError(`There is no backup ${place}/${name}.`)
      return explain(error)
    })
    return reply.Body as Readable
  }

  return {
    place,
    read,
    async write(name, source, verify) {
      await abandonForgotten(client, bucket, keyOf("studyin-")).catch(() => {}) // some servers do not list uploads
      const Key = keyOf(name)
      const { UploadId } = await client
        .send(
          new CreateMultipartUploadCommand({
            Bucket: bucket,
            Key,
            ServerSideEncryption: access.endpoint === null ? "AES256" : undefined,
          }),
        )
        .catch(explain)
      let sizeBytes = 0
      try {
        const Parts: CompletedPart[] = []
        for await (const part of partsOf(source)) {
          const PartNumber = Parts.length + 1
          const { ETag } = await client.send(
            new UploadPartCommand({
              Bucket: bucket,
              Key,
              UploadId,
              PartNumber,
              Body: part,
              ContentLength: part.length,
            }),
          )
          Parts.push({ ETag, PartNumber })
          sizeBytes += part.length
        }
        await client.send(
          new CompleteMultipartUploadCommand({ Bucket: bucket, Key, UploadId, MultipartUpload: { Parts } }),
        )
      } catch (error) {
        await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId })).catch(() => {})
        return explain(error)
      }
      try {
        await verify(await read(name))
      } catch (error) {
        await client.send(new DeleteObjectCommand({ Bucket: bucket, Key })).catch(() => {})
        return explain(error)
      }
      return { sizeBytes }
    },
    async list() {
      const found: ShelvedBackup[] = []
      let token: string | undefined
      do {
        const page = await client
          .send(new ListObjectsV2Command({ Bucket: bucket, Prefix: keyOf("studyin-"), ContinuationToken: token }))
          .catch(explain)
        for (const { Key = "", Size } of page.Contents ?? []) {
          const name = Key.slice(keyOf("").length)
          if (backupTime(name) !== undefined) found.push({ name, sizeBytes: Size ?? 0 })
        }
        token = page.NextContinuationToken
      } while (token !== undefined)
      return found.sort((a, b) => (a.name < b.name ? -1 : 1))
    },
    async remove(name) {
      await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: keyOf(name) })).catch(explain)
    },
  }
}

async function* partsOf(source: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer, void> {
  const queue = new ByteQueue()
  for await (const bytes of source) {
    queue.push(bytes)
    while (queue.length >= PART_BYTES) yield queue.take(PART_BYTES)
  }
  yield queue.take(queue.length)
}

/** Parts of uploads whose process died cost money and are seen by nobody. */
async function abandonForgotten(client: S3Client, bucket: string, prefix: string): Promise<void> {
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: prefix }))
  for (const { Key, UploadId, Initiated } of Uploads) {
    if (Initiated === undefined || Date.now() - Initiated.getTime() < FORGOTTEN_MS) continue
    await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }))
  }
}
