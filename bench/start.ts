import { spawn } from "node:child_process"
import { once } from "node:events"
import { startServerProcess } from "../server/cli/server-process.ts"
import type { Bench } from "./bench.ts"
import { withOwnPlace } from "./own-server.ts"

const TIMES = 5

/** From the start of the process to the first answer: on a fresh place, and on one that is there already. */
export const benchStart: Bench = async (context) => {
  const times = context.isQuick ? 1 : TIMES
  const bare = await median(times, startBareServer)
  for (const engine of context.engines) {
    const fresh = await median(times, () => withOwnPlace(engine, context, startOnce))
    const warm = await withOwnPlace(engine, context, async (place) => {
      await startOnce(place)
      return median(times, () => startOnce(place))
    })
    const baseline = { unit: "s", baseline: bare / 1000, baselineName: "bare Node server" }
    context.report({ name: `start fresh (${engine})`, value: fresh / 1000, ...baseline })
    context.report({ name: `start warm (${engine})`, value: warm / 1000, ...baseline })
  }
}

/** @returns milliseconds */
async function startOnce(place: { dataDir: string; databaseUrl: string | null }): Promise<number> {
  const startedAt = performance.now()
  const server = await startServerProcess(place)
  const response = await fetch(`${server.url}/health/ready`)
  await response.body?.cancel()
  const tookMs = performance.now() - startedAt
  await server.stop()
  if (!response.ok) throw new Error(`The server answered ${response.status} instead of being ready`)
  return tookMs
}

const bareServer = `require("node:http").createServer((_, reply) => reply.end("ok"))
  .listen(0, "127.0.0.1", function () { console.log(this.address().port) })`

/** The least that any server on Node takes. */
async function startBareServer(): Promise<number> {
  const startedAt = performance.now()
  const child = spawn(process.execPath, ["-e", bareServer], { stdio: ["ignore", "pipe", "inherit"] })
  const ended = once(child, "exit")
  const [port] = (await once(child.stdout, "data")) as [Buffer]
  await (await fetch(`http://127.0.0.1:${String(port).trim()}`)).text()
  const tookMs = performance.now() - startedAt
  child.kill()
  await ended
  return tookMs
}

async function median(times: number, measure: () => Promise<number>): Promise<number> {
  const took: number[] = []
  for (let n = 0; n < times; n++) took.push(await measure())
  return took.sort((a, b) => a - b)[Math.floor(times / 2)] ?? 0
}
