import { type ChildProcess, spawn, spawnSync } from "node:child_process"
import { mkdtemp, rm } from "node:fs/promises"
import { createServer } from "node:net"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { setTimeout as sleep } from "node:timers/promises"
import { Redis } from "ioredis"

/** Redis servers of a test's own, which it may kill. */
export interface RedisServer {
  url: string
  /** At once, as a machine that loses power. */
  kill(): Promise<void>
  /** Empty, on the same port. */
  start(): Promise<void>
  /** The process stays and its connections stand, but nothing is answered. */
  pause(): void
  resume(): void
  close(): Promise<void>
}

// The servers of scripts/services.sh lie in a chroot; a redis-server of the machine does as well.
const chroot = process.env.TEST_POSTGRES_CHROOT
const command = chroot === undefined ? [] : ["chroot", chroot]

/** Undefined when servers can be started here, otherwise why not. */
export const whyNoRedisServers: string | undefined = (() => {
  const [program = "redis-server", ...rest] = [...command, "redis-server", "--version"]
  const { status } = spawnSync(program, rest, { stdio: "ignore" })
  return status === 0 ? undefined : "no redis-server here: start scripts/services.sh, or install redis-server"
})()

/** One server on a free port. */
export async function openRedisServer(): Promise<RedisServer> {
  const port = await freePort()
  let child = await spawnServer(port, [])
  return {
    url: `redis://127.0.0.1:${port}`,
    kill: () => end(child),
    async start() {
      child = await spawnServer(port, [])
    },
    pause: () => void child.kill("SIGSTOP"),
    resume: () => void child.kill("SIGCONT"),
    close: () => end(child),
  }
}

/** A cluster of three servers and a replica for each, all on this machine. */
export async function openRedisCluster(): Promise<{ url: string; close(): Promise<void> }> {
  const folder = await mkdtemp(join(chroot === undefined ? tmpdir() : join(chroot, "tmp"), "studyin-cluster-"))
  const seen = chroot === undefined ? folder : folder.slice(chroot.length)
  const ports = await Promise.all(Array.from({ length: 6 }, freePort))
  const children = await Promise.all(
    ports.map(async (port) =>
      spawnServer(port, [
        ...["--cluster-enabled", "yes", "--cluster-config-file", `nodes-${port}.conf`, "--dir", seen],
        ...["--cluster-port", String(await freePort()), "--cluster-node-timeout", "15000"],
      ]),
    ),
  )
  const close = async () => {
    await Promise.all(children.map(end))
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const nodes = ports.map((port) => `127.0.0.1:${port}`)
    const [program = "", ...rest] = [...command, "redis-cli", "--cluster", "create", ...nodes]
    const made = spawnSync(program, [...rest, "--cluster-replicas", "1", "--cluster-yes"], { encoding: "utf8" })
    if (made.status !== 0) throw new Error(`The cluster was not made: ${made.stdout}${made.stderr}`)
    await Promise.all(ports.map(isClusterReady))
    return { url: `redis+cluster://${nodes.slice(0, 3).join(",")}`, close }
  } catch (error) {
    await close()
    throw error
  }
}

async function spawnServer(port: number, more: readonly string[]): Promise<ChildProcess> {
  const options = ["--port", String(port), "--bind", "127.0.0.1", "--save", "", "--appendonly", "no", ...more]
  const [program = "", ...rest] = [...command, "redis-server", ...options]
  const child = spawn(program, rest, { stdio: "ignore" })
  const client = new Redis(port, "127.0.0.1", { retryStrategy: () => 50, maxRetriesPerRequest: null })
  client.on("error", () => {})
  await client.ping()
  client.disconnect()
  return child
}

async function isClusterReady(port: number): Promise<void> {
  const client = new Redis(port, "127.0.0.1")
  while (!/cluster_state:ok/.test(await client.cluster("INFO"))) await sleep(50)
  client.disconnect()
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  const ended = new Promise((resolve) => child.once("exit", resolve))
  child.kill("SIGKILL")
  await ended
}

async function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.on("error", reject)
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}
