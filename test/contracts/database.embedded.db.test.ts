import { type ChildProcess, spawn } from "node:child_process"
import { mkdir, mkdtemp, readdir, readFile, readlink, rm, writeFile } from "node:fs/promises"
import { hostname, tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest"
import {
  DataFolderLockedError,
  migrationStatus,
  openDatabase,
  prepareTemplate,
  vacuum,
} from "../../server/platform/database/index.ts"

const loop = fileURLToPath(new URL("./commit-loop.ts", import.meta.url))

// Each test starts the database, some several times, on a machine that may be busy.
describe("the embedded database", { timeout: 180_000 }, () => {
  let dataDir = ""
  let children: ChildProcess[] = []

  beforeAll(async () => void (await prepareTemplate()))
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), "studyin-embedded-"))
  })
  afterEach(async () => {
    for (const child of children) {
      child.kill("SIGKILL")
      await ended(child)
    }
    children = []
    await rm(dataDir, { recursive: true, force: true })
  })

  const start = (...args: string[]) => {
    const child = spawn(process.execPath, [loop, dataDir, ...args], { stdio: ["ignore", "pipe", "pipe"] })
    children.push(child)
    return child
  }

  it("keeps every acknowledged commit when its process is killed, time after time", async () => {
    const acknowledged: number[] = []
    for (let round = 0; round < 3; round += 1) {
      const child = start()
      const lines = linesOf(child)
      await lines.first
      await new Promise((resolve) => setTimeout(resolve, 150 + 250 * Math.random()))
      child.kill("SIGKILL")
      await ended(child)
      acknowledged.push(...lines.all.slice(1).map(Number))
    }
    expect(acknowledged.length).toBeGreaterThan(20)
    const db = await openDatabase({ dataDir })
    const { rows } = await db.execute("select id from committed")
    const kept = new Set(rows.map(({ id }) => id))
    expect(acknowledged.filter((id) => !kept.has(id))).toEqual([])
    await db.close()
  })

  it("forces its log to disk with every commit, unless told not to", async () => {
    for (const durable of [true, false]) {
      const db = await openDatabase({ dataDir, durable })
      const { rows } = await db.execute(
        "select current_setting('fsync') as fsync, current_setting('wal_sync_method') as method",
      )
      expect(rows).toEqual([{ fsync: durable ? "on" : "off", method: "fsync" }])
      await db.close()
    }
  })

  it("tells a second process who has the data folder", async () => {
    const db = await openDatabase({ dataDir })
    const child = start("hold")
    const errors = textOf(child.stderr)
    expect(await ended(child)).toBe(1)
    expect(await errors).toContain(
      `DataFolderLockedError: The data folder ${dataDir} is in use by another StudyIn process (number ${process.pid}`,
    )
    // Nor twice in the same process.
    await expect(openDatabase({ dataDir })).rejects.toBeInstanceOf(DataFolderLockedError)
    await db.close()
    const again = await openDatabase({ dataDir })
    await again.close()
  })

  it("admits one of many who take over a lock left behind at the same time", async () => {
    await leaveLock({ pid: 2 ** 22 + 1, startTime: "1" })
    const tries = await Promise.allSettled(Array.from({ length: 8 }, () => openDatabase({ dataDir })))
    const opened = tries.filter((result) => result.status === "fulfilled")
    expect(opened).toHaveLength(1)
    for (const result of tries) {
      if (result.status === "rejected") expect(result.reason).toBeInstanceOf(DataFolderLockedError)
      else await result.value.close()
    }
    expect((await readdir(dataDir)).sort()).toEqual(["postgres"])
  })

  it.each([
    ["whose process number was given to another process", { pid: process.pid, startTime: "1" }],
    ["from before the machine was started again", { boot: "another-boot" }],
    ["that is no lock at all", undefined],
  ])("takes over a lock %s", async (_, holder) => {
    if (holder === undefined) await writeFile(join(dataDir, "postgres.lock"), "")
    else await leaveLock(holder)
    const db = await openDatabase({ dataDir })
    await db.close()
  })

  it("waits to see whether the holder on another machine is alive", async () => {
    await leaveLock({ host: "elsewhere" })
    const lock = join(dataDir, "postgres.lock")
    const text = await readFile(lock, "utf8")
    const beat = setInterval(() => void writeFile(lock, text), 300)
    await expect(openDatabase({ dataDir })).rejects.toThrow("on elsewhere")
    clearInterval(beat)
  })

  it("starts over when its making was interrupted", async () => {
    await mkdir(join(dataDir, "postgres"))
    await writeFile(join(dataDir, "postgres", "PG_VERSION"), "18\n")
    await writeFile(join(dataDir, "postgres.making"), "")
    const db = await openDatabase({ dataDir })
    expect((await migrationStatus(db)).every(({ appliedAt }) => appliedAt !== undefined)).toBe(true)
    await db.close()
    expect((await readdir(dataDir)).sort()).toEqual(["postgres"])
  })

  it("is made by initdb where there is no template", async () => {
    const db = await openDatabase({ dataDir, templateDir: join(dataDir, "none") })
    expect((await migrationStatus(db)).every(({ appliedAt }) => appliedAt === undefined)).toBe(true)
    await db.close()
  })

  it("is vacuumed on demand", async () => {
    const db = await openDatabase({ dataDir })
    await db.execute("create table bloated (id int)")
    await db.execute("insert into bloated select generate_series(1, 20000)")
    await db.execute("delete from bloated where id > 10")
    expect((await vacuum(db)).done).toBe(true)
    await db.execute("insert into bloated select generate_series(1, 10000)")
    const { rows } = await db.execute(
      "select relpages, pg_relation_size('bloated') / 8192 as now from pg_class where relname = 'bloated'",
    )
    // The freed pages were used again.
    expect(Number(rows[0]?.now)).toBeLessThan(89)
    await db.close()
  })

  it("refuses what comes after closing, and finishes what came before", async () => {
    const db = await openDatabase({ dataDir })
    const before = db.execute("select pg_sleep(0.2), 1 as one")
    const closing = db.close()
    await expect(db.execute("select 1")).rejects.toMatchObject({ type: "database-unavailable" })
    await expect(before).resolves.toMatchObject({ rows: [{ one: 1 }] })
    await closing
  })

  async function leaveLock(holder: Record<string, unknown>): Promise<void> {
    const boot = (await readFile("/proc/sys/kernel/random/boot_id", "utf8")).trim()
    const whole = {
      pid: 1,
      startTime: "",
      boot,
      pidNamespace: "",
      host: hostname(),
      since: "2026-01-01",
      token: "t",
      ...holder,
    }
    whole.pidNamespace = await readlink("/proc/self/ns/pid")
    await writeFile(join(dataDir, "postgres.lock"), JSON.stringify(whole))
  }
})

function ended(child: ChildProcess): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return Promise.resolve(child.exitCode)
  return new Promise((resolve) => child.once("close", resolve))
}

function linesOf(child: ChildProcess): { all: string[]; first: Promise<void> } {
  const all: string[] = []
  let rest = ""
  const first = new Promise<void>((resolve, reject) => {
    child.stdout?.on("data", (chunk: Buffer) => {
      const parts = (rest + chunk.toString()).split("\n")
      rest = parts.pop() ?? ""
      all.push(...parts)
      if (all.length > 0) resolve()
    })
    child.once("close", () => reject(new Error("The process ended before it was ready")))
  })
  return { all, first }
}

async function textOf(stream: NodeJS.ReadableStream | null): Promise<string> {
  let text = ""
  for await (const chunk of stream ?? []) text += chunk
  return text
}
