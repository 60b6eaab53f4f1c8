import { Agent, request } from "node:http"
import type { Answerer } from "./record-world.ts"

export interface LoadResult {
  perSecond: number
  /** Milliseconds, ascending. */
  tookMs: number[]
}

/** Each answerer sends one answer after the other until its time is over or it has none left. */
export async function answerFor(url: string, answerers: readonly Answerer[], durationMs: number): Promise<LoadResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: answerers.length })
  const tookMs: number[] = []
  const startedAt = performance.now()
  await Promise.all(
    answerers.map(async ({ client, waiting }) => {
      while (performance.now() - startedAt < durationMs) {
        const next = waiting.shift()
        if (next === undefined) return
        const sentAt = performance.now()
        await post(agent, `${url}${next.path}`, client.accessToken(), next.body)
        tookMs.push(performance.now() - sentAt)
      }
    }),
  )
  const elapsedS = (performance.now() - startedAt) / 1000
  agent.destroy()
  return { perSecond: tookMs.length / elapsedS, tookMs: tookMs.sort((a, b) => a - b) }
}

/** Plain HTTP of Node: the load must cost less than what it loads. */
function post(agent: Agent, url: string, token: string, body: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = {
      authorization: `Bearer ${token}`,
      "content-type": "application/json",
      "content-length": Buffer.byteLength(body),
    }
    const sent = request(url, { method: "POST", agent, headers }, (response) => {
      let text = ""
      response.setEncoding("utf8")
      response.on("data", (piece) => (text += piece))
      response.on("error", reject)
      response.on("end", () => {
        if (response.statusCode === 200) resolve()
        else reject(new Error(`The server answered ${response.statusCode}: ${text.slice(0, 300)}`))
      })
    })
    sent.on("error", reject)
    sent.end(body)
  })
}
