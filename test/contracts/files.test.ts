import { createHash, randomBytes, randomUUID } from "node:crypto"
import { mkdtemp, readdir, readFile, rm, utimes, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { Readable } from "node:stream"
import { CreateBucketCommand, S3Client } from "@aws-sdk/client-s3"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { createDiskFiles } from "../../server/platform/files/disk-files.ts"
import type { Files, StoredFile } from "../../server/platform/files/index.ts"
import { createS3Files } from "../../server/platform/files/s3-files.ts"
import { newId } from "../../server/shared/ids.ts"

const endpoint = process.env.TEST_S3_ENDPOINT
const adapters: Record<string, (folder: string) => Promise<Files>> = { disk: async (folder) => createDiskFiles(folder) }
if (endpoint !== undefined) {
  adapters.s3 = async (folder) => {
    const credentials = { accessKeyId: "test", secretAccessKey: "test" }
    const bucket = `studyin-${newId()}`
    await new S3Client({ endpoint, region: "us-east-1", forcePathStyle: true, credentials }).send(
      new CreateBucketCommand({ Bucket: bucket }),
    )
    return createS3Files({ bucket, endpoint, region: "us-east-1", credentials }, folder)
  }
}

for (const [name, open] of Object.entries(adapters)) {
  describe(`files (${name})`, () => {
    let folder: string
    let files: Files
    beforeAll(async () => {
      folder = await mkdtemp(join(tmpdir(), "studyin-files-"))
      files = await open(folder)
    })
    afterAll(() => rm(folder, { recursive: true, force: true }))

    test("is ready", async () => {
      await expect(files.check()).resolves.toBeUndefined()
    })

    test("names contents by their hash and gives them back, from bytes and from a stream", async () => {
      const userId = newId()
      const bytes = randomBytes(300_000)
      const sha256 = createHash("sha256").update(bytes).digest("hex")
      const pieces = [bytes.subarray(0, 1), bytes.subarray(1, 100_000), bytes.subarray(100_000)]
      expect(await files.put(userId, bytes)).toEqual({ sha256, sizeBytes: 300_000 })
      expect(await files.put(userId, Readable.from(pieces))).toEqual({ sha256, sizeBytes: 300_000 })
      expect(Buffer.from(await files.readBytes(userId, sha256)).equals(bytes)).toBe(true)
      expect(Buffer.concat(await (await files.read(userId, sha256)).toArray()).equals(bytes)).toBe(true)
      expect(await files.find(userId, sha256)).toEqual({ sha256, sizeBytes: 300_000 })
      expect(await listed(files, userId)).toEqual([{ sha256, sizeBytes: 300_000 }])
    })

    test("keeps an empty file", async () => {
      const userId = newId()
      const { sha256, sizeBytes } = await files.put(userId, new Uint8Array())
      expect(sizeBytes).toBe(0)
      expect(await files.readBytes(userId, sha256)).toHaveLength(0)
    })

    test("reads ranges as HTTP means them", async () => {
      const userId = newId()
      const { sha256 } = await files.put(userId, Buffer.from("0123456789"))
      const read = async (range: { start: number; end?: number }) =>
        Buffer.concat(await (await files.read(userId, sha256, range)).toArray()).toString()
      expect(await read({ start: 2, end: 4 })).toBe("234")
      expect(await read({ start: 7 })).toBe("789")
      expect(await read({ start: 8, end: 100 })).toBe("89")
      expect(await read({ start: 0, end: 0 })).toBe("0")
      expect(await read({ start: 10 })).toBe("")
    })

    test("takes no more than allowed and keeps nothing of it", async () => {
      const userId = newId()
      await expect(files.put(userId, Readable.from(chunks(100, 1000)), { maxBytes: 50_000 })).rejects.toMatchObject({
        type: "file-too-large",
        status: 413,
      })
      expect((await files.put(userId, Readable.from(chunks(50, 1000)), { maxBytes: 50_000 })).sizeBytes).toBe(50_000)
      expect(await listed(files, userId)).toHaveLength(1)
    })

    test("keeps nothing of a stream that breaks or is aborted", async () => {
      const userId = newId()
      async function* broken() {
        yield Buffer.from("half of")
        throw new Error("the line is dead")
      }
      await expect(files.put(userId, Readable.from(broken()))).rejects.toThrow("the line is dead")
      const signal = AbortSignal.abort(new Error("changed my mind"))
      await expect(files.put(userId, Readable.from(chunks(3, 10)), { signal })).rejects.toThrow()
      expect(await listed(files, userId)).toEqual([])
    })

    test("keeps learners apart", async () => {
      const [me, other] = [newId(), newId()]
      const { sha256 } = await files.put(me, Buffer.from("mine"))
      expect(await files.find(other, sha256)).toBeUndefined()
      await expect(files.read(other, sha256)).rejects.toMatchObject({ status: 404 })
      await expect(files.readBytes(other, sha256)).rejects.toMatchObject({ status: 404 })
      await files.put(other, Buffer.from("mine"))
      await files.delete(other, sha256)
      expect(Buffer.from(await files.readBytes(me, sha256)).toString()).toBe("mine")
    })

    test("deletes, also what is not there", async () => {
      const userId = newId()
      const { sha256 } = await files.put(userId, Buffer.from("away"))
      await files.delete(userId, sha256)
      await files.delete(userId, sha256)
      expect(await files.find(userId, sha256)).toBeUndefined()
    })

    test("erases all of one learner", async () => {
      const [me, other] = [newId(), newId()]
      for (let i = 0; i < 5; i++) await files.put(me, Buffer.from(`file ${i}`))
      await files.put(other, Buffer.from("stays"))
      await files.eraseLearner(me)
      await files.eraseLearner(me)
      expect(await listed(files, me)).toEqual([])
      expect(await listed(files, other)).toHaveLength(1)
    })

    test("sweeps up what interrupted writes left, and nothing else", async () => {
      const userId = newId()
      const kept = await files.put(userId, Buffer.from("kept"))
      const [old, young] = [randomUUID(), randomUUID()]
      const place = name === "disk" ? join(folder, userId, ".") : folder
      const pathOf = (id: string) => join(place, name === "disk" ? `.${id}` : id)
      for (const id of [old, young]) await writeFile(pathOf(id), "half a fi")
      const yesterday = new Date(Date.now() - 86_400_000)
      await utimes(pathOf(old), yesterday, yesterday)
      expect(await files.sweepDrafts(new Date(Date.now() - 3_600_000))).toBe(1)
      expect(await files.sweepDrafts(new Date(Date.now() + 3_600_000))).toBe(1)
      expect(await files.sweepDrafts(new Date(Date.now() + 3_600_000))).toBe(0)
      expect(await listed(files, userId)).toEqual([kept])
    })

    test("is not led astray by names", async () => {
      const userId = newId()
      for (const sha256 of ["../../etc/passwd", "", ".", "a".repeat(63), "A".repeat(64)]) {
        expect(await files.find(userId, sha256)).toBeUndefined()
        await expect(files.readBytes(userId, sha256)).rejects.toMatchObject({ status: 404 })
      }
    })

    test("leaves no drafts behind", async () => {
      const userId = newId()
      await files.put(userId, Buffer.from("whole"))
      const drafts = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
        (entry) => entry.isFile() && !/^[0-9a-f]{64}$/.test(entry.name),
      )
      expect(drafts.map(({ name }) => name)).toEqual([])
    })
  })
}

describe("files on disk", () => {
  test("two uploads of the same contents at once end as one whole file", async () => {
    const folder = await mkdtemp(join(tmpdir(), "studyin-files-"))
    const files = createDiskFiles(folder)
    const userId = newId()
    const bytes = randomBytes(1_000_000)
    const stored = await Promise.all(Array.from({ length: 8 }, () => files.put(userId, bytes)))
    expect(new Set(stored.map(({ sha256 }) => sha256)).size).toBe(1)
    expect(await listed(files, userId)).toHaveLength(1)
    const [file] = stored
    const path = join(folder, userId, file?.sha256.slice(0, 2) ?? "", file?.sha256 ?? "")
    expect((await readFile(path)).equals(bytes)).toBe(true)
    await rm(folder, { recursive: true })
  })

  test("says when files cannot be stored", async () => {
    const folder = await mkdtemp(join(tmpdir(), "studyin-files-"))
    await writeFile(join(folder, "in-the-way"), "")
    await expect(createDiskFiles(join(folder, "in-the-way")).check()).rejects.toThrow()
    await rm(folder, { recursive: true })
  })
})

async function listed(files: Files, userId: string): Promise<StoredFile[]> {
  const found: StoredFile[] = []
  for await (const file of files.list(userId)) found.push(file)
  return found
}

function* chunks(count: number, size: number) {
  for (let i = 0; i < count; i++) yield Buffer.alloc(size, i)
}
