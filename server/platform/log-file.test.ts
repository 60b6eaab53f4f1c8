import { existsSync } from "node:fs"
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { afterAll, beforeAll, expect, it } from "vitest"
import { createLog } from "./log.ts"
import { openLogFile } from "./log-file.ts"

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "studyin-log-"))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

it("goes on in a new file and loses no line; the oldest go, and nothing else beside them", async () => {
  await mkdir(join(folder, "logs"))
  const path = join(folder, "logs", "studyin.log")
  const file = openLogFile({ path, kept: 2 })
  const log = createLog("info", file.stream)
  await writeFile(join(folder, "logs", "studyin.log.notes"), "of the operator")
  const rotated = []
  for (let day = 1; day <= 4; day += 1) {
    log.info({ day }, "a line")
    rotated.push(await file.rotate(new Date(Date.UTC(2026, 0, day))))
  }
  log.info({ day: 5 }, "a line")
  expect(rotated.map(({ filesRemoved }) => filesRemoved)).toEqual([0, 0, 1, 1])
  expect(rotated.every(({ bytesPutAside }) => bytesPutAside > 20)).toBe(true)
  expect((await readdir(join(folder, "logs"))).sort()).toEqual([
    "studyin.log",
    "studyin.log.2026-01-03T00-00-00.000Z",
    "studyin.log.2026-01-04T00-00-00.000Z",
    "studyin.log.notes",
  ])
  const dayIn = async (name: string) => JSON.parse(await readFile(join(folder, "logs", name), "utf8")).day
  expect(await dayIn("studyin.log.2026-01-03T00-00-00.000Z")).toBe(3)
  expect(await dayIn("studyin.log")).toBe(5)
})

it("says what is wrong with a place where no file can be", () => {
  expect(() => openLogFile({ path: folder, kept: 2 })).toThrow(`LOG_FILE: ${folder} cannot be written to (EISDIR`)
})

it("begins a new file when somebody took the one so far away", async () => {
  const path = join(folder, "taken.log")
  const file = openLogFile({ path, kept: 2 })
  file.stream.write("before\n")
  await rm(path)
  expect(await file.rotate(new Date())).toMatchObject({ bytesPutAside: 0 })
  file.stream.write("after\n")
  expect(await readFile(path, "utf8")).toBe("after\n")
})

it.runIf(existsSync("/dev/full"))(
  "lets the server live when the disk is full, and gathers no more than a little",
  () => {
    const { stream } = openLogFile({ path: "/dev/full", kept: 2 })
    for (let line = 0; line < 3000; line += 1) stream.write(`${"x".repeat(1000)}\n`)
    expect((stream as unknown as { _len: number })._len).toBeLessThanOrEqual(1_000_000)
  },
)

it("leaves an empty file where it is", async () => {
  const path = join(folder, "quiet.log")
  const file = openLogFile({ path, kept: 2 })
  expect(await file.rotate(new Date())).toEqual({ bytesPutAside: 0, filesRemoved: 0 })
  expect(await readdir(folder)).toContain("quiet.log")
})
