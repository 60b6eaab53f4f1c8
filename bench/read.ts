import { signUp } from "../server/cli/api-client.ts"
import { startServerProcess } from "../server/cli/server-process.ts"
import { quantile } from "../server/cli/smoke/probe-latency.ts"
import type { Bench } from "./bench.ts"
import { withOwnPlace } from "./own-server.ts"

const PATHS = ["/today", "/reviews/queue?limit=20", "/decks", "/materials", "/questions?limit=50"]

/** How long the pages' first questions take for the demo learner, who has a fortnight behind them; beside the least any request takes. */
export const benchRead: Bench = async (context) => {
  for (const engine of context.engines) {
    await withOwnPlace(engine, context, async (place) => {
      const server = await startServerProcess(place)
      try {
        const api = `${server.url}/api/v1`
        // The first account is the administrator's.
        await signUp(server.url, new AbortController().signal)
        const entered = await fetch(`${api}/auth/demo`, {
          method: "POST",
          headers: { "content-type": "application/json" },
          body: "{}",
        })
        if (!entered.ok) throw new Error(`The demo cannot be entered: ${entered.status}`)
        const { accessToken } = (await entered.json()) as { accessToken: string }
        const headers = { authorization: `Bearer ${accessToken}` }
        const times = context.isQuick ? 50 : 500
        const floor = quantile(await timesOf(`${server.url}/health/live`, {}, times), 0.5)
        for (const path of PATHS) {
          const tookMs = await timesOf(`${api}${path}`, headers, times)
          for (const [word, share] of [
            ["p50", 0.5],
            ["p99", 0.99],
          ] as const) {
            context.report({
              name: `read GET ${path.replace(/\?.*/, "")} ${word} (${engine})`,
              value: quantile(tookMs, share),
              unit: "ms",
              baseline: floor,
              baselineName: "GET /health/live p50",
            })
          }
        }
      } finally {
        await server.stop()
      }
    })
  }
}

/** Milliseconds of each request, ascending; the first fifth, while things warm up, is not counted. */
async function timesOf(url: string, headers: Record<string, string>, times: number): Promise<number[]> {
  const tookMs: number[] = []
  for (let n = 0; n < times * 1.25; n++) {
    const startedAt = performance.now()
    const response = await fetch(url, { headers })
    await response.arrayBuffer()
    if (!response.ok) throw new Error(`GET ${url} was answered ${response.status}`)
    if (n >= times / 4) tookMs.push(performance.now() - startedAt)
  }
  return tookMs.sort((a, b) => a - b)
}
