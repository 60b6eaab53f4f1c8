import { performance } from "node:perf_hooks"
import { setTimeout as sleep } from "node:timers/promises"

export interface Latencies {
  requests: number
  p50: number
  p99: number
  max: number
}

/** Sends a small request again and again, one at a time, until told to stop; then tells how long they took, in ms. */
export function probeLatency(request: () => Promise<unknown>, pauseMs = 25): { stop(): Promise<Latencies> } {
  const tookMs: number[] = []
  let isStopped = false
  const running = (async () => {
    while (!isStopped) {
      const startedAt = performance.now()
      await request()
      tookMs.push(performance.now() - startedAt)
      await sleep(pauseMs)
    }
  })()
  // Whoever stops it hears of a failure; until then nobody does.
  running.catch(() => {})
  return {
    async stop() {
      isStopped = true
      await running
      return latenciesOf(tookMs)
    },
  }
}

export function latenciesOf(tookMs: readonly number[]): Latencies {
  const sorted = tookMs.toSorted((a, b) => a - b)
  return {
    requests: sorted.length,
    p50: round(quantile(sorted, 0.5)),
    p99: round(quantile(sorted, 0.99)),
    max: round(sorted.at(-1) ?? 0),
  }
}

/** Nearest rank. @param sorted ascending */
export function quantile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0
}

function round(ms: number): number {
  return Math.round(ms * 10) / 10
}
