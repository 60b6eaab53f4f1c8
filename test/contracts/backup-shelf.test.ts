import { randomBytes } from "node:crypto"
import { mkdtemp, readdir, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import type { Readable } from "node:stream"
import { CreateBucketCommand, ListMultipartUploadsCommand, S3Client } from "@aws-sdk/client-s3"
import { afterAll, beforeAll, describe, expect, it } from "vitest"
import type { BackupShelf } from "../../server/platform/backup/backup-shelf.ts"
import { createDiskShelf } from "../../server/platform/backup/disk-shelf.ts"
import { createS3Shelf } from "../../server/platform/backup/s3-shelf.ts"

const endpoint = process.env.TEST_S3_ENDPOINT
const access = {
  endpoint: endpoint ?? "",
  region: "us-east-1",
  credentials: { accessKeyId: "test", secretAccessKey: "test" },
}

interface Place {
  shelf: BackupShelf
  /** What lies there besides whole backups. */
  remains(): Promise<string[]>
  close(): Promise<void>
}

const places: [string, () => Promise<Place>][] = [["a folder", openFolder]]
if (endpoint !== undefined) places.push(["a bucket", openBucket])

async function openFolder(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), "studyin-shelf-"))
  return {
    shelf: createDiskShelf(join(folder, "backups")),
    remains: async () => (await readdir(join(folder, "backups"))).filter((name) => !name.endsWith(".backup")),
    close: () => rm(folder, { recursive: true, force: true }),
  }
}

async function openBucket(): Promise<Place> {
  const bucket = `backups-${randomBytes(6).toString("hex")}`
  const client = new S3Client({ ...access, forcePathStyle: true })
  await client.send(new CreateBucketCommand({ Bucket: bucket }))
  return {
    shelf: createS3Shelf({ bucket, prefix: "studyin/nightly" }, access),
    remains: async () =>
      ((await client.send(new ListMultipartUploadsCommand({ Bucket: bucket }))).Uploads ?? []).map(
        ({ Key }) => Key ?? "",
      ),
    close: async () => client.destroy(),
  }
}

async function bytesOf(stream: Readable): Promise<Buffer> {
  return Buffer.concat(await stream.toArray())
}

async function* inPieces(bytes: Buffer, failAt = Number.POSITIVE_INFINITY) {
  for (let at = 0; at < bytes.length; at += 1_000_000) {
    if (at >= failAt) throw new Error("the source failed")
    yield bytes.subarray(at, at + 1_000_000)
  }
}

describe.each(places)("backups in %s", (_name, open) => {
  let place: Place
  beforeAll(async () => {
    place = await open()
  })
  afterAll(() => place.close())
  const name = "studyin-20261121T030000Z-00aa.backup"

  it("are read back before they count, and come out as they went in", async () => {
    // More than one part of an upload.
    const bytes = randomBytes(35_000_001)
    let seen = 0
    const { sizeBytes } = await place.shelf.write(name, inPieces(bytes), async (written) => {
      seen = (await bytesOf(written)).length
    })
    expect([sizeBytes, seen]).toEqual([bytes.length, bytes.length])
    expect((await bytesOf(await place.shelf.read(name))).equals(bytes)).toBe(true)
    expect(await place.shelf.list()).toEqual([{ name, sizeBytes: bytes.length }])
  })

  it("are not there when their source fails, or they do not pass", async () => {
    const other = "studyin-20261122T030000Z-00bb.backup"
    const bytes = randomBytes(35_000_001)
    const broken = place.shelf.write(other, inPieces(bytes, 30_000_000), async () => {})
    await expect(broken).rejects.toThrow("the source failed")
    const refused = place.shelf.write(other, inPieces(randomBytes(10)), async () => {
      throw new Error("not what was written")
    })
    await expect(refused).rejects.toThrow("not what was written")
    expect((await place.shelf.list()).map((one) => one.name)).toEqual([name])
    expect(await place.remains()).toEqual([])
  })

  it("say when one is not there", async () => {
    await expect(place.shelf.read("studyin-20200101T000000Z.backup")).rejects.toThrow("There is no backup")
  })

  it("are removed by name", async () => {
    await place.shelf.remove(name)
    expect(await place.shelf.list()).toEqual([])
  })
})
