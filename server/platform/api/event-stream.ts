import type { FastifyReply, FastifyRequest } from "fastify"
import type { Learner } from "./app.ts"

/** Between two signs of life; below the 60 s after which common proxies cut a silent connection. */
const HEARTBEAT_MS = 25_000

/** A reply that stays open and sends events as they happen (`text/event-stream`). */
export interface EventStream {
  /** Resolves once the connection can take more, so that a slow reader holds back a fast writer. Without effect after the end. */
  send(event: string, data: unknown): Promise<void>
  /** Ends the reply. */
  end(): void
  /** Who opened it; null: nobody who is signed in. */
  learner: Learner | null
  /** Aborted when the reader went away or the server stops. */
  signal: AbortSignal
}

/** Turns the reply into an event stream. What the route's handler returns after that is ignored: `return stream.reply`. */
export function openEventStream(request: FastifyRequest, reply: FastifyReply): EventStream {
  const raw = reply.raw
  // Headers set by hooks so far (security, request id) belong to this reply too.
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) raw.setHeader(name, value)
  reply.hijack()
  raw.writeHead(200, {
    "content-type": "text/event-stream; charset=utf-8",
    "cache-control": "no-store",
    // nginx would otherwise collect events before it passes them on.
    "x-accel-buffering": "no",
  })
  raw.flushHeaders()
  const gone = new AbortController()
  const finish = () => {
    clearInterval(heartbeat)
    request.server.eventStreams.delete(stream)
    gone.abort()
  }
  const heartbeat = setInterval(() => raw.write(": still here\n\n"), HEARTBEAT_MS)
  raw.on("close", finish)
  raw.on("error", finish)
  const stream: EventStream = {
    async send(event, data) {
      if (raw.writableEnded || raw.destroyed) return
      if (raw.write(`event: ${event}\ndata: ${JSON.stringify(data)}\n\n`)) return
      await new Promise<void>((resolve) => {
        const done = () => {
          raw.off("drain", done)
          raw.off("close", done)
          resolve()
        }
        raw.on("drain", done)
        raw.on("close", done)
      })
    },
    end() {
      if (!raw.writableEnded) raw.end()
    },
    learner: request.findLearner(),
    signal: gone.signal,
  }
  request.server.eventStreams.add(stream)
  return stream
}

declare module "fastify" {
  interface FastifyInstance {
    /** Open event streams; the server ends them when it stops. */
    eventStreams: Set<EventStream>
  }
}
