import { execFile } from "node:child_process"
import { randomBytes, randomInt } from "node:crypto"
import { chownSync, copyFileSync, existsSync, mkdirSync, rmSync, statSync } from "node:fs"
import { appendFile } from "node:fs/promises"
import { createServer } from "node:net"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { promisify } from "node:util"

const run = promisify(execFile)
const chrootDir = process.env.TEST_POSTGRES_CHROOT
const root = join(import.meta.dirname, "..")
const PG_BIN = "/usr/lib/postgresql/17/bin"
const RUN_WITHIN_MS = 120_000

/** Why PostgreSQL servers of a test's own cannot be started here; undefined when they can. `program` must be there, too. */
export function whyNoServers(program?: string): string | undefined {
  if (chrootDir === undefined) return "TEST_POSTGRES_CHROOT is not set: scripts/services.sh up prints it"
  if (process.getuid?.() !== 0) return "only root can enter the chroot with PostgreSQL"
  if (!existsSync(join(chrootDir, PG_BIN, "initdb"))) return `there is no PostgreSQL in ${chrootDir}`
  if (program !== undefined && !existsSync(join(chrootDir, program)))
    return `${program} is not in ${chrootDir}: scripts/services.sh prepare installs it where a Debian mirror can be reached`
  return undefined
}

/** A folder in the chroot where servers of one test live, and the programs there. */
export interface ServerYard {
  /** As the programs in the chroot see it. */
  home: string
  /** The same folder from outside. */
  outside: string
  /** Runs a program as the user of PostgreSQL. Resolves to what it printed. */
  run(command: string, args: string[], env?: Record<string, string>): Promise<string>
  /** Copies a script of the project into the yard. Resolves to its path there. */
  script(path: string): string
  /** A new cluster with a superuser `postgres`, prepared for StudyIn, and running. */
  createCluster(name: string, settings?: Record<string, string>): Promise<Cluster>
  /** The connection string of the owner's database `studyin`. */
  ownerUrl(...ports: number[]): string
  freePort(): Promise<number>
  /** Stops every server and removes everything. */
  close(): Promise<void>
}

export interface Cluster {
  /** Its data folder, as the programs in the chroot see it. */
  data: string
  port: number
  /** For psql and the scripts of ops/. */
  env: Record<string, string>
  start(): Promise<void>
  /** Ends it as a power cut would: all its processes at once. */
  kill(): Promise<void>
}

export function openServerYard(purpose: string): ServerYard {
  const base = chrootDir ?? ""
  const home = `/srv/test-${purpose}-${randomBytes(4).toString("hex")}`
  const outside = join(base, home)
  const password = randomBytes(12).toString("hex")

  const yard: ServerYard = {
    home,
    outside,
    async run(command, args, env = {}) {
      const variables = Object.entries({ PATH: `${PG_BIN}:/usr/bin:/bin`, LC_ALL: "C.UTF-8", HOME: home, ...env })
      const { stdout } = await run(
        "chroot",
        [
          base,
          "setpriv",
          "--reuid=postgres",
          "--regid=postgres",
          "--clear-groups",
          "env",
          "-i",
          ...variables.map(([name, value]) => `${name}=${value}`),
          command,
          ...args,
        ],
        { cwd: "/", timeout: RUN_WITHIN_MS, env: { ...process.env, PATH: `${process.env.PATH}:/usr/sbin:/sbin` } },
      )
      return stdout.trim()
    },
    script(path) {
      const name = path.split("/").at(-1) ?? ""
      copyFileSync(join(root, path), join(outside, name))
      return `${home}/${name}`
    },
    async createCluster(name, settings = {}) {
      const data = `${home}/${name}`
      const port = await yard.freePort()
      await yard.run("initdb", [
        "-D",
        data,
        "-U",
        "postgres",
        "--auth-local=trust",
        "--auth-host=scram-sha-256",
        "--encoding=UTF8",
        "--locale=C.UTF-8",
        "--no-sync",
      ])
      const all: Record<string, string> = {
        listen_addresses: "'127.0.0.1'",
        port: String(port),
        unix_socket_directories: `'${home}'`,
        shared_buffers: "32MB",
        max_connections: "40",
        timezone: "'UTC'",
        // The chroot has no /dev/shm of its own.
        dynamic_shared_memory_type: "mmap",
        ...settings,
      }
      const lines = Object.entries(all).map(([key, value]) => `${key} = ${value}\n`)
      await appendFile(join(base, data, "postgresql.conf"), lines.join(""))
      const cluster = clusterOf(yard, data, port)
      await cluster.start()
      const script = yard.script("scripts/create-owner.sql")
      await yard.run(
        "psql",
        ["-q", "-X", "-v", "ON_ERROR_STOP=1", "-v", `owner_password=${password}`, "-d", "postgres", "-f", script],
        cluster.env,
      )
      return cluster
    },
    ownerUrl: (...ports) =>
      `postgres://studyin_owner:${password}@${ports.map((port) => `127.0.0.1:${port}`).join(",")}/studyin`,
    freePort,
    async close() {
      for (const data of await yard
        .run("sh", ["-c", `ls -d ${home}/*/postmaster.pid 2>/dev/null || true`])
        .then((text) => text.split("\n")))
        if (data !== "")
          await yard
            .run("pg_ctl", ["-D", data.replace("/postmaster.pid", ""), "-m", "immediate", "stop"])
            .catch(() => {})
      rmSync(outside, { recursive: true, force: true })
    },
  }
  mkdirSync(outside, { recursive: true })
  const { uid, gid } = statSync(join(base, "var/lib/postgresql"))
  chownSync(outside, uid, gid)
  return yard
}

/** A server that was made in the yard by other means, such as a standby. */
export function clusterOf(yard: ServerYard, data: string, port: number): Cluster {
  return {
    data,
    port,
    env: { PGHOST: yard.home, PGPORT: String(port), PGUSER: "postgres" },
    async start() {
      // What is left of a server that was killed goes within a moment.
      for (let tries = 1; ; tries += 1) {
        try {
          await yard.run("pg_ctl", ["-D", data, "-l", `${data}.log`, "-w", "-t", "60", "start"])
          return
        } catch (error) {
          if (tries === 5) throw new Error(await yard.run("tail", ["-n", "15", `${data}.log`]), { cause: error })
          await sleep(500 * tries)
        }
      }
    },
    async kill() {
      // The others end by themselves when their postmaster is gone.
      await yard.run("sh", ["-c", `kill -KILL $(head -n 1 ${data}/postmaster.pid)`])
    },
  }
}

/**
 * Below the ports that the system gives to outgoing connections: a server that is started again finds its port free, however many
 * connections other tests have made meanwhile.
 */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000)
    const isFree = await new Promise<boolean>((resolve) => {
      const server = createServer()
      server.on("error", () => resolve(false))
      server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)))
    })
    if (isFree) return port
  }
}
