import { type ChildProcess, execFileSync, spawn } from "node:child_process"
import { once } from "node:events"
import { readFileSync } from "node:fs"
import { join } from "node:path"
import { createInterface } from "node:readline"
import { withSecretFiles } from "../platform/config.ts"
import { CommandError } from "./command.ts"

/** A server of StudyIn in a process of its own, as people run it. */
export interface ServerProcess {
  url: string
  pid: number
  /** From the start of the process until it said that it was ready. */
  startMs: number
  /** The most memory it ever held, where the system tells (Linux); elsewhere what it holds now. */
  peakMemoryMb(): number | null
  /** Processor time it has used so far, all threads together; null where the system does not tell (Linux does). */
  cpuMs(): number | null
  /** What it has logged, from LOG_LEVEL up, and written to stderr. */
  lines: string[]
  /** Resolves when it has ended, to its exit code; null when a signal ended it. */
  ended: Promise<number | null>
  /** Asks it to stop, and makes it after half a minute. */
  stop(): Promise<void>
  /** Ends it at once, without letting it finish anything. */
  kill(): Promise<void>
}

export interface ServerProcessOptions {
  dataDir: string
  /** null: the embedded database. */
  databaseUrl: string | null
  /** Settings besides; undefined takes one away that was inherited. */
  env?: Record<string, string | undefined>
  /** Default 60 s. */
  startWithinMs?: number
}

const STOP_WITHIN_MS = 30_000
/** Of Node, as `npm start` and `npm run studyin` have them: see docs/operations.md, Memory. */
export const NODE_FLAGS = ["--max-semi-space-size=16"]
const studyin = join(import.meta.dirname, "studyin.ts")

/** Starts `studyin serve` on a free port. @throws CommandError with what it said, when it does not start */
export async function startServerProcess(options: ServerProcessOptions): Promise<ServerProcess> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, [...NODE_FLAGS, studyin, "serve", "--json"], {
    env: {
      ...withSecretFiles(process.env),
      LOG_LEVEL: "error",
      // What belongs to the installation this runs in is left alone.
      REDIS_URL: undefined,
      S3_BUCKET: undefined,
      S3_ACCESS_KEY_ID: undefined,
      S3_SECRET_ACCESS_KEY: undefined,
      PUBLIC_URL: undefined,
      TRUST_PROXY: undefined,
      JOBS: undefined,
      RATE_LIMIT: "0",
      ...options.env,
      HOST: "127.0.0.1",
      PORT: "0",
      DATA_DIR: options.dataDir,
      DATABASE_URL: options.databaseUrl ?? undefined,
    },
    stdio: ["ignore", "pipe", "pipe"],
  })
  const lines: string[] = []
  const ended = once(child, "exit").then(([code]) => code as number | null)
  const url = await firstUrl(child, lines, ended, options.startWithinMs ?? 60_000)
  const startMs = performance.now() - startedAt
  const pid = child.pid ?? 0
  return {
    url,
    pid,
    startMs,
    lines,
    ended,
    peakMemoryMb: () => peakMemoryMb(pid),
    cpuMs: () => cpuMs(pid),
    stop: () => end(child, ended, "SIGTERM"),
    kill: () => end(child, ended, "SIGKILL"),
  }
}

async function firstUrl(
  child: ChildProcess,
  lines: string[],
  ended: Promise<number | null>,
  withinMs: number,
): Promise<string> {
  const { stdout, stderr } = child
  if (stdout === null || stderr === null) throw new Error("The server has no output")
  let timer: NodeJS.Timeout | undefined
  try {
    return await new Promise<string>((resolve, reject) => {
      const fail = (what: string) =>
        reject(new CommandError(`The server ${what}: ${lines.join(" ") || "it said nothing"}`))
      timer = setTimeout(() => fail(`did not start within ${withinMs / 1000} s`), withinMs)
      createInterface({ input: stderr }).on("line", (line) => lines.push(line))
      createInterface({ input: stdout }).on("line", (line) => {
        const url = /^\{"url":"([^"]+)"\}$/.exec(line)?.[1]
        if (url === undefined) lines.push(line)
        else resolve(url)
      })
      // Its last words may come after its end.
      void ended.then((code) => setTimeout(() => fail(`ended with code ${code} instead of starting`), 50))
    })
  } catch (error) {
    child.kill("SIGKILL")
    throw error
  } finally {
    clearTimeout(timer)
  }
}

async function end(child: ChildProcess, ended: Promise<unknown>, signal: "SIGTERM" | "SIGKILL"): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  child.kill(signal)
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_WITHIN_MS)
  await ended
  clearTimeout(timer)
}

function peakMemoryMb(pid: number): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, "utf8")
    return kilobytesToMb(/^VmHWM:\s+(\d+) kB/m.exec(status)?.[1])
  } catch {
    // No such process, or no /proc.
  }
  try {
    return kilobytesToMb(execFileSync("ps", ["-o", "rss=", "-p", String(pid)], { encoding: "utf8" }).trim())
  } catch {
    return null
  }
}

/** Ticks are hundredths of a second on every Linux. */
function cpuMs(pid: number): number | null {
  try {
    // The name, field 2, stands in brackets and may hold spaces: count from the last bracket. utime and stime are 14 and 15.
    const fields = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? []
    return (Number(fields[11]) + Number(fields[12])) * 10
  } catch {
    return null
  }
}

function kilobytesToMb(kilobytes: string | undefined): number | null {
  return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1000)
}
