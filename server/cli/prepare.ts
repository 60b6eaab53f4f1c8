import { mkdtemp, rm } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { startServer } from "../main.ts"
import { readConfig } from "../platform/config.ts"
import { collectCode, prepareTemplate } from "../platform/database/index.ts"
import { CommandError, defineCommand } from "./command.ts"
import { startServerProcess } from "./server-process.ts"
import { walkAt } from "./smoke/smoke-file.ts"

const WALK_WITHIN_MS = 300_000
/** Any text of some length does. */
const SAMPLE = join(import.meta.dirname, "../demo/content/cardiac-cycle.md")

export const prepare = defineCommand({
  name: "prepare",
  summary: "Make an empty embedded database and its machine code ready, for quick starts",
  details: `Set-up does this by itself, once for each version of Node. A sample text is taken the whole way through a server on an
empty folder, and what V8 has compiled of the embedded database meanwhile is kept in .cache: servers that find it there start
sooner, take less memory and processor time in their first minutes, and are otherwise the same.`,
  async run() {
    const startedAt = performance.now()
    const code = await collectCode()
    await prepareTemplate()
    const dataDir = await mkdtemp(join(tmpdir(), "studyin-prepare-"))
    try {
      await takeSampleThrough(dataDir)
      const path = await code.keep()
      await tryOut(dataDir, path)
      const seconds = Math.round(performance.now() - startedAt) / 1000
      return { json: { path, seconds }, text: `Ready after ${seconds.toFixed(0)} s.` }
    } finally {
      await rm(dataDir, { recursive: true, force: true })
    }
  },
})

async function takeSampleThrough(dataDir: string): Promise<void> {
  const server = await startServer(
    readConfig({ DATA_DIR: dataDir, HOST: "127.0.0.1", PORT: "0", LOG_LEVEL: "error", RATE_LIMIT: "0" }),
  )
  try {
    const report = await walkAt(server.url, SAMPLE, AbortSignal.timeout(WALK_WITHIN_MS))
    if (report.status !== "ready") throw new CommandError(`The sample text ended ${report.status}.`)
  } finally {
    await server.close()
  }
}

/** Code that no server starts with on this machine is worse than none. */
async function tryOut(dataDir: string, path: string): Promise<void> {
  try {
    const server = await startServerProcess({ dataDir, databaseUrl: null })
    await server.stop()
  } catch (error) {
    await rm(path, { force: true })
    throw error
  }
}
