import { createHash, randomUUID } from "node:crypto"
import { createReadStream, createWriteStream } from "node:fs"
import { mkdir, rm } from "node:fs/promises"
import { join } from "node:path"
import { Readable, Transform } from "node:stream"
import { pipeline } from "node:stream/promises"
import {
  DeleteObjectCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from "@aws-sdk/client-s3"
import { UnavailableError } from "../../shared/errors.ts"
import type { Config } from "../config.ts"
import { filesUnavailable, fileUnknown, tooLarge } from "./file-errors.ts"
import type { Files, StoredFile } from "./files.ts"
import { sweepFolder } from "./sweep-folder.ts"

const SHA256 = /^[0-9a-f]{64}$/
const PREFIX = "files"

/**
 * Files in a bucket: `files/<user id>/<sha256>`. A stream's name is its hash, which is known at its end only, so it first
 * goes to a file in `draftFolder`.
 */
export function createS3Files(s3: NonNullable<Config["s3"]>, draftFolder: string): Files {
  const client = new S3Client({
    region: s3.region,
    maxAttempts: 3,
    ...(s3.endpoint === null ? {} : { endpoint: s3.endpoint, forcePathStyle: true }),
    ...(s3.credentials === null ? {} : { credentials: s3.credentials }),
  })
  const Bucket = s3.bucket
  const keyOf = (userId: string, sha256: string) => {
    if (!SHA256.test(sha256)) throw fileUnknown()
    return `${PREFIX}/${userId}/${sha256}`
  }

  async function* list(userId: string): AsyncIterable<StoredFile> {
    let token: string | undefined
    do {
      const page = await client
        .send(new ListObjectsV2Command({ Bucket, Prefix: `${PREFIX}/${userId}/`, ContinuationToken: token }))
        .catch(explain)
      for (const { Key, Size } of page.Contents ?? []) {
        if (Key !== undefined) yield { sha256: Key.slice(Key.lastIndexOf("/") + 1), sizeBytes: Size ?? 0 }
      }
      token = page.NextContinuationToken
    } while (token !== undefined)
  }

  async function open(userId: string, sha256: string, Range?: string): Promise<Readable> {
    const reply = await client
      .send(new GetObjectCommand({ Bucket, Key: keyOf(userId, sha256), ...(Range === undefined ? {} : { Range }) }))
      .catch((error: unknown) => (statusOf(error) === 416 ? undefined : explain(error)))
    // Like a file on disk, a range past the end is empty.
    return reply === undefined ? Readable.from([]) : (reply.Body as Readable)
  }

  return {
    async put(userId, source, { maxBytes = Number.POSITIVE_INFINITY, signal } = {}) {
      await mkdir(draftFolder, { recursive: true })
      const draft = join(draftFolder, randomUUID())
      const hash = createHash("sha256")
      let sizeBytes = 0
      const measure = new Transform({
        transform(chunk: Buffer, _encoding, done) {
          sizeBytes += chunk.length
          if (sizeBytes > maxBytes) return done(tooLarge(maxBytes))
          hash.update(chunk)
          done(null, chunk)
        },
      })
      try {
        const readable = source instanceof Uint8Array ? Readable.from([source]) : source
        await pipeline(
          readable,
          measure,
          createWriteStream(draft, { mode: 0o600 }),
          signal === undefined ? {} : { signal },
        )
        const digest = hash.digest()
        const sha256 = digest.toString("hex")
        await client
          .send(
            new PutObjectCommand({
              Bucket,
              Key: keyOf(userId, sha256),
              Body: createReadStream(draft),
              ContentLength: sizeBytes,
              // The server refuses bytes that changed on their way.
              ChecksumSHA256: digest.toString("base64"),
              ServerSideEncryption: s3.endpoint === null ? "AES256" : undefined,
            }),
            signal === undefined ? {} : { abortSignal: signal },
          )
          .catch(explain)
        return { sha256, sizeBytes }
      } finally {
        await rm(draft, { force: true })
      }
    },
    read: (userId, sha256, range) =>
      open(userId, sha256, range === undefined ? undefined : `bytes=${range.start}-${range.end ?? ""}`),
    async readBytes(userId, sha256) {
      return new Uint8Array(Buffer.concat(await (await open(userId, sha256)).toArray()))
    },
    async find(userId, sha256) {
      if (!SHA256.test(sha256)) return undefined
      const head = await client
        .send(new HeadObjectCommand({ Bucket, Key: keyOf(userId, sha256) }))
        .catch((error: unknown) => (statusOf(error) === 404 ? undefined : explain(error)))
      return head === undefined ? undefined : { sha256, sizeBytes: head.ContentLength ?? 0 }
    },
    async delete(userId, sha256) {
      if (SHA256.test(sha256))
        await client.send(new DeleteObjectCommand({ Bucket, Key: keyOf(userId, sha256) })).catch(explain)
    },
    list,
    async eraseLearner(userId) {
      let batch: { Key: string }[] = []
      const flush = async () => {
        if (batch.length === 0) return
        const reply = await client
          .send(new DeleteObjectsCommand({ Bucket, Delete: { Objects: batch, Quiet: true } }))
          .catch(explain)
        if ((reply.Errors ?? []).length > 0) throw filesUnavailable(new Error(reply.Errors?.[0]?.Message))
        batch = []
      }
      for await (const { sha256 } of list(userId)) {
        batch.push({ Key: keyOf(userId, sha256) })
        if (batch.length === 1000) await flush()
      }
      await flush()
    },
    // What was not sent whole is no object; only the drafts on this machine's disk stay behind.
    sweepDrafts: (before) => sweepFolder(draftFolder, before, /^[0-9a-f-]{36}$/),
    async check() {
      await client.send(new HeadBucketCommand({ Bucket })).catch((error: unknown) => {
        throw bucketUnusable(Bucket, error)
      })
    },
  }
}

function statusOf(error: unknown): number | undefined {
  return (error as { $metadata?: { httpStatusCode?: number } }).$metadata?.httpStatusCode
}

function explain(error: unknown): never {
  if (statusOf(error) === 404 && (error as Error).name !== "NoSuchBucket") throw fileUnknown()
  if ((error as Error).name === "AbortError") throw error
  throw filesUnavailable(error)
}

/** For whoever runs this: learners are told that files cannot be reached. */
function bucketUnusable(bucket: string, cause: unknown): UnavailableError {
  const why = {
    403: `The keys may not use the bucket ${bucket}.`,
    404: `There is no bucket ${bucket}: make it first.`,
  }[statusOf(cause) ?? 0]
  return why === undefined ? filesUnavailable(cause) : new UnavailableError("files-unavailable", why, { cause })
}
