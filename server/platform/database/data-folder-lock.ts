import { randomBytes } from "node:crypto"
import { readFileSync, readlinkSync } from "node:fs"
import { link, mkdir, readFile, rm, rmdir, stat, unlink, utimes, writeFile } from "node:fs/promises"
import { hostname } from "node:os"
import { dirname } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"

const HEARTBEAT_MS = 5_000
const SILENT_MS = 3 * HEARTBEAT_MS

/** Who holds the lock. Numbers of processes are given out again, so the start time tells who is meant. */
interface Holder {
  pid: number
  startTime: string
  boot: string
  pidNamespace: string
  host: string
  since: string
  token: string
}

export class DataFolderLockedError extends Error {
  override name = "DataFolderLockedError"
  readonly pid: number

  constructor(path: string, holder: Holder) {
    const where = holder.host === hostname() ? "" : ` on ${holder.host}`
    super(
      `The data folder ${dirname(path)} is in use by another StudyIn process (number ${holder.pid}${where}, since ${holder.since}). ` +
        "The embedded database serves one process at a time: stop that one first, or set DATABASE_URL to use a PostgreSQL server.",
    )
    this.pid = holder.pid
  }
}

/**
 * Takes the exclusive lock of a data folder: two processes on one embedded database would lose data silently. A lock left
 * behind by a process that is gone is taken over: at once where that can be seen (same machine), otherwise
 * (another container or machine) when it has shown no sign of life for 15 s.
 * @throws DataFolderLockedError
 */
export async function lockDataFolder(path: string): Promise<{ release(): Promise<void> }> {
  const self: Holder = { ...thisProcess(), since: new Date().toISOString(), token: randomBytes(12).toString("hex") }
  const draft = `${path}.${self.token}`
  await writeFile(draft, JSON.stringify(self), { flag: "wx" })
  try {
    await take(path, draft)
  } finally {
    await rm(draft, { force: true })
  }
  const heartbeat = setInterval(() => {
    const now = new Date()
    utimes(path, now, now).catch(() => {})
  }, HEARTBEAT_MS)
  heartbeat.unref()
  return {
    async release() {
      clearInterval(heartbeat)
      if (parseHolder((await readLock(path)) ?? "")?.token === self.token) await rm(path, { force: true })
    },
  }
}

async function take(path: string, draft: string): Promise<void> {
  for (;;) {
    // A link either appears whole or not at all.
    if (await succeeds(link(draft, path), "EEXIST")) return
    const text = await readLock(path)
    if (text === undefined) continue // given back meanwhile
    const holder = parseHolder(text)
    if (holder !== undefined && (await isAlive(path, holder))) throw new DataFolderLockedError(path, holder)
    await removeStale(path, text)
  }
}

/** Two processes may find the same stale lock: one at a time removes it, after looking that it is still the same one. */
async function removeStale(path: string, staleText: string): Promise<void> {
  const guard = `${path}.takeover`
  if (!(await succeeds(mkdir(guard), "EEXIST"))) {
    const age = await stat(guard).then(
      ({ mtimeMs }) => Date.now() - mtimeMs,
      () => 0,
    )
    // Whoever made the guard needs milliseconds; one that is older was left by a process that died in between.
    if (age > SILENT_MS) await rmdir(guard).catch(() => {})
    await sleep(20)
    return
  }
  try {
    if ((await readLock(path)) === staleText) await unlink(path)
  } finally {
    await rmdir(guard).catch(() => {})
  }
}

async function isAlive(path: string, holder: Holder): Promise<boolean> {
  const self = thisProcess()
  if (holder.host === self.host && holder.boot !== self.boot) return false // the machine was started again
  if (holder.host === self.host && holder.pidNamespace === self.pidNamespace) {
    if (holder.startTime !== "") return processStartTime(holder.pid) === holder.startTime
    return processExists(holder.pid)
  }
  const seen = await modifiedAt(path)
  for (const until = Date.now() + SILENT_MS; Date.now() < until; await sleep(500)) {
    if ((await modifiedAt(path)) !== seen) return true
  }
  return false
}

function thisProcess(): Omit<Holder, "since" | "token"> {
  return {
    pid: process.pid,
    startTime: processStartTime(process.pid),
    boot: quietly(() => readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()),
    pidNamespace: quietly(() => readlinkSync("/proc/self/ns/pid")),
    host: hostname(),
  }
}

/** Clock ticks since boot at which the process started (field 22 of /proc/…/stat); "" where there is no such process or no /proc. */
function processStartTime(pid: number): string {
  // The name, field 2, stands in brackets and may hold spaces and brackets: count from the last one.
  return quietly(() => {
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? []
    // A zombie holds nothing any more.
    return fields[0] === "Z" ? "" : (fields[19] ?? "")
  })
}

function processExists(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"
  }
}

/** Undefined when there is no lock. */
async function readLock(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8")
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined
    throw error
  }
}

/** Undefined when it is no lock of ours: cut short by a full disk, say. */
function parseHolder(text: string): Holder | undefined {
  try {
    return JSON.parse(text) as Holder
  } catch {
    return undefined
  }
}

function modifiedAt(path: string): Promise<number> {
  return stat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  )
}

async function succeeds(attempt: Promise<unknown>, expected: string): Promise<boolean> {
  try {
    await attempt
    return true
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === expected) return false
    throw error
  }
}

function quietly(read: () => string): string {
  try {
    return read()
  } catch {
    return ""
  }
}
