import { mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterEach, beforeEach, describe, expect, it } from "vitest"
import { DataFolderLockedError, lockDataFolder } from "./data-folder-lock.ts"

describe("the lock of a data folder", () => {
  let dir = ""
  let path = ""
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), "studyin-lock-"))
    path = join(dir, "postgres.lock")
  })
  afterEach(() => rm(dir, { recursive: true, force: true }))

  it("has one holder at a time and leaves nothing behind", async () => {
    const lock = await lockDataFolder(path)
    await expect(lockDataFolder(path)).rejects.toThrow(`number ${process.pid}, since`)
    await lock.release()
    const next = await lockDataFolder(path)
    await next.release()
    expect(await readdir(dir)).toEqual([])
  })

  it("left behind goes to exactly one of many who want it at the same time", async () => {
    const left = await staleLock()
    for (let round = 0; round < 25; round += 1) {
      await writeFile(path, left)
      const tries = await Promise.allSettled(Array.from({ length: 24 }, () => lockDataFolder(path)))
      const locked = tries.flatMap((result) => (result.status === "fulfilled" ? [result.value] : []))
      expect(locked).toHaveLength(1)
      for (const result of tries) {
        if (result.status === "rejected") expect(result.reason).toBeInstanceOf(DataFolderLockedError)
      }
      await locked[0]?.release()
      expect(await readdir(dir)).toEqual([])
    }
  })

  it("that another one holds meanwhile is not given up by its former holder", async () => {
    const former = await lockDataFolder(path)
    const current = (await readFile(path, "utf8")).replace(/"token":"\w+"/, '"token":"another"')
    await writeFile(path, current)
    await former.release()
    expect(await readFile(path, "utf8")).toBe(current)
  })

  /** What a killed process leaves: our own number, but started at another time. */
  async function staleLock(): Promise<string> {
    const lock = await lockDataFolder(path)
    const text = await readFile(path, "utf8")
    await lock.release()
    return text.replace(/"startTime":"\d*"/, '"startTime":"1"').replace(/"token":"\w+"/, '"token":"old"')
  }
})
