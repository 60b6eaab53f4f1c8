import { localisedFetch } from "./localised-fetch.ts"
import { accessToken, secondFactorSettled } from "./session.ts"

/** One event of the server's stream: `event:` names it, `data:` is JSON. */
export interface LiveEvent {
  name: string
  data: unknown
}

/**
 * Splits a server-sent-events stream (WHATWG HTML, 9.2.6) into events. Comments keep the line open and are dropped.
 * `EventSource` is not used: it cannot send the bearer token.
 */
export async function* parseEventStream(chunks: AsyncIterable<string>): AsyncGenerator<LiveEvent> {
  let pending = ""
  let name = "message"
  let data: string[] = []
  for await (const chunk of chunks) {
    const lines = (pending + chunk).split(/\r\n|\n|\r(?!$)/)
    pending = lines.pop() ?? ""
    for (const line of lines) {
      if (line === "") {
        if (data.length > 0) yield { name, data: JSON.parse(data.join("\n")) }
        name = "message"
        data = []
        continue
      }
      const colon = line.indexOf(":")
      const field = colon < 0 ? line : line.slice(0, colon)
      const value = colon < 0 ? "" : line.slice(colon + 1).replace(/^ /, "")
      if (field === "event") name = value
      if (field === "data") data.push(value)
    }
  }
}

export async function* decoded(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  try {
    for (;;) {
      const { done, value } = await reader.read()
      if (done) return
      yield decoder.decode(value, { stream: true })
    }
  } finally {
    await reader.cancel().catch(() => {})
  }
}

const longestWaitMs = 30_000

/**
 * Keeps one stream of live updates open until `signal` aborts. After a break it tries again, waiting longer each time;
 * `onOpen` is called at each connection, since whatever happened in between was missed.
 */
export async function followLiveEvents(options: {
  signal: AbortSignal
  onOpen(): void
  onEvent(event: LiveEvent): void
}): Promise<void> {
  const { signal, onOpen, onEvent } = options
  let waitMs = 1000
  while (!signal.aborted) {
    try {
      if (!(await accessToken())) return
      await secondFactorSettled(signal)
      const token = await accessToken()
      if (!token) return
      const answer = await localisedFetch("/api/v1/events", { signal, headers: { authorization: `Bearer ${token}` } })
      if (answer.status === 401) await accessToken(token)
      if (answer.ok && answer.body) {
        waitMs = 1000
        onOpen()
        for await (const event of parseEventStream(decoded(answer.body))) onEvent(event)
      }
    } catch {
      // A broken line is normal (sleep, restart, change of network); the next try tells.
    }
    await pause(waitMs, signal)
    waitMs = Math.min(waitMs * 2, longestWaitMs)
  }
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = (): void => {
      clearTimeout(timer)
      removeEventListener("online", done)
      signal.removeEventListener("abort", done)
      resolve()
    }
    const timer = setTimeout(done, ms)
    addEventListener("online", done)
    signal.addEventListener("abort", done)
  })
}
